"""Finds words in finished files however they are packed or written.

Every file is read in as many ways as a curious reader could: as it stands,
with its escapes resolved (HTML, URL, JSON, PDF), as UTF-16, from base64 and
hexadecimal, with marks that split words taken out, and everything packed
inside it (zip, gzip, zlib, PNG chunks, PDF streams) the same way again.
"""

import base64
import binascii
import gzip
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import unquote

from scripts.publish.carried import unpacked

DEPTH = 4
"""How many packings inside each other are opened."""
_TURNS = 3
"""How often escapes inside escapes are resolved."""

_TAGS = re.compile(r"<[^<>]{0,2000}>")
_JSON = re.compile(r"\\u([0-9a-fA-F]{4})")
_OCTAL = re.compile(r"\\([0-3][0-7]{2})")
_PDF_NAME = re.compile(r"#([0-9A-Fa-f]{2})")
_PDF_GAPS = re.compile(r"\)\s*-?[0-9.]*\s*\(|\\\r?\n")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}[\s]?){6,}")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DIGITS = re.compile(r"(?=[\d.])")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_GZIP, _ZIP, _PNG = b"\x1f\x8b\x08", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n"


def scan(files: Mapping[str, bytes], words: Iterable[str]) -> dict[str, set[str]]:
    """Return path → the ``words`` found in it; a path with none is left out.

    A path is read too. A word of digits counts only where it stands alone.
    """
    find = finder(words)
    found = {path: find(readings(data)) | find(texts(path.encode())) for path, data in files.items()}
    return {path: hits for path, hits in found.items() if hits}


def finder(words: Iterable[str]) -> Callable[[Iterable[str]], set[str]]:
    """Return a function that tells which of ``words`` stand in any of some texts."""
    plain = {_folded(word): word for word in words}
    groups: dict[str, list[str]] = {}
    for word in plain:
        groups.setdefault(_DIGITS.split(word, maxsplit=1)[0], []).append(word)
    patterns = [_pattern(start, group) for start, group in groups.items()]

    def find(read: Iterable[str]) -> set[str]:
        return {plain[hit] for text in read for pattern in patterns for hit in pattern.findall(text)}

    return find


def _pattern(start: str, words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for words with the same beginning: quick, for that is looked for first."""
    rest = "|".join(re.escape(word[len(start) :]) for word in sorted(words, key=len, reverse=True))
    return re.compile(f"{re.escape(start)}(?:{rest})" if start else rf"(?<![\w.-])(?:{rest})(?![\w.-])")


def readings(data: bytes, depth: int = DEPTH) -> Iterator[str]:
    """Yield every way to read ``data``, folded alike."""
    yield from texts(data)
    if depth:
        for inner in packed(data):
            yield from readings(inner, depth - 1)


def texts(data: bytes) -> Iterator[str]:
    """Yield ``data`` as text: in each encoding, as it stands and with its escapes resolved."""
    yield from unescaped(data.decode("utf-8", errors="ignore"))
    if b"\x00" in data:
        for start in (0, 1):
            for encoding in ("utf-16-le", "utf-16-be"):
                yield from unescaped(data[start:].decode(encoding, errors="ignore"))


def unescaped(text: str) -> Iterator[str]:
    """Yield a text and what its escapes mean, with and without the marks that split words."""
    seen: set[str] = set()
    for _ in range(_TURNS):
        if text in seen:
            return
        seen.add(text)
        folded = _folded(text)
        yield folded
        yield _TAGS.sub("", folded)
        yield _PDF_GAPS.sub("", folded)
        text = _resolved(text)


def _resolved(text: str) -> str:
    """Return a text with one layer of each kind of escape resolved."""
    text = _JSON.sub(lambda found: chr(int(found[1], 16)), html.unescape(unquote(text)))
    text = _OCTAL.sub(lambda found: chr(int(found[1], 8)), text)
    return _PDF_NAME.sub(lambda found: chr(int(found[1], 16)), text)


def _folded(text: str) -> str:
    """Return a text in one form: no full-width letters, nothing unseen, no capitals."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    return plain.casefold()


def packed(data: bytes) -> Iterator[bytes]:
    """Yield everything packed inside ``data``, wherever it begins."""
    yield from _zip_parts(data)
    for at in _places(data, _GZIP):
        yield _gunzipped(data[at:])
    for at in _places(data, _PNG):
        yield from _png_parts(data[at:])
    for stream in _STREAM.findall(data):
        yield unpacked(stream)
    for blob in _BASE64.findall(data):
        yield from _from_base64(blob)
    for blob in _HEX.findall(data):
        yield bytes.fromhex(blob.decode()) if len(blob.split()) == 1 and not len(blob.strip()) % 2 else b""


def _places(data: bytes, start: bytes) -> Iterator[int]:
    at = data.find(start)
    while at >= 0:
        yield at
        at = data.find(start, at + 1)


def _zip_parts(data: bytes) -> Iterator[bytes]:
    """Yield names, remarks and contents of a zip, at the end of a file or anywhere in it."""
    if _ZIP not in data:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for info in archive.infolist():
                yield info.filename.encode() + b"\n" + info.comment + b"\n" + info.extra
                yield archive.read(info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        for at in _places(data, _ZIP):  # broken or half: unpack each entry from where it stands
            name, extra = (int.from_bytes(data[at + n : at + n + 2], "little") for n in (26, 28))
            yield _inflated(data[at + 30 + name + extra :], -15)


def _gunzipped(data: bytes) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return _inflated(data, 31)


def _inflated(data: bytes, bits: int) -> bytes:
    """Return as much as can be unpacked."""
    try:
        return zlib.decompressobj(bits).decompress(data, 20_000_000)
    except zlib.error:
        return b""


def _png_parts(data: bytes) -> Iterator[bytes]:
    """Yield what the text and profile chunks of a PNG hold, unpacked."""
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + length]
        if kind not in (b"IDAT", b"PLTE"):
            for place in _places(content, b"\x00"):
                yield _inflated(content[place + 1 :], 15) or _inflated(content[place + 2 :], 15)
        at += 12 + length


def _from_base64(blob: bytes) -> Iterator[bytes]:
    """Yield what a run of letters means as base64, from each place it could begin."""
    plain = blob.translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    for start in range(4):
        part = plain[start:]
        try:
            yield base64.b64decode(part[: len(part) // 4 * 4] + _rest(part))
        except (binascii.Error, ValueError):
            continue


def _rest(part: bytes) -> bytes:
    """Return the last, shorter group of a base64 run, filled up."""
    left = part[len(part) // 4 * 4 :]
    return left + b"=" * (4 - len(left)) if len(left) > 1 else b""
