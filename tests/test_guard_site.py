"""What reaches the finished public site: cleaned files, and no word that must not be public."""
# ruff: noqa: E501 - a small page or drawing stands on one line

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from scripts.guard.watch import Watch
from scripts.paths import Layout
from scripts.pipeline import build, examine, public_view, public_watch
from scripts.problems import DataError
from scripts.publish import word_gates
from scripts.publish.finished import Finished
from scripts.publish.inline import KnownScripts
from scripts.sites import public_input
from tests import office_files
from tests.counties import AS_OF, MINI, copy_county, edit
from tests.sign_sample import sign
from tests.small_sites import internal_site, page, public_site, publish_small, quiet
from tests.test_guard_documents import everything
from tests.test_guard_pictures import CANARY, jpg

NUMBER = "13900219000"
PHONE = "0399-88881234"
ARTICLE = """\
---
title: 主题公园一角
column: 双拥要闻
date: 2026-07-01
source: 微县双拥办
author: 微县双拥办
openness: 主动公开
pictures:
  - {file: park.jpg, credit: 微县双拥办, licence: 自有}
documents:
  - {file: form.docx, title: 申请表}
  - {file: list.xlsx, title: 目录}
  - {file: notice.pdf, title: 通知}
---

邀请50名官兵参观。

![公园入口](park.jpg)
"""
FILES = {
    "park.jpg": jpg(),
    "form.docx": office_files.docx(),
    "list.xlsx": office_files.xlsx(),
    "notice.pdf": office_files.pdf(),
}


def county(target: Path) -> Path:
    """Return 微县 with an article that has a picture, three documents and a waived phrase."""
    root = copy_county(MINI, target)
    folder = root / "docs/public/news"
    (folder / "photo.md").write_text(ARTICLE, encoding="utf-8")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    with (root / "data/waivers.csv").open("a", encoding="utf-8") as file:
        file.write("K415,docs/public/news/photo.md,参加活动的人数可以公开,县双拥办,2026-12-31\n")
    sign(root)
    return root


def test_an_article_is_published_with_cleaned_files_only(tmp_path: Path) -> None:
    """From the article to both sites: the reader gets the files, and nobody's name, camera or place."""
    root = county(tmp_path / "county")
    out = tmp_path / "out"
    build(root, AS_OF, AS_OF, out, quiet)
    site = out / "public/site"
    assert {path.name for path in (site / "news").iterdir()} >= {*FILES, "photo.html"}
    assert "邀请50名官兵参观" in (site / "news/photo.html").read_text(encoding="utf-8")
    assert Image.open(io.BytesIO((site / "news/park.jpg").read_bytes())).size == (40, 30)
    dirty = [
        path.name
        for path in out.resolve().rglob("*")
        if path.is_file() and CANARY.encode() in everything(path.read_bytes())
    ]
    assert dirty == []
    assert all(CANARY.encode() in everything(data) for data in FILES.values())


def test_files_that_cannot_be_cleaned_stop_the_public_site(tmp_path: Path) -> None:
    """Each file without a public copy is named with what to do; checking says the same as building."""
    root = county(tmp_path / "county")
    folder = root / "docs/public/news"
    site = public_view(examine(Layout.at(root), AS_OF, AS_OF))
    (folder / "park.jpg").write_bytes(b"\xff\xd8\xff\xe0nothing")
    (folder / "list.xlsx").write_bytes(office_files.xlsx(office_files.hidden_sheet))
    wanted = {
        ("docs/public/news/list.xlsx", "K418", "不能公开：有隐藏的工作表（应取消隐藏后删去）"),
        (
            "docs/public/news/park.jpg",
            "K418",
            "不能公开：图片打不开或不完整（应为完好的 jpg 或 png；请用看图软件打开后另存为）",
        ),
    }
    with pytest.raises(DataError) as refused:
        public_input(site, Layout.at(root))
    assert {(each.path, each.code, each.message) for each in refused.value.problems} == wanted
    told = examine(Layout.at(root), AS_OF, AS_OF).errors
    assert {(each.path, each.code, each.message) for each in told} == wanted


def test_what_a_document_says_is_checked_like_an_article(tmp_path: Path) -> None:
    """A mobile in a table for download is an error at that file; a scan asks for a person's eyes."""
    root = county(tmp_path / "county")
    folder = root / "docs/public/news"
    (folder / "list.xlsx").write_bytes(office_files.xlsx(lambda book: book.active.append(["x", int(NUMBER)])))
    (folder / "notice.pdf").write_bytes(office_files.pdf(text=""))
    found = [each for each, words in examine(Layout.at(root), AS_OF, AS_OF).findings if not words]
    told = {(each.path.rpartition("/")[2], each.code, each.severity.value) for each in found}
    assert told >= {("list.xlsx", "K411", "错误"), ("notice.pdf", "K419", "警告")}
    [message] = [each.message for each in found if each.code == "K411"]
    assert "139******00" in message
    assert NUMBER not in message


