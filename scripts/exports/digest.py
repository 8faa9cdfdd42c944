"""A unit's digest as a mail of one screen, and the list of who gets which."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from scripts.views.digest import ASKED, EVIDENCE, SOON, WANTED, AskView, DigestView

LINES = 12
"""Things told in full; of the lighter rest the mail names the items."""
LONGEST = 60
"""Characters of one thing, so that it stays on two lines of a telephone."""
_HEADS = {SOON: "两周内到期"}
_COLUMNS = ("单位", "联络员", "电话（内部）", *(_HEADS.get(reason, reason) for reason in ASKED), "文件")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def mail(digest: DigestView, site: str = "", forms: Sequence[str] = ()) -> str:
    """Return the mail; its first line is the subject.

    ``site`` is the address of the internal site, ``forms`` the workbooks that go with the mail.
    """
    lines = [f"主题：{subject(digest)}", "", f"{digest.name}："]
    if not digest.asks:
        lines += [f"截至 {digest.as_of}，没有逾期、退回和两周内到期的事，谢谢。", "", *_end(digest)]
        return "\n".join(lines) + "\n"
    lines += [f"截至 {digest.as_of}，请办下面 {len(digest.asks)} 件事。", ""]
    shown = digest.asks[:LINES]
    numbers = iter(range(1, len(shown) + 1))
    for reason, asks in groupby(shown, key=lambda ask: ask.reason):
        lines += [f"【{_head(reason, digest)}】", *(f"{next(numbers)}. {told(ask)}" for ask in asks)]
    lines += _rest(digest)
    return "\n".join([*lines, "", _answer(digest, site, forms), *_end(digest)]) + "\n"


def _head(reason: str, digest: DigestView) -> str:
    """Return why something is asked, in few words; the office wants nothing of itself, it found it."""
    if reason == WANTED and digest.name == digest.office:
        return "自己查出"
    return _HEADS.get(reason, reason)


def _rest(digest: DigestView) -> Iterator[str]:
    """Yield one line for each reason: how many more there are, and of which items."""
    for reason, same in groupby(digest.asks[LINES:], key=lambda ask: ask.reason):
        more = list(same)
        items = dict.fromkeys(item for ask in more for item in ask.items)
        yield f"另有{_head(reason, digest)} {len(more)} 件：{_cut('、'.join(items))}"


def subject(digest: DigestView) -> str:
    """Return the subject: the unit, how many of each kind, the day."""
    counts = [
        f"{_head(reason, digest)} {len(list(asks))} 件"
        for reason, asks in groupby(digest.asks, key=lambda ask: ask.reason)
    ]
    return f"{digest.name}双拥创建：{'，'.join(counts) or '没有要催办的'}（{digest.as_of}）"


def told(ask: AskView) -> str:
    """Return one thing to do on one line: for what, what, by when."""
    items = "、".join(ask.items)
    title = f" {ask.item_title}" if ask.item_title else ""
    also = f"；一并了结{_cut('、'.join(ask.also))}" if ask.also else ""
    return f"{items}{title}：{_cut(ask.text)}{_years(ask)}{_when(ask)}{also}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _years(ask: AskView) -> str:
    if ask.reason != EVIDENCE or not ask.years:
        return ""
    return f"（{'、'.join(str(year) for year in ask.years)} 年）"


def _when(ask: AskView) -> str:
    if ask.days_left is None:
        return ""
    if ask.days_left < 0:
        return f"（应于 {ask.due}，已过 {-ask.days_left} 天）"
    return f"（{ask.due}，{f'还有 {ask.days_left} 天' if ask.days_left else '就是今天'}）"


def _answer(digest: DigestView, site: str, forms: Sequence[str]) -> str:
    page = f" {site.rstrip('/')}/{digest.path} " if site else f"内部站“单位”里的{digest.name}页"
    if forms:
        named = "、".join(forms)
        return f"怎样答复：填好随附的填报表（{named}），回复这封邮件；或者打开{page}，点开小项照着改。"
    return f"怎样答复：打开{page}，下载填报表，填好回复这封邮件；或者点开小项照着改。"


def _end(digest: DigestView) -> Iterator[str]:
    if digest.dates:
        yield "期限表（.ics）双击即可加入电脑或手机的日历，提前三天提醒。"
    yield f"{digest.office}"


def index_csv(digests: Sequence[DigestView]) -> bytes:
    """Return who gets which file, with a mark in front for Excel; no cell is a formula."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for each in digests:
        person = (each.liaison.name, each.liaison.phone) if each.liaison else ("未登记联络员", "")
        counts = (str(sum(ask.reason == reason for ask in each.asks)) for reason in ASKED)
        row = (each.name, *person, *counts, f"{each.unit}.txt")
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()
