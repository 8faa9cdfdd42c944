"""What the public pages say of notices, files, addresses and a text's beginning."""

import re
from datetime import date

from scripts.views.public import PublicArticle, PublicCampaign

_LONGEST = 120
_NO_PROSE = re.compile(r"\s*(#|!\[|!!!|\||>|```|~~~|\[[^\]]+\]:|[-*_]{3,}\s*$)")
_BULLET = re.compile(r"\s*(?:[-+*]|[0-9]+[.)])\s+")
_LINK = re.compile(r"!?\[(?P<words>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_EMPHASIS = re.compile(r"[*`\\]|__")
_SENTENCE = re.compile(r".*?[。！？][”’」』）]*")
_KINDS = {"pdf": "PDF 文件", "docx": "Word 文档", "xlsx": "Excel 表格"}
_KILO = 1024

_MEANINGS = {
    "措施完成率": "计划好的措施里，已经做完的占多少",
    "材料齐备率": "要求的材料里，已经齐全的占多少",
    "任务办结率": "任务里，措施做完并且经核查确认办结的占多少",
}


def first_sentence(markdown: str) -> str:
    """The first sentence of the first paragraph, without marks; '' when there is none."""
    lines = [line for line in markdown.split("\n") if line.strip() and not _NO_PROSE.match(line)]
    plain = _EMPHASIS.sub("", _LINK.sub(r"\g<words>", _BULLET.sub("", lines[0], count=1))) if lines else ""
    found = _SENTENCE.match(plain)
    sentence = (found[0] if found else plain).strip()
    return sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1]}…"


def notice_state(article: PublicArticle, as_of: str) -> str:
    """running, coming or ended; '' where nothing is announced for a time."""
    if article.begins and as_of < article.begins:
        return "coming"
    if not article.ends:
        return ""
    return "running" if as_of <= article.ends else "ended"


def notice_word(article: PublicArticle, as_of: str) -> str:
    """进行中，还有 5 天; 8月1日起; 已结束; '' where nothing is announced for a time."""
    state = notice_state(article, as_of)
    if state == "coming":
        start = date.fromisoformat(article.begins)
        return f"{start.month}月{start.day}日开始"
    if state == "running":
        left = (date.fromisoformat(article.ends) - date.fromisoformat(as_of)).days
        return f"进行中，还有 {left} 天" if left else "进行中，今天截止"
    return "已结束" if state else ""


def meanings(campaign: PublicCampaign) -> str:
    """What each percentage of a campaign counts, where more than one kind is shown; else ''."""
    shown = {each.label for each in campaign.rates} | ({"任务办结率"} if campaign.majors else set())
    told = [f"{label}：{words}" for label, words in _MEANINGS.items() if label in shown]
    return f"{'；'.join(told)}。数的不是一回事，不能相互比较。" if len(told) > 1 else ""


def file_words(path: str, size: int | None) -> str:
    """What a reader gets before he opens it: Word 文档，35 KB; without a size where nobody knows it."""
    kind = _KINDS.get(path.rpartition(".")[2].lower(), "文件")
    return kind if size is None else f"{kind}，{_amount(size)}"


def _amount(size: int) -> str:
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} KB"
    return f"{size / _KILO / _KILO:.1f} MB"


def address_of(url: str, path: str) -> str:
    """The full address of a page; '' when nobody said where the site will stand."""
    return f"{url.rstrip('/')}/{path}" if url else ""
