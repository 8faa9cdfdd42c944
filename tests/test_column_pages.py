"""The public column as staged pages: complete, tied together, twice over (标准版 and 适老版)."""

import re
from dataclasses import replace

import pytest

from scripts.exports.open_data import open_data
from scripts.pages.public import footer_duties, public_nav, public_pages
from scripts.pages.public_elder import ELDER
from scripts.pages.public_pictures import moved, picture_size
from scripts.pages.public_words import address_of, file_words, first_sentence, notice_word
from scripts.views.public import PublicFooter, PublicSite
from tests.golden import REMEDY, expected
from tests.page_public import FILES, POLICY, article, busy_site, picture, public_site
from tests.page_reading import broken_links, read, split

PAGES = public_pages(busy_site(), {}, FILES)
TEXTS = {path: page.decode() for path, page in PAGES.items()}
STANDARD = {path for path in PAGES if not path.startswith(ELDER)}


def words(path: str) -> str:
    """Return what a reader reads on a page."""
    return " ".join(read(PAGES[path]).text.split())


def test_every_link_of_the_column_arrives() -> None:
    """Nobody clicks into nothing, in neither version, with every kind of page there is."""
    assert list(broken_links(PAGES, frozenset(FILES) | open_data(busy_site()).keys())) == []


@pytest.mark.parametrize("site", [busy_site(), public_site()], ids=["busy", "small"])
def test_every_page_has_its_counterpart(site: PublicSite) -> None:
    """Whoever changes to 适老版 stays on the same page, wherever he is."""
    pages = public_pages(site, {}).keys()
    elder = {path.removeprefix(ELDER) for path in pages if path.startswith(ELDER)}

    assert elder == {path for path in pages if not path.startswith(ELDER)}


def test_the_counterparts_stay_out_of_the_search() -> None:
    """A search finds each text once; the standard pages are searched, those in large type are not."""
    excluded = {path for path, page in PAGES.items() if split(page)[0].get("search") == {"exclude": True}}

    assert excluded == PAGES.keys() - STANDARD


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_page_has_one_main_heading_and_no_code(path: str) -> None:
    """A screen reader finds one h1 on each page; no page carries a script, a handler, a style or a form."""
    tags = read(PAGES[path]).tags
    names = {name for _, attributes in tags for name in attributes}

    assert sum(tag == "h1" for tag, _ in tags) == 1
    assert not [name for name in names if name == "style" or name.startswith("on")]
    assert not {tag for tag, _ in tags} & {"script", "style", "iframe", "form"}


def test_a_long_list_is_turned_over() -> None:
    """45 news stand on three pages, each article once, and each leads back to the page that names it."""
    lists = ["news/index.md", "news/list/2.md", "news/list/3.md"]
    named = {
        path: re.findall(r'sy-news__title" href="(?:\.\./)?([nm][0-9]+)\.html', TEXTS[path]) for path in lists
    }

    assert [len(found) for found in named.values()] == [20, 20, 5]
    assert len({each for found in named.values() for each in found}) == 45
    for path, found in named.items():
        way = path.removeprefix("news/").replace(".md", ".html")
        assert all(f'<a href="{way}">返回双拥要闻列表</a>' in TEXTS[f"news/{each}.md"] for each in found)
    assert "news/list/4.md" not in PAGES
    assert "sy-pages" not in TEXTS["notices/index.md"]


def test_neighbours_follow_the_list() -> None:
    """上一篇 is the newer one, 下一篇 the older; the ends of the list have one way only."""
    first, inner, last = (TEXTS[f"news/{name}.md"] for name in ("n30", "n29", "m01"))

    assert '上一篇：<a rel="prev" href="n30.html">' in inner
    assert '下一篇：<a rel="next" href="n28.html">' in inner
    assert "上一篇" not in first
    assert "下一篇" not in last


def test_a_policy_and_its_reading_name_each_other() -> None:
    """From the policy one click leads to the 解读 and back, in both versions; the list marks the 解读."""
    for prefix in ("", ELDER):
        assert '<a href="qa.html">光荣牌问答</a>' in TEXTS[f"{prefix}policies/rules.md"]
        assert '<a href="rules.html">光荣牌悬挂办法</a>' in TEXTS[f"{prefix}policies/qa.md"]
    assert '光荣牌问答</a><span class="sy-mark">解读</span>' in TEXTS["policies/index.md"]
    assert "示双拥办〔2026〕3号" in words("policies/index.md")


def test_the_front_page_shows_what_runs_now() -> None:
    """A visitor sees the notice that runs with its days left, no other; and policies with their 解读."""
    page = TEXTS["index.md"]
    notices = page[page.index("正在公示") : page.index("全部公示公告")]

    assert "拟命名公示</a>" in notices
    assert "进行中，还有 4 天" in notices
    assert "征集公告" not in notices
    assert "招募公告" not in notices
    assert 'href="policies/qa.html" aria-label="解读：光荣牌问答">解读</a>' in page
    assert page.count("sy-news__column") == 8


