"""The facts a rule reads, one row for each value a person can give."""

from collections.abc import Iterator, Sequence

from scripts.filing.flat import Flat
from scripts.forms.sheets import Cell, Kind, Row
from scripts.model.standard import Bands, Met, MinusEach, Part, PlusEach, Share, Void, Yearly
from scripts.score.standing import Standing

_RATIO = ("完成", "总数")
_RATIO_HINTS = {"完成": "完成了几个", "总数": "一共几个"}
_YES = ("是", "否")


def fact_rows(standing: Standing, flat: Flat, years: Sequence[int]) -> Iterator[Row]:
    """Yield a row for every value of every fact the item's rule reads, in the rule's order."""
    item = standing.item
    readers: dict[str, list[Part | Void]] = {}
    for each in (*standing.rule.parts, *standing.rule.void):
        readers.setdefault(each.fact, []).append(each)
    for fact, asked in readers.items():
        told = "；".join(each.title for each in asked)
        for key in _keys(asked[0], fact, flat, [str(year) for year in years]):
            path = ("facts", fact, key) if key else ("facts", fact)
            hint, words = _how(asked[0], key)
            yield Row(
                item=item.item_id,
                key=(item.item_id, fact, key),
                cells=(
                    Cell(shown=item.item_id),
                    Cell(shown=item.title),
                    Cell(shown=fact),
                    Cell(shown=told),
                    Cell(shown=key),
                    Cell(shown=hint),
                    Cell(
                        shown=flat.get(path, ""),
                        path=path,
                        old=flat.get(path),
                        words=words,
                        kind=Kind.WORD if words else Kind.NUMBER,
                    ),
                ),
            )


def _keys(reader: Part | Void, fact: str, flat: Flat, years: list[str]) -> list[str]:
    """Return the values a fact is made of ('' for the fact itself), those reported in another way too."""
    present = [path[2] for path in flat if path[:2] == ("facts", fact) and len(path) > 2]  # noqa: PLR2004 - a mapping's key
    plain = ("facts", fact) in flat
    usual = _usual(reader, years, plain=plain, keyed=bool(present))
    return list(dict.fromkeys([*usual, *present, *([""] if plain else [])]))


def _usual(reader: Part | Void, years: list[str], *, plain: bool, keyed: bool) -> tuple[str, ...]:
    match reader:
        case Yearly():
            return tuple(years)
        case Share():
            return _RATIO
        case Bands():
            return ("",) if plain else _RATIO if keyed else ("", *_RATIO)
        case MinusEach() | PlusEach() if reader.grades:
            return tuple(reader.grades)
        case MinusEach() | PlusEach() if keyed:
            return tuple(years)
        case _:
            return ("",)


def _how(reader: Part | Void, key: str) -> tuple[str, tuple[str, ...]]:
    """Return how a value is filled in, and the words it takes (none: a number)."""
    match reader:
        case Met() | Void():
            return "选 是 或 否", _YES
        case Yearly(quota=None):
            return f"{key} 年：选 是 或 否", _YES
        case Yearly():
            return f"{key} 年的次数，{reader.quota} 以上算做到", ()
        case Share():
            return _RATIO_HINTS.get(key, "个数"), ()
        case Bands():
            return _RATIO_HINTS.get(key, "百分比或个数，只写数字；或者另填完成和总数"), ()
        case _:
            return f"{key}的个数" if key and not key.isdigit() else "个数", ()
