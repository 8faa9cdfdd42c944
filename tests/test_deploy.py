"""The shipped configuration on a real nginx: who sees what, with which headers, also during a switch."""

import gzip
import http.client
import re
import ssl
import tempfile
import time
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import pytest

from scripts.commands import run_build
from scripts.publish.tree import remove
from tests.counties import ROOT
from tests.small_sites import internal_site, public_site, publish_small
from tests.web_servers import INTERNAL, PUBLIC, Answer, Server, nginx

pytestmark = pytest.mark.slow

XLSX = b"PK\x03\x04 a workbook"
CSV = "编号,名称\nr1,优先办理\n".encode()
TRAVERSALS = (
    "/../manifest.json",
    "/../../public.json",
    "/%2e%2e/%2e%2e/internal.json",
    "/..%2f..%2finternal.json",
    "/assets/..%2f..%2f..%2finternal/site/index.html",
    "/assets/%2e%2e/%2e%2e/%2e%2e/internal/site/index.html",
    "//internal/site/index.html",
    "/..;/index.html",
    "/.%252e/internal/site/index.html",
    "/%5c..%5cindex.html",
    "/index.html%00.jpg",
)
BESIDE = ("/csp.nginx", "/mkdocs.yml", "/base.yml", "/docs/index.md", "/theme/main.html", "/manifest.json")
DOTFILES = ("/.git/config", "/.env", "/.htpasswd", "/assets/.hidden", "/.well-known/x")
VOLATILE = {"date", "etag", "last-modified", "content-length", "connection", "transfer-encoding"}
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
EVERYWHERE = {
    "server": "nginx",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": PERMISSIONS,
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
}
INSIDE = {
    **EVERYWHERE,
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow, noarchive",
}
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
HTML = "text/html; charset=utf-8"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that a server without rights may enter (pytest's own it may not)."""
    made = Path(tempfile.mkdtemp(prefix="served-"))
    made.chmod(0o755)
    yield made
    remove(made)


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """Nginx before the two small sites, with one document and one table more."""
    publish_small(
        folder / "out",
        public_site({"benefits.csv": CSV}),
        internal_site({"evidence/e2.xlsx": XLSX}),
    )
    with nginx(folder / "out", folder / "nginx") as running:
        yield running


def stated_policy(folder: Path, audience: str) -> str:
    """Return the policy that the home page of a site states of itself, and that nobody may frame it."""
    home = (folder / f"out/{audience}/site/index.html").read_text(encoding="utf-8")
    [meta] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', home)
    return f"{unescape(meta)}; frame-ancestors 'none'"


def lasting(answer: Answer) -> dict[str, str]:
    """Return the headers that do not depend on the hour or the length."""
    return {name: value for name, value in answer.headers.items() if name not in VOLATILE}


def asset(folder: Path, pattern: str) -> str:
    """Return the address of the one theme file that fits."""
    site = folder / "out/public/site"
    [found] = site.glob(pattern)
    return f"/{found.relative_to(site).as_posix()}"


@pytest.mark.parametrize(
    "path",
    ["/", "/index.html", "/items/1.05.html", "/evidence/e1.pdf", "/assets/sy.css", "/nothing", "/.env"],
)
def test_internal_site_asks_for_a_login(server: Server, path: str) -> None:
    """Without a login every address of the internal site, real or not, gives the same answer: 401."""
    told = server.ask(INTERNAL, path)
    assert told.status == 401
    assert told.headers["www-authenticate"] == 'Basic realm="shuangyong-internal"'
    wrong = server.ask(INTERNAL, path, Authorization="Basic aW5zcGVjdG9yOndyb25n")
    assert wrong.status == 401


def test_internal_site_opens_after_a_login(server: Server, folder: Path) -> None:
    """With the right name and password the pages come, and the log says who looked."""
    told = server.ask(INTERNAL, "/items/1.05.html", login=True)
    assert told.status == 200
    assert told.body == (folder / "out/internal/site/items/1.05.html").read_bytes()
    assert " inspector [" in (folder / "nginx/log/internal.log").read_text(encoding="utf-8")


def test_every_kind_of_answer_bears_its_headers(server: Server, folder: Path) -> None:
    """Page, theme file, table, evidence, wrong address, refused login: the whole set of headers of each."""
    outside = {**EVERYWHERE, "content-security-policy": stated_policy(folder, "public")}
    inside = {**INSIDE, "content-security-policy": stated_policy(folder, "internal")}
    evidence = {**INSIDE, "content-security-policy": SANDBOX, "accept-ranges": "bytes"}
    ranges, packed = {"accept-ranges": "bytes"}, {"vary": "Accept-Encoding"}
    lost = {"content-type": HTML, **packed}
    expected: Mapping[tuple[str, str, bool], tuple[int, dict[str, str]]] = {
        (PUBLIC, "/index.html", False): (
            200,
            {**outside, **ranges, **packed, "content-type": HTML, "cache-control": "no-cache"},
        ),
        (PUBLIC, asset(folder, "assets/stylesheets/main.*.css"), False): (
            200,
            {
                **outside,
                **ranges,
                **packed,
                "content-type": "text/css; charset=utf-8",
                "cache-control": "public, max-age=31536000, immutable",
            },
        ),
        (PUBLIC, "/assets/sy.css", False): (
            200,
            {
                **outside,
                **ranges,
                **packed,
                "content-type": "text/css; charset=utf-8",
                "cache-control": "public, max-age=3600",
            },
        ),
        (PUBLIC, "/benefits.csv", False): (
            200,
            {**outside, **ranges, "content-type": "text/csv; charset=utf-8", "cache-control": "no-cache"},
        ),
        (PUBLIC, "/nothing.html", False): (404, {**outside, **lost, "cache-control": "no-cache"}),
        (INTERNAL, "/index.html", True): (
            200,
            {**inside, **ranges, **packed, "content-type": HTML, "cache-control": "no-store"},
        ),
        (INTERNAL, "/evidence/e1.pdf", True): (
            200,
            {
                **evidence,
                "content-type": "application/pdf",
                "cache-control": "no-store",
                "content-disposition": "attachment",
            },
        ),
        (INTERNAL, "/evidence/e2.xlsx", True): (
            200,
            {
                **evidence,
                "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "cache-control": "no-store",
                "content-disposition": "attachment",
            },
        ),
        (INTERNAL, "/assets/sy.css", True): (
            200,
            {
                **inside,
                **ranges,
                **packed,
                "content-type": "text/css; charset=utf-8",
                "cache-control": "private, max-age=3600",
            },
        ),
        (INTERNAL, "/nothing.html", True): (404, {**inside, **lost, "cache-control": "no-store"}),
        (INTERNAL, "/assets/sy.css", False): (
            401,
            {
                **inside,
                "content-type": HTML,
                "cache-control": "no-store",
                "www-authenticate": 'Basic realm="shuangyong-internal"',
            },
        ),
    }
    answers = {asked: server.ask(asked[0], asked[1], login=asked[2]) for asked in expected}
    assert {asked: (told.status, lasting(told)) for asked, told in answers.items()} == expected


def test_pages_travel_packed_and_only_when_changed(server: Server, folder: Path) -> None:
    """A page comes gzipped where the reader can unpack it; asked again unchanged, only 304 comes."""
    plain, packed = (
        server.ask(PUBLIC, "/index.html"),
        server.ask(PUBLIC, "/index.html", Accept_Encoding="gzip"),
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body == (folder / "out/public/site/index.html").read_bytes()
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    for told in (plain, packed):
        again = server.ask(PUBLIC, "/index.html", If_None_Match=told.headers["etag"])
        assert (again.status, again.body, again.headers["cache-control"]) == (304, b"", "no-cache")
    assert server.ask(PUBLIC, "/index.html", If_None_Match='"other"').status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "TRACE"])
