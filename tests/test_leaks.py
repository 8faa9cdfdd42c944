"""No internal word leaves: thousands of canaries in the sample county, every public file opened and read."""

import base64
import gzip
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scripts.exports.contracts import to_json
from scripts.load.kinds import KINDS
from scripts.publish import gates
from scripts.publish.finished import Finished
from scripts.publish.inline import KnownScripts
from scripts.publish.policy import sources_of
from scripts.views.make_internal import internal_site
from tests import hidden_extras as extras
from tests.finished_sites import copied, files_of
from tests.leak_county import AS_OF, PICTURE, Leakproof, by_record, fields_of, leakproof
from tests.leak_scan import scan
from tests.planted_leaks import LEAKS, Leak, entities, escaped
from tests.test_public import PUBLIC_MODELS, PUBLISHED

WORD = "CANARY0001Z"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Leakproof:
    """The public site of the sample county with a canary in every internal text."""
    return leakproof(tmp_path_factory.mktemp("leaks"))


@pytest.fixture(scope="module")
def found(published: Leakproof) -> Mapping[str, set[str]]:
    """What the scanner finds in it."""
    return scan(published.files, [*published.planter.origins, PICTURE])


def test_secrets_lie_in_every_internal_record(published: Leakproof) -> None:
    """Every kind of internal record holds canaries, thousands in all, and insiders do read them."""
    planter = published.planter
    counted = by_record(planter)
    internal = {kind.model.__name__ for kind in KINDS if kind.model not in PUBLIC_MODELS}
    inside = to_json(internal_site(published.county, AS_OF, None, "", []))

    assert len(planter.origins) >= 2000
    assert len(fields_of(planter)) >= 80
    containers = {"RuleBook"}  # holds rules and no text of its own
    assert internal - containers <= counted.keys()
    for kind in ("Item", "Unit", "Person", "Evidence", "Step", "Report", "Verdict"):
        assert counted[kind] >= 80, kind
    assert {"Consent", "Correction", "Page", "ArticleMeta"} <= counted.keys()
    assert len(scan({"internal.json": inside}, planter.origins)["internal.json"]) >= 2000


def test_no_secret_is_in_any_public_file(published: Leakproof, found: Mapping[str, set[str]]) -> None:
    """In pages, search, feeds, lists, pictures, documents and names only what was made public is found."""
    hits = set().union(*found.values())
    allowed = {word for word in hits if published.planter.origins.get(word, set()) & PUBLISHED.keys()}

    assert hits - allowed == set()
    assert 2 <= len(allowed) <= 12  # two nodes, the majors: a short list, looked through by hand
    assert len(published.files) >= 40


def test_no_secret_is_told_while_publishing(published: Leakproof) -> None:
    """The log of a publication tells how many pages there are, and nothing from inside them."""
    assert published.said.count("\n") >= 3
    assert scan({"log": published.said.encode()}, published.planter.origins) == {}


def test_released_words_are_there(published: Leakproof) -> None:
    """The site is no empty shell: what was released beside the secrets can be read."""
    text = published.files["people/baker.html"].decode()

    assert "面包店十二年为战士留灯" in text
    assert "progress/index.html" in published.files
    assert b"<text" in published.files["progress/index.html"]  # words of charts are words, not outlines
    assert "news/not-signed.html" not in published.files


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_a_planted_leak_is_found_and_stopped(published: Leakproof, tmp_path: Path, leak: Leak) -> None:
    """The scanner sees each leak, however packed; a bare search would not; a gate stops each of them."""
    site = copied(_finished(published), tmp_path / "site", frozenset({leak.staged} - {""}))
    assert scan(files_of(site.root), [WORD]) == {}

    leak.plant(site, WORD)
    files = files_of(site.root)

    assert scan(files, [WORD])
    assert any(WORD.encode() in data for data in files.values()) is leak.grep
    assert leak.gate in {problem.code for problem in gates.examine(site)}


def test_there_are_ten_planted_leaks() -> None:
    """Ten different ways out are tried."""
    assert len({leak.name for leak in LEAKS}) == 10