def test_the_list_marks_notices() -> None:
    """公示公告 tells of each notice whether it runs, comes or is over."""
    marks = re.findall(r"sy-mark--([a-z]+)\">([^<]+)", TEXTS["notices/index.md"])

    assert marks == [("running", "进行中，还有 4 天"), ("coming", "8月1日开始"), ("ended", "已结束")]


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        ("", "", ""),
        ("2026-07-01", "", ""),
        ("2026-07-21", "", "7月21日开始"),
        ("2026-07-20", "2026-07-20", "进行中，今天截止"),
        ("", "2026-07-21", "进行中，还有 1 天"),
        ("2026-07-01", "2026-07-19", "已结束"),
    ],
)
def test_a_notice_runs_from_its_first_to_its_last_day(begins: str, ends: str, said: str) -> None:
    """The last day still counts; without days nothing is said."""
    assert notice_word(article(begins=begins, ends=ends), "2026-07-20") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## 标题\n\n![图](a.png)\n\n**开了**[会](x.md)。第二句。\n", "开了会。"),
        ("1. 先做`这`件！\n", "先做这件！"),
        ("他说：“好。”然后走了。", "他说：“好。”"),
        ("没有句号\n", "没有句号"),
        ("| a | b |\n", ""),
        ("", ""),
        ("长" * 200, "长" * 119 + "…"),
    ],
)
def test_the_summary_is_the_first_sentence(text: str, said: str) -> None:
    """What a search engine shows below the title is the article's first sentence, without marks."""
    assert first_sentence(text) == said


def test_articles_tell_their_summary() -> None:
    """The description of a page is its first sentence, quoted whole whatever it holds."""
    odd = replace(
        busy_site(), columns=(replace(busy_site().columns[0], articles=(article(body='说: "好" # {x}。'),)),)
    )

    assert split(PAGES["policies/rules.md"])[0]["description"] == "为做好悬挂工作，通知如下。"
    assert split(public_pages(odd, {})["news/one.md"])[0]["description"] == '说: "好" # {x}。'


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_tells_its_size(form: str) -> None:
    """A page keeps the place of a picture free while it loads."""
    assert picture_size(picture(form, 640, 333)) == (640, 333)


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff\xe0\x00\x04ab", picture("JPEG")[:40]]
)
def test_a_broken_picture_has_no_size(data: bytes) -> None:
    """What is no whole picture stops nothing here; the guards refuse it elsewhere."""
    assert picture_size(data) is None


@pytest.mark.parametrize(
    ("path", "size", "said"),
    [
        ("a/b.pdf", 1, "PDF 文件，1 KB"),
        ("a/b.docx", 35_900, "Word 文档，35 KB"),
        ("a/b.xlsx", 2_500_000, "Excel 表格，2.4 MB"),
        ("a/b.pdf", None, "PDF 文件"),
    ],
)
def test_a_file_says_what_it_is(path: str, size: int | None, said: str) -> None:
    """A reader knows kind and size before he opens an attachment."""
    assert file_words(path, size) == said


@pytest.mark.parametrize(
    ("written", "below"),
    [
        ("![图](a.png)", "![图](../../news/a.png)"),
        ("[表](../services/f.docx)", "[表](../../services/f.docx)"),
        ("[篇](other.md)", "[篇](other.md)"),
        ("[篇](../policies/p.md#s-一)", "[篇](../policies/p.md#s-一)"),
        ("[站](https://www.gov.cn/)", "[站](https://www.gov.cn/)"),
        ("[电话](tel:0000)", "[电话](tel:0000)"),
        ("[段](#s-一)", "[段](#s-一)"),
        ("[表][f]\n\n[f]: f.pdf", "[表][f]\n\n[f]: ../../news/f.pdf"),
    ],
)
def test_files_are_found_from_the_counterpart(written: str, below: str) -> None:
    """In 适老版 a link to a page stays in it, a link to a file leads to the only copy there is."""
    assert moved(written, "news/one.html", ELDER) == below


def test_a_fenced_picture_stays_text() -> None:
    """An example of Markdown in a code block is shown as written, not as a picture."""
    shown = replace(POLICY, body="```\n![光荣牌](plaque.png)\n```\n")
    site = replace(busy_site(), columns=(replace(busy_site().columns[2], articles=(shown,)),))
    page = public_pages(site, {}, FILES)["policies/rules.md"].decode()

    assert "<img" not in page
    assert "图片：融媒体中心（自有）" in page


def test_an_inline_picture_names_its_owner_below() -> None:
    """A picture inside a sentence has no caption, so its owner stands under the text."""
    shown = replace(POLICY, body="看图 ![光荣牌](plaque.png) 即知。\n")
    site = replace(busy_site(), columns=(replace(busy_site().columns[2], articles=(shown,)),))
    pages = public_pages(site, {}, FILES)

    assert "图片：融媒体中心（自有）" in pages["policies/rules.md"].decode()
    assert "看图 ![光荣牌](../../policies/plaque.png) 即知。" in pages["elder/policies/rules.md"].decode()