def test_a_static_site_takes_nothing(server: Server, method: str) -> None:
    """Only GET and HEAD are answered, and the refusal says so; inside, the login comes first."""
    told = server.ask(PUBLIC, "/index.html", method)
    assert (told.status, told.headers.get("allow")) == (405, "GET, HEAD")
    if method != "TRACE":  # nginx refuses that before anything else
        assert server.ask(INTERNAL, "/index.html", method).status == 401
    assert server.ask(INTERNAL, "/index.html", method, login=True).status == 405
    assert server.ask(PUBLIC, "/index.html", "HEAD").status == 200


@pytest.mark.parametrize("path", [*TRAVERSALS, *BESIDE, *DOTFILES])
def test_nothing_but_the_site_is_served(server: Server, path: str) -> None:
    """Dotfiles, files beside the site and ways around it are as good as not there."""
    assert server.ask(PUBLIC, path).status in {400, 404}
    assert server.ask(INTERNAL, path, login=True).status in {400, 404}


def test_folders_show_a_page_or_nothing(server: Server) -> None:
    """A folder with a front page opens it; a folder without one lists nothing."""
    assert server.ask(PUBLIC, "/progress/").status == 200
    moved = server.ask(PUBLIC, "/progress")
    assert (moved.status, moved.headers["location"]) == (301, "/progress/")
    assert server.ask(PUBLIC, "/assets/").status == 404


def test_a_wrong_address_shows_our_own_page(server: Server) -> None:
    """Somebody at a wrong address reads in Chinese what happened and finds the way home."""
    body = server.ask(PUBLIC, "/no/such/page.html").body.decode()
    assert "没有这个页面" in body
    assert 'href="/index.html"' in body


def test_plain_http_leads_to_tls(server: Server) -> None:
    """Whoever asks without TLS is sent to the same address with it; nothing is shown before."""
    for host in (PUBLIC, INTERNAL):
        told = server.ask(host, "/items/1.05.html?a=1", tls=False)
        assert (told.status, told.headers["location"]) == (301, f"https://{host}/items/1.05.html?a=1")


def test_an_unknown_host_gets_no_answer(server: Server) -> None:
    """By number or by a name nobody gave it, the server says nothing and shows no certificate."""
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        server.ask("198.51.100.7", "/", tls=False)
    with pytest.raises(ssl.SSLError):
        server.ask("other.example.com", "/")


def test_public_host_knows_no_internal_path(folder: Path) -> None:
    """Every file of the sample's internal site, asked at the public host, is not there."""
    out = folder / "sample"
    assert run_build(str(ROOT), "", str(out)) == 0
    sites = {
        audience: {
            path.relative_to(out / f"{audience}/site").as_posix()
            for path in (out / f"{audience}/site").rglob("*")
            if path.is_file()
        }
        for audience in ("public", "internal")
    }
    only_inside = sorted(sites["internal"] - sites["public"])
    assert len(only_inside) > 150
    with nginx(out, folder / "nginx-sample") as running:
        told = {}
        for path in only_inside:
            told[path] = running.ask(PUBLIC, f"/{path}").status
            time.sleep(0.01)  # slower than the limit on one visitor
    assert set(told.values()) == {404}