def _finished(published: Leakproof) -> Finished:
    """Return the published site as the gates see it; its scripts were judged when it was published."""
    staged = frozenset(files_of(published.root)) - {"404.html", "sitemap.xml", "sitemap.xml.gz"}
    staged = frozenset(path for path in staged if not path.startswith(("assets/", "search/")))
    sources = sources_of((published.root / "index.html").read_text(encoding="utf-8"))
    scripts = KnownScripts(elements=frozenset(), sources=sources)
    return Finished(audience="public", root=published.root, staged=staged, scripts=scripts)


WRITTEN: Mapping[str, Callable[[bytes], bytes]] = {
    "as it is": lambda word: b"<p>%s</p>" % word,
    "small letters": bytes.lower,
    "letters as entities": lambda word: entities(word.decode()).encode(),
    "entities of entities": lambda word: entities(word.decode()).replace("&", "&amp;").encode(),
    "JSON escapes": lambda word: escaped(word.decode()).encode(),
    "address": lambda word: "".join(f"%{mark:02x}" for mark in word).encode(),
    "address twice": lambda word: "".join(f"%25{mark:02x}" for mark in word).encode(),
    "full width": lambda word: "".join(chr(mark + 0xFEE0) for mark in word).encode(),
    "zero width": lambda word: "\u200b".join(word.decode()).encode(),
    "soft hyphens": lambda word: "\u00ad".join(word.decode()).encode(),
    "split by tags": lambda word: b"<b>%s</b><i>%s</i>" % (word[:5], word[5:]),
    "UTF-16": lambda word: word.decode().encode("utf-16"),
    "UTF-16, big": lambda word: b"x" + word.decode().encode("utf-16-be"),
    "base64": lambda word: base64.b64encode(b"owner: " + word),
    "base64 for addresses": lambda word: base64.urlsafe_b64encode(b"\xff\xfe?" + word).rstrip(b"="),
    "base64 of UTF-16": lambda word: base64.b64encode(word.decode().encode("utf-16-le")),
    "hexadecimal": lambda word: b"x " + word.hex().encode() + b" y",
    "gzip": lambda word: gzip.compress(word * 3),
    "gzip, cut off": lambda word: gzip.compress(word + bytes(range(200)))[:-8],
    "zip": lambda word: extras.zipped({"a.txt": word * 3}),
    "zip in a zip": lambda word: extras.zipped({"a.zip": extras.zipped({"b": word * 3})}),
    "name in a zip": lambda word: extras.zipped({word.decode(): b""}),
    "remark of a zip": lambda word: extras.zipped({"a": b""}, word.lower()),
    "zip without its end": lambda word: extras.zipped({"a.txt": word * 9})[:-30],
    "PNG text": lambda word: extras.with_png_text(word.decode()),
    "PNG packed text": lambda word: extras.with_png_text(word.decode() * 3, packed=True),
    "JPEG remark": lambda word: extras.picture(comment=word),
    "EXIF": lambda word: extras.with_exif(word.decode()),
    "PDF packed stream": lambda word: extras.paper(extras.stream(word * 3)),
    "PDF kerned text": lambda word: extras.paper(b"[(%s) -20 (%s)] TJ\n" % (word[:4], word[4:])),
    "PDF hexadecimal": lambda word: extras.paper(b"<%s>\n" % word.hex().encode()),
    "PDF octal": lambda word: "".join(f"\\{mark:03o}" for mark in word).encode(),
    "PDF name": lambda word: b"/" + "".join(f"#{mark:02x}" for mark in word).encode(),
    "Excel": lambda word: extras.hidden_sheet(word.decode()),
    "Word author": lambda word: extras.letter(extras.core(word.decode())),
}  # fmt: skip


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN.keys())
def test_the_scanner_reads_every_writing(write: Callable[[bytes], bytes]) -> None:
    """A word is found in every way to write or pack it, and another word in the same place is not."""
    assert scan({"file": write(WORD.encode())}, [WORD]) == {"file": {WORD}}
    assert scan({"file": write(b"CANARY0002Z")}, [WORD]) == {}


def test_names_of_files_are_read() -> None:
    """A secret in the name of a file is a secret told."""
    assert scan({f"items/{WORD}.html": b""}, [WORD]) == {f"items/{WORD}.html": {WORD}}


def test_a_number_counts_only_alone() -> None:
    """Item numbers are found where they stand alone, and not inside other numbers."""
    assert scan({"a": b"<td>71.023</td>", "b": b"M171.0234", "c": b"v71.023.1"}, ["71.023"]) == {
        "a": {"71.023"}
    }
