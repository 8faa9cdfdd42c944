"""What draws a page of a pdf, written anew: what is drawn stays, and nothing said beside it."""

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from scripts.guard.files import Unfit

LARGEST = 20_000_000
"""Bytes of one stream, unpacked."""
_TEXT = {b"Tj": 1, b"'": 1, b'"': 3, b"TJ": 1}
"""Operators that show a text, and how much they need for it."""
_DRAWING = frozenset(
    name.encode()
    for line in (
        "q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* sh Do BX EX d0 d1",
        "BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* CS cs SC SCN sc scn G g RG rg K k",
    )
    for name in line.split()
)
"""Operators that draw without a text."""
_IMAGE = b"INLINE IMAGE"
_SETTINGS = frozenset(
    "/" + name
    for line in (
        "W H BPC CS F DP IM D I Width Height BitsPerComponent ColorSpace Filter DecodeParms",
        "ImageMask Decode Interpolate",
    )
    for name in line.split()
)
_PHOTOS = ("/DCT", "/DCTDecode", "/JPXDecode")
_STRINGS = (TextStringObject, ByteStringObject)
_NUMBERS = (NumberObject, FloatObject)
TOO_LARGE = "pdf 的一页太复杂（应拆分，或重新“输出为 PDF”）"
INLINE = "pdf 里有嵌在正文中的照片，去不掉拍摄信息（应重新“输出为 PDF”）"


def redrawn(stream: Any, reader: Any) -> bytes:
    """Return what a stream draws, without comments, marks for other programs and unused values."""
    content = ContentStream(stream, reader, "bytes")
    if len(content.get_data()) > LARGEST:
        raise Unfit([TOO_LARGE])
    drawn = ContentStream(None, reader)
    drawn.operations = list(_kept(content.operations))
    return bytes(drawn.get_data())


def put_content(stream: StreamObject, data: bytes) -> None:
    """Let a stream hold ``data``, packed."""
    stream._data = zlib.compress(data, 9)  # noqa: SLF001 - the packed bytes as they are
    stream.decoded_self = None
    stream.pop("/DecodeParms", None)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")


def _kept(operations: Sequence[tuple[Any, bytes]]) -> Iterator[tuple[Any, bytes]]:
    for operands, operator in operations:
        if operator == _IMAGE:
            yield {"settings": _settings(operands["settings"]), "data": operands["data"]}, operator
        elif operator in _TEXT:
            yield [_shown(each) for each in operands[-_TEXT[operator] :]], operator
        elif operator in _DRAWING and all(map(_is_plain, operands)):
            yield operands, operator


def _is_plain(operand: Any) -> bool:
    """Whether an operand is a number, a name, or a list of numbers."""
    if isinstance(operand, ArrayObject):
        return all(isinstance(each, _NUMBERS) for each in operand)
    return isinstance(operand, (NameObject, *_NUMBERS))


def _shown(operand: Any) -> Any:
    """Return a text as it is shown: strings, and the numbers that set them apart."""
    if isinstance(operand, ArrayObject):
        return ArrayObject(
            each for each in operand if isinstance(each, (*_STRINGS, NumberObject, FloatObject))
        )
    return operand


def _settings(settings: DictionaryObject) -> DictionaryObject:
    """Return what is known about a picture that stands among the drawing."""
    kept = DictionaryObject({key: settings.raw_get(key) for key in settings if key in _SETTINGS})
    if any(photo in repr(kept[key]) for key in ("/F", "/Filter") if key in kept for photo in _PHOTOS):
        raise Unfit([INLINE])
    for key in [each for each in kept if isinstance(kept.raw_get(each), (*_STRINGS, IndirectObject))]:
        del kept[key]
    return kept