def test_the_waived_phrase_passes_the_last_look_and_no_other(tmp_path: Path) -> None:
    """What the office accepted is accepted in the finished pages too: exactly that phrase."""
    root = county(tmp_path / "county")
    watch = public_watch(examine(Layout.at(root), AS_OF, AS_OF))
    site = _finished(tmp_path / "site", {"a.html": "<p>邀请<b>50</b>名官兵参观</p>"}, watch)
    assert list(word_gates.words_may_be_public(site)) == []
    site = _finished(tmp_path / "other", {"a.html": "<p>邀请<b>60</b>名官兵参观</p>"}, watch)
    assert [each.code for each in word_gates.words_may_be_public(site)] == ["G22"]


def _finished(root: Path, files: dict[str, str], watch: Watch) -> Finished:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    known = KnownScripts(elements=frozenset(), sources=())
    return Finished(audience="public", root=root, staged=frozenset(files), scripts=known, watch=watch)


LEAKS = {
    "bold.html": "<p>电话<b>139</b>0021<i>9000</i></p>",
    "cells.html": "<table><tr><td>139</td><td>0021</td><td>9000</td></tr></table>",
    "soft.html": "<p>139\n0021<wbr>9000</p>",
    "references.html": "<p>&#49;&#51;9002190&#x30;0</p>",
    "alt.html": f'<img src="a.png" alt="{NUMBER}">',
    "title.html": f'<a href="index.html" title="{NUMBER}">x</a>',
    "link.html": f'<a href="tel:{NUMBER}">电话</a>',
    "meta.html": f'<meta name="description" content="{NUMBER}">',
    "drawing.svg": f"<svg><text><tspan>{NUMBER[:5]}</tspan><tspan>{NUMBER[5:]}</tspan></text></svg>",
    "search/search_index.json": json.dumps({"docs": [{"title": "x", "text": "139\u200b0021\u200b9000"}]}),
    "search/search_index.js": "var __index = " + json.dumps({"docs": [{"text": "１３９００２１９０００"}]}),
    "feed.xml": "<feed><entry><content type='html'>&lt;p&gt;139&lt;b&gt;0021&lt;/b&gt;9000&lt;/p&gt;</content></entry></feed>",
    "benefits.json": json.dumps([{"phone": int(NUMBER)}]),
    "benefits.csv": "id,phone\r\na,139 0021 9000\r\n",
    "dates.ics": "BEGIN:VEVENT\r\nSUMMARY:拨打139002\r\n 19000\r\nEND:VEVENT\r\n",
    "robots.txt": f"# {NUMBER}\n",
}


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_is_found_in_every_format(name: str, tmp_path: Path) -> None:
    """However a number came into the finished site, the last look names file and kind, masked."""
    site = _finished(tmp_path, {name: LEAKS[name]}, Watch())
    found = list(word_gates.words_may_be_public(site))
    assert {(each.path, each.code) for each in found} == {(f"public/site/{name}", "G21")}
    assert "手机号“139******00”" in found[0].message


def test_the_offices_number_and_plain_pages_pass(tmp_path: Path) -> None:
    """What the office allows, addresses of theme files, figures and geometry raise no alarm."""
    files = {
        "a.html": f'<link href="assets/main.484c7ddc13900219000a.min.css"><p title="x">{PHONE}，共 139 个，6148 户</p>',
        "b.svg": '<svg><path d="M 113.45671 35.12342 L 139 0021 9000"/><text>139</text><text>6148</text></svg>',
        "c.json": json.dumps({"share": 0.13900219000, "days": [2024, 2025, 2026]}),
    }
    site = _finished(tmp_path, files, Watch(phones=frozenset({PHONE})))
    assert list(word_gates.words_may_be_public(site)) == []


def test_a_leaking_site_is_not_published(tmp_path: Path) -> None:
    """Nothing is published when one page of the public site leaks; the internal site may name its numbers."""
    leaking = {"progress/index.md": page("创建动态", "联系人<b>139</b>00219000。")}
    with pytest.raises(DataError) as refused:
        publish_small(tmp_path / "out", public=public_site(leaking))
    assert {each.code for each in refused.value.problems} == {"G21"}
    assert {each.path for each in refused.value.problems} >= {"public/site/progress/index.html"}
    assert not (tmp_path / "out/public").exists()
    inner = {"units/towns/a.md": page("青石镇", f"联络员 {NUMBER}")}
    publish_small(tmp_path / "out", internal=internal_site(inner))
    assert (tmp_path / "out/public").exists()


def test_changing_one_word_of_a_page_changes_nothing_else(tmp_path: Path) -> None:
    """The preview asks about the pages it made again, and hears of those alone."""
    site = _finished(tmp_path, {"a.html": LEAKS["bold.html"], "b.html": LEAKS["bold.html"]}, Watch())
    assert [each.path for each in word_gates.words_may_be_public(site, ["b.html"])] == ["public/site/b.html"]


def test_editing_the_text_after_signing_keeps_the_files_away(tmp_path: Path) -> None:
    """An article whose text changed is withdrawn with its pictures and documents."""
    root = county(tmp_path / "county")
    edit(root / "docs/public/news/photo.md", "参观。", "参观！")
    examined = examine(Layout.at(root), AS_OF, AS_OF)
    docs = public_input(public_view(examined), Layout.at(root), public_watch(examined)).docs
    assert not [path for path in docs if path.endswith(tuple(FILES))]
