"""总目录.xlsx: the lists of a pack as tables."""

from collections.abc import Iterator
from decimal import Decimal

from scripts.exports.workbook import Cell, Link, Table
from scripts.views.portable import GapView, PackView, PieceView, PortableItem

_ITEMS = (
    "大项", "大项名称", "小项", "小项名称", "类别", "牵头单位", "配合单位", "分值", "自评分", "核定分",
    "状态", "亮灯", "应有件数", "已齐件数", "登记条数", "盒号",
)  # fmt: skip
_PIECES = (
    "大项", "大项名称", "小项", "小项名称", "年度", "应有材料", "材料题名", "文号", "级别", "盒号", "页码",
    "文件", "sha256",
)  # fmt: skip
_SHOWN = ("大项", "大项名称", "小项", "小项名称", "年度", "应有材料", "材料题名", "文号", "文件", "sha256")
_BOXES = ("盒号", "序号", "页码", "小项", "小项名称", "年度", "材料题名", "文号", "级别", "文件")
_GAPS = ("大项", "大项名称", "小项", "小项名称", "年度", "缺的材料", "牵头单位", "是否到期")


def index_tables(pack: PackView, changes: Table | None) -> list[Table]:
    """Return the sheets in order; ``changes`` is the change log of a pack that holds it."""
    about = f"{pack.title}　数据日期 {pack.as_of}"
    if not pack.items:
        return [_table("佐证目录", _SHOWN, (_shown(each) for each in pack.pieces), about, 4)]
    return [
        _table("小项一览", _ITEMS, map(_item, pack.items), about, 4),
        _table("佐证目录", _PIECES, map(_piece, pack.pieces), about, 4),
        _table("盒目录", _BOXES, _boxes(pack), about, 2),
        _table("缺项", _GAPS, map(_gap, pack.gaps), about, 4),
        *([changes] if changes else []),
    ]


def _table(
    title: str, columns: tuple[str, ...], rows: Iterator[tuple[Cell, ...]], about: str, fixed: int
) -> Table:
    return Table(title=title, columns=columns, rows=list(rows), about=about, fixed=fixed)


def _item(item: PortableItem) -> tuple[Cell, ...]:
    return (
        item.major, item.major_title, item.id, item.title, item.kind, item.lead, "、".join(item.support),
        Decimal(item.max), Decimal(item.self_), Decimal(item.verified) if item.verified else "未核",
        item.state, item.light, item.asked, item.filled, item.pieces, "、".join(item.boxes),
    )  # fmt: skip


def _piece(each: PieceView) -> tuple[Cell, ...]:
    return (
        each.major, each.major_title, each.item, each.item_title, year_word(each.year), each.piece,
        each.title, each.number, each.level, each.box, each.page, _file(each), each.sha256,
    )  # fmt: skip


def _shown(each: PieceView) -> tuple[Cell, ...]:
    return (
        each.major, each.major_title, each.item, each.item_title, year_word(each.year), each.piece,
        each.title, each.number, _file(each), each.sha256,
    )  # fmt: skip


def _boxes(pack: PackView) -> Iterator[tuple[Cell, ...]]:
    for box in pack.boxes:
        for number, each in enumerate(box.pieces, start=1):
            yield (
                box.box, number, each.page, each.item, each.item_title, year_word(each.year), each.title,
                each.number, each.level, _file(each),
            )  # fmt: skip


def _gap(gap: GapView) -> tuple[Cell, ...]:
    due = "已到期" if gap.is_due else "未到期"
    return (
        gap.major, gap.major_title, gap.item, gap.item_title, year_word(gap.year), gap.piece, gap.lead, due,
    )  # fmt: skip


def _file(each: PieceView) -> Cell:
    return Link(text=each.place.rpartition("/")[2], target=each.place) if each.place else None


def year_word(year: int | None) -> str:
    """Return the year of a piece; one that is asked once belongs to none."""
    return "不分年度" if year is None else str(year)