def _duties(report: str, hosts: tuple[str, ...]) -> dict[str, list[str]]:
    footer = PublicFooter(icp="", police="公安 1", code="待填", report=report, mark="")
    return {label: rest for label, *rest in footer_duties(public_site(footer=footer, hosts=hosts))}


@pytest.mark.parametrize(
    ("report", "opened"),
    [
        ("https://zfwzgl.www.gov.cn/x", True),
        ("http://zfwzgl.www.gov.cn/x", False),
        ("https://elsewhere.example/", False),
        ("javascript:alert(1)", False),
        ("待填", False),
        ("", False),
    ],
)
def test_the_footer_leads_only_to_listed_hosts(report: str, opened: bool) -> None:  # noqa: FBT001 - a parameter
    """我为政府网站找错 is a link when its address may be linked, else it is seen to be 待填."""
    owed = _duties(report, ("zfwzgl.www.gov.cn",))

    assert owed["我为政府网站找错"] == (["", report] if opened else ["待填", ""])


def test_the_footer_shows_what_is_still_empty() -> None:
    """An empty value is seen as 待填, a filled one can be looked up; the telephone can be dialled."""
    owed = _duties("", ())

    assert owed["ICP 备案号"] == ["待填", ""]
    assert owed["公安备案号"] == ["公安 1", "https://beian.mps.gov.cn/"]
    assert owed["党政机关网站标识"] == ["待填", ""]
    assert owed["联系电话"] == ["0000-0000000", "tel:00000000000"]
    assert owed["站点地图"] == ["", "sitemap.html"]


def test_the_site_map_names_everything() -> None:
    """Every column and every article can be reached from 站点地图."""
    links = set(read(PAGES["sitemap.md"]).links)
    pages = {path.replace(".md", ".html") for path in STANDARD if "/list/" not in path}

    assert pages - {"sitemap.html"} <= links


def test_sharing_needs_no_foreign_script() -> None:
    """The text to share is the title with the full address; without one the reader is told where it is."""
    named = public_pages(busy_site(url="https://www.example.gov.cn/sy/"), {}, FILES)[
        "policies/rules.md"
    ].decode()

    assert (
        "<span>光荣牌悬挂办法</span> <span data-sy-address>https://www.example.gov.cn/sy/policies/rules.html"
        in named
    )
    assert "<span data-sy-address>（网址见浏览器地址栏）</span>" in TEXTS["policies/rules.md"]
    assert address_of("", "a.html") == ""


def test_the_menu_leaves_the_counterparts_out() -> None:
    """The menu names the front page and the twelve columns."""
    assert len(public_nav(busy_site())) == 13


def test_tables_are_read_out_in_large_type() -> None:
    """适老版 carries preferences, places and questions as plain text, with the telephone to dial."""
    assert "免费乘坐公交车 谁能享受现役军人、残疾军人" in words("elder/benefits/index.md")
    assert 'href="tel:00000000000"' in TEXTS["elder/benefits/index.md"]
    assert "城东街道，滨河路" in words("elder/places/index.md")
    assert "答案：第 2 个，八一。八月一日。" in words("elder/quiz/index.md")
    assert "2026年8月14日，还有 25 天" in words("elder/progress/index.md")


def test_large_type_leads_first_to_what_is_looked_for() -> None:
    """适老版 begins with preferences, guides and the telephone; its 优待目录 with a button for each field."""
    front, fields = TEXTS["elder/index.md"], TEXTS["elder/benefits/index.md"]
    buttons = re.findall(r'<li><a href="([a-z]+)/index.html">', front)
    anchors = re.findall(r'<li><a href="#(f-[^"]+)">', fields)

    assert buttons[:4] == ["benefits", "services", "contact", "news"]
    assert sorted(buttons) == sorted(each.slug for each in busy_site().columns)
    assert anchors
    assert re.findall(r'<h2 id="(f-[^"]+)">', fields) == anchors


@pytest.mark.parametrize("path", ["progress/index.md", "elder/progress/index.md"])
def test_percentages_of_two_kinds_are_told_apart(path: str) -> None:
    """Where 措施完成率 stands beside 任务办结率, a sentence says what each counts."""
    alone = replace(busy_site().campaigns[0], majors=())
    told = "任务办结率：任务里，措施做完并且经核查确认办结的占多少"

    assert told in words(path)
    assert "占多少" not in public_pages(busy_site(campaigns=(alone,)), {}, FILES)[path].decode()


@pytest.mark.parametrize(
    ("name", "path"), [("article.md", "policies/rules.md"), ("article-elder.md", "elder/policies/rules.md")]
)
def test_a_whole_article_as_staged(name: str, path: str) -> None:
    """The policy in both versions, byte for byte: origin, text, picture with owner, file, correction."""
    assert PAGES[path] == expected(name), REMEDY
