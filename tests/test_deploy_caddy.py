"""The shipped Caddyfile on a real Caddy: the same answers as nginx gives, in short."""

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.publish.tree import remove
from tests.small_sites import internal_site, page, public_site, publish_small
from tests.test_deploy import DOTFILES, EVERYWHERE, INSIDE, SANDBOX, TRAVERSALS, XLSX
from tests.web_servers import INTERNAL, PUBLIC, Server, caddy

pytestmark = pytest.mark.slow

SAID = EVERYWHERE.keys() - {"server"}


@pytest.fixture(scope="module")
def out() -> Iterator[Path]:
    """The two small sites, published where a server without rights may read them."""
    folder = Path(tempfile.mkdtemp(prefix="served-"))
    folder.chmod(0o755)
    publish_small(folder / "out", internal=internal_site({"evidence/e2.xlsx": XLSX}))
    yield folder / "out"
    remove(folder)


@pytest.fixture(scope="module")
def server(out: Path) -> Iterator[Server]:
    """Caddy before the sites."""
    with caddy(out, out.parent / "caddy") as running:
        yield running


@pytest.mark.parametrize("path", ["/", "/items/1.05.html", "/evidence/e1.pdf", "/nothing", "/.env"])
def test_internal_site_asks_for_a_login(server: Server, path: str) -> None:
    """Without a login every address of the internal site gives the same answer: 401, with all its headers."""
    told = server.ask(INTERNAL, path)
    assert (told.status, told.headers["cache-control"], told.body) == (401, "no-store", b"")
    assert {name: told.headers.get(name) for name in INSIDE if name != "server"} == {
        name: value for name, value in INSIDE.items() if name != "server"
    }
    assert server.ask(INTERNAL, path, "POST").status == 401


def test_internal_site_opens_after_a_login(server: Server, out: Path) -> None:
    """With name and password the pages come; evidence is kept in a sandbox and only saved."""
    told = server.ask(INTERNAL, "/items/1.05.html", login=True)
    assert told.body == (out / "internal/site/items/1.05.html").read_bytes()
    assert told.headers["cache-control"] == "no-store"
    piece = server.ask(INTERNAL, "/evidence/e2.xlsx", login=True)
    assert (piece.status, piece.body) == (200, XLSX)
    assert piece.headers["content-security-policy"] == SANDBOX
    assert piece.headers["content-disposition"] == "attachment"


@pytest.mark.parametrize(
    ("path", "status", "cached"),
    [
        ("/index.html", 200, "no-cache"),
        ("/assets/sy.css", 200, "public, max-age=3600"),
        ("/nothing", 404, "no-cache"),
        ("/items/1.05.html", 404, "no-cache"),
        ("/assets/", 404, "no-cache"),
    ],
)
def test_public_answers_bear_their_headers(server: Server, path: str, status: int, cached: str) -> None:
    """Page, theme file and wrong address: the same headers as behind nginx, and our own page for the last."""
    told = server.ask(PUBLIC, path)
    assert (told.status, told.headers["cache-control"]) == (status, cached)
    assert {name: told.headers.get(name) for name in SAID} == {name: EVERYWHERE[name] for name in SAID}
    assert told.headers["content-security-policy"].endswith("; frame-ancestors 'none'")
    assert status == 200 or "没有这个页面" in told.body.decode()


def test_pages_travel_packed_and_only_when_changed(server: Server, out: Path) -> None:
    """A page comes gzipped where the reader can unpack it; asked again unchanged, only 304 comes."""
    packed = server.ask(PUBLIC, "/index.html", Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == (out / "public/site/index.html").read_bytes()
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
    etag = server.ask(PUBLIC, "/index.html").headers["etag"]
    assert server.ask(PUBLIC, "/index.html", If_None_Match=etag).status == 304


def test_a_static_site_takes_nothing(server: Server) -> None:
    """Only GET and HEAD are answered, and the refusal says so."""
    told = server.ask(PUBLIC, "/index.html", "POST")
    assert (told.status, told.headers["allow"]) == (405, "GET, HEAD")
    assert server.ask(PUBLIC, "/index.html", "HEAD").status == 200


@pytest.mark.parametrize("path", [*TRAVERSALS, *DOTFILES, "/csp.caddy", "/manifest.json"])
def test_nothing_but_the_site_is_served(server: Server, path: str) -> None:
    """Dotfiles, files beside the site and ways around it bring no file: at most a way back inside."""
    assert server.ask(PUBLIC, path).status >= 300


def test_plain_http_leads_to_tls(server: Server) -> None:
    """Whoever asks without TLS is sent to the same address with it."""
    told = server.ask(PUBLIC, "/progress/", tls=False)
    assert (told.status, told.headers["location"]) == (301, f"https://{PUBLIC}/progress/")


def test_the_next_version_is_served_at_once(server: Server, out: Path) -> None:
    """After a switch the new page comes without a restart."""
    publish_small(out, public_site({"index.md": page("双拥专栏", "第二版，军民团结一家亲。")}))
    assert server.ask(PUBLIC, "/index.html").body == (out / "public/site/index.html").read_bytes()
