"""What programs take from the public site: the feed, the site map, the table of preferences."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from scripts.exports.feed import NEWEST, SUMMARY, feed, identity, sitemap, summary
from scripts.exports.open_data import COLUMNS, benefits_csv, benefits_json, open_data
from scripts.sites import public_input
from scripts.views.public import PublicColumn, PublicSite
from tests.counties import edit, examined
from tests.page_column import ARTICLES, OFFICE, URL, article, benefit, column_site
from tests.small_sites import publish_small

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PLACED = column_site(url=URL)


def _read(site: PublicSite) -> ET.Element:
    return ET.fromstring(feed(site))  # noqa: S314 - made by ourselves


def _texts(root: ET.Element, path: str) -> list[str]:
    return [each.text or "" for each in root.iterfind("/".join(ATOM + part for part in path.split("/")))]


@pytest.mark.parametrize("site", [column_site(), PLACED, column_site(columns=())])
def test_the_feed_has_what_the_form_asks(site: PublicSite) -> None:
    """RFC 4287: id, title, updated, author, a link to itself; each entry has the first three and a link."""
    root = _read(site)

    for part in (root, *root.iterfind(ATOM + "entry")):
        names = [each.tag for each in part]
        assert all(names.count(ATOM + name) == 1 for name in ("id", "title", "updated")), names
        days = [each.text for each in part if each.tag in (ATOM + "updated", ATOM + "published")]
        assert all(datetime.fromisoformat(day or "").tzinfo for day in days)
        links = [each.get("rel") for each in part.iterfind(ATOM + "link")]
        assert links.count("alternate") == 1
    assert [each.get("rel") for each in root.iterfind(ATOM + "link")] == ["self", "alternate"]
    assert _texts(root, "author/name") == ["领导小组办公室"]
    ids = [*_texts(root, "id"), *_texts(root, "entry/id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each) for each in ids)


def test_links_of_the_feed_are_whole_where_the_address_is_known() -> None:
    """With 网址 each link is a whole address, with or without a slash at its end; without it, relative."""
    without = column_site(url=URL.rstrip("/"))

    assert feed(without) == feed(PLACED)
    for link in _read(PLACED).iter(ATOM + "link"):
        assert link.get("href", "").startswith(URL)
    assert [each.get("href") for each in _read(column_site()).iter(ATOM + "link")] == [
        "feed.xml",
        "index.html",
        "news/two.html",
        "news/one.html",
    ]


def test_an_entry_keeps_its_id_for_ever() -> None:
    """No reader sees an old article as new because the site moved, was renamed or an article corrected."""
    moved = replace(PLACED, title="另一个名称", as_of="2027-01-01")

    assert _texts(_read(moved), "entry/id") == _texts(_read(column_site()), "entry/id")
    assert identity(PLACED, "news/one.html") == "urn:uuid:c2ef8ba7-989d-5036-a33a-8465e7878f41"
    other = replace(PLACED, organiser="另一个县的办公室")
    assert identity(other, "news/one.html") != identity(PLACED, "news/one.html")


def test_a_correction_makes_an_entry_new() -> None:
    """A corrected article is shown as updated, and so is the feed; its place by date stays."""
    root = _read(PLACED)

    assert _texts(root, "entry/title") == ["“军爱民” & <民拥军>", "大会召开"]
    assert [each[:10] for each in _texts(root, "entry/published")] == ["2026-05-01", "2026-02-24"]
    assert [each[:10] for each in _texts(root, "entry/updated")] == ["2026-05-01", "2026-06-01"]
    assert _texts(root, "updated")[0].startswith("2026-06-01")


def test_the_feed_holds_the_newest_of_all_columns() -> None:
    """Thirty articles at most, newest first, whichever column they stand in."""
    columns = tuple(
        PublicColumn(
            slug=slug,
            title=slug,
            intro="",
            articles=tuple(
                article(f"{slug}/{day}.html", f"{slug} {day}", f"2026-03-{day:02}", "文") for day in days
            ),
        )
        for slug, days in (("news", range(1, 31)), ("culture", range(2, 32)))
    )
    days = [each[:10] for each in _texts(_read(column_site(columns=columns)), "entry/published")]

    assert len(days) == NEWEST
    assert days == sorted(days, reverse=True)
    assert (days[0], days[-1]) == ("2026-03-31", "2026-03-16")


def test_a_summary_is_plain_words() -> None:
    """Paragraphs and lists as one reads them; no mark-up, no headings, no tables, and an end in sight."""
    first, second = ARTICLES

    assert summary(first.body) == "第一段，有 重点 和链接。一条 二条 <b>"
    assert len(summary(second.body)) <= SUMMARY
    assert summary(second.body).endswith("…")
    assert summary("") == ""
    assert "\x00" not in feed(column_site(organiser="办\x00公\ufffe室")).decode()


def test_the_site_map_names_every_page_by_its_whole_address() -> None:
    """A search engine finds each page once, not again in large type, and the day an article last changed."""
    docs = public_input(PLACED).docs
    root = ET.fromstring(docs["sitemap.xml"])  # noqa: S314 - made by ourselves
    found = {url[0].text: [each.text for each in url[1:]] for url in root}

    assert {each.tag for each in root} == {MAP + "url"}
    pages = {path.removesuffix("md") + "html" for path in docs if path.endswith(".md")}
    assert set(found) == {URL + page for page in pages if not page.startswith("elder/")}
    assert found[f"{URL}news/one.html"] == ["2026-06-01"]
    assert found[f"{URL}index.html"] == []
    assert sitemap(PLACED, ["b.html", "a.html"]) == sitemap(PLACED, ["a.html", "b.html"])


def test_no_address_no_site_map() -> None:
    """The form of a site map knows whole addresses only; the internal site never has one, nor a feed."""
    assert "sitemap.xml" not in public_input(column_site()).docs


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://www.example.gov.cn", True),
        ("http://10.0.0.1:8080/shuangyong/", True),
        ("https://www.example.gov.cn/a?b=c", False),
        ("www.example.gov.cn", False),
        ("javascript:alert(1)", False),
        ("https://www.example.gov.cn/ 双拥", False),
    ],
)
def test_the_address_of_the_site_is_one(root: Path, address: str, *, fits: bool) -> None:
    """What cannot begin a link is refused where it is written, with an example of what can."""
    path = root / "data/campaigns/wx-2026/publicity.yml"
    edit(path, "nodes: [C]\n", f"site: '{address}'\nnodes: [C]\n")
    told = [each.message for each in examined(root).errors if "网址写法不对" in each.message]

    assert bool(told) is not fits
    assert all("如 https://www.example.gov.cn/shuangyong/" in each for each in told)


def test_finished_sites_have_the_files_they_should(tmp_path: Path) -> None:
    """Published for real: every page of the standard version names the feed; nothing internal does."""
    publish_small(tmp_path, public_input(PLACED, watch=OFFICE))
    public, internal = (tmp_path / audience / "site" for audience in ("public", "internal"))
    named = {
        path.relative_to(public).as_posix(): re.findall(r'atom\+xml"[^>]*href="([^"]*)"', path.read_text())
        for path in public.rglob("*.html")
        if path.name != "404.html" and public / "elder" not in path.parents
    }

    assert {name: links for name, links in named.items() if len(links) != 1} == {}
    assert {(public / name).parent.joinpath(*links).resolve() for name, links in named.items()} == {
        public.resolve() / "feed.xml"
    }
    assert "订阅本站更新" in (public / "index.html").read_text()
    assert (public / "sitemap.xml").is_file()
    assert not list(public.rglob("*.gz"))
    assert not [path for path in internal.rglob("*") if re.search("feed|sitemap", path.name)]
    assert not [path for path in internal.rglob("*.html") if "atom+xml" in path.read_text()]


def test_the_csv_opens_in_excel_and_holds_no_formula() -> None:
    """UTF-8 with its mark, one row an entry; what looks like a formula is text, in full-width signs too."""
    raw = benefits_csv(column_site())
    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig")))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert head == [column.title for column in COLUMNS]
    assert rows[0][:4] == ["bus", "交通", "县内公交免费乘坐", "现役军人；残疾军人"]
    assert rows[3][2:6] == ["'=1+1", "退役军人", "'－身份证件", "'@大厅"]
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+\-@＝＋－＠]", cell)]
    blank = benefits_csv(column_site(benefits=(benefit("x", "其他", " \t=2", "甲"),)))
    assert b"' \t=2" in blank


def test_the_json_is_as_typed_and_says_what_it_holds() -> None:
    """Programs get names that stay, types, null for what is not known, and a link to each entry."""
    told = json.loads(benefits_json(PLACED))

    assert all(list(row) == [each["name"] for each in told["fields"]] for row in told["rows"])
    assert told["rows"][3]["title"] == "=1+1"
    assert told["rows"][0]["until"] is None
    assert told["rows"][0]["link"] == f"{URL}benefits/index.html#y-bus"
    assert json.loads(benefits_json(column_site()))["rows"][0]["link"] == "index.html#y-bus"


def test_nothing_to_download_where_there_is_nothing() -> None:
    """Without preferences, or without their column, no file is made and no page offers one."""
    columns = column_site().columns[:1]

    assert open_data(column_site(benefits=())) == {}
    assert open_data(column_site(columns=columns)) == {}
    assert b"benefits.csv" not in b"".join(public_input(column_site(benefits=())).docs.values())
    assert set(open_data(column_site())) == {"benefits/benefits.csv", "benefits/benefits.json"}
