"""What the first sheet says: whose form this is, what is due next, how to fill it in."""

from collections.abc import Iterator, Sequence
from datetime import date

from scripts.forms.sheets import Sheet
from scripts.score.standing import Standing

_NEXT = 5
_FIRST = "一、先看下面“接着要办的”，再到各页填黄色的格；浅色的格已有内容，有变化才改；灰色的格不用管。"
_DONE = "二、办完的措施填完成日期。"
_LEADS = "二、办完的措施填完成日期；缺的材料填题名和级别；有情况写进“报告”。没有变化的什么都不用填。"
_LAST = "三、保存，把整个文件发给双拥办（文件名随意，不用打印）。填错了也不要紧，收到时会逐格核对并告诉您。"
CARE = (
    "日期写成 2026-07-18；数字只写数字；不要写公式，不要合并单元格，不要改表头、删行或另建表。",
    "这份表只认发出时的内容：别人后来改的不会被覆盖，隔了很久请重新领一份。",
)

REOPENED = "已销号的小项不能直接改；确要改的，同时在“报告”里写一条以“重新办理：”开头的理由。"


def guide_lines(mine: Sequence[Standing], sheets: Sequence[Sheet], as_of: date) -> Iterator[str]:
    """Yield the lines of the first sheet below its title; a line in 【】 is a heading."""
    if not sheets:
        yield "本单位目前没有要填的内容，这份表不用交。"
        return
    yield "【怎么填】"
    yield from (_FIRST, _LEADS if mine else _DONE, _LAST)
    yield "【接着要办的】"
    yield from _next(sheets) or ("没有到期未办的措施。",)
    yield from _open(mine, as_of)
    yield "【各页】"
    yield from (f"{sheet.title}：{sheet.about}（{_count(sheet)}）" for sheet in sheets)
    yield "【注意】"
    yield from CARE
    if any(each.is_closed for each in mine):
        yield REOPENED


def _next(sheets: Sequence[Sheet]) -> list[str]:
    """Return the steps that are due first, as the sheet of steps lists them."""
    rows = [row for sheet in sheets if sheet.title == "措施" for row in sheet.rows]
    open_rows = [[cell.shown for cell in row.cells] for row in rows if row.cells[-1].old is None]
    found = [f"{cells[0]} {cells[3]}：{cells[5]} 到期，{_left(cells[6])}" for cells in open_rows[:_NEXT]]
    rest = len(open_rows) - _NEXT
    return [*found, f"还有 {rest} 条没有办完，见“措施”"] if rest > 0 else found


def _left(words: str) -> str:
    return f"还剩 {words}" if words[0].isdigit() else words


def _open(mine: Sequence[Standing], as_of: date) -> Iterator[str]:
    back = [each.item.item_id for each in mine if each.state.value == "退回整改"]
    late = [each.item.item_id for each in mine if each.is_overdue]
    gaps = sum(slot.is_due for each in mine for slot in each.missing)
    if back:
        yield f"退回整改 {len(back)} 项：{'、'.join(back)}"
    if late:
        yield f"到 {as_of} 已逾期 {len(late)} 项：{'、'.join(late)}"
    if gaps:
        yield f"应有的佐证还缺 {gaps} 件，列在“佐证”最上面"


def _count(sheet: Sheet) -> str:
    return f"{len(sheet.rows)} 行" if sheet.rows else f"{sheet.blank} 个空行"
