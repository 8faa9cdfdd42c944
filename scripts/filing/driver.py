"""Two sides of a git merge joined field by field: what ``merge-driver`` does; pure."""

from collections.abc import Iterator

from scripts.filing.entries import Clash, Entry, Path
from scripts.filing.flat import Flat
from scripts.filing.merge import differences, merged, named
from scripts.filing.text import flat_of, text_from
from scripts.problems import DataError

_LISTS = ("steps", "evidence", "reports")
_MARKS = "<<<<<<< ", "=======", ">>>>>>> "


def joined(base: bytes, ours: bytes, theirs: bytes, shown: str) -> tuple[bytes, list[str]]:
    """Return the merged file, and in words what stands in the way of it.

    What could not be joined stands in the file between marks git's users know, so that nothing reads it
    before somebody has settled it; nothing of either side is lost.
    """
    try:
        was, one, other = (flat_of(each, shown) for each in (base, ours, theirs))
    except DataError as error:
        told = [f"{shown} 有一方读不懂，没有合并：{problem}" for problem in error.problems]
        return _side_by_side(ours, theirs), told
    return _joined(was, one, other, shown)


def _joined(base: Flat, ours: Flat, theirs: Flat, shown: str) -> tuple[bytes, list[str]]:
    found = merged(base, ours, incoming(base, ours, theirs))
    text, problems = text_from(found.flat)
    faults = [f"{shown}：{problem.message}" for _, problem in problems]
    clashes = [f"{shown}：{_told(each)}" for each in found.clashes]
    if not text:
        text = text_from(ours)[0]
    if not faults and not clashes:
        return text.encode(), []
    head, body = (
        f"{_MARKS[0]}合并没有完成：每条定一个值，写进正文，再删去这几行",
        f"{_MARKS[2]}正文：其余各处已经合好",
    )
    return "\n".join([head, *faults, *clashes, body, text]).encode(), [*faults, *clashes]


def incoming(base: Flat, ours: Flat, theirs: Flat) -> tuple[Entry, ...]:
    """Return what their side changed, as entries; what both sides newly made is renamed or left out."""
    told = differences(base, theirs)
    twins = {path[:2] for path, _, _ in told if _is_new(path, base) and path[:2] in _heads(ours)}
    same = {head for head in twins if _is_made_by_both(head, base, ours, theirs)}
    names = {head: f"+{number}" for number, head in enumerate(sorted(twins - same), 1)}
    return named(base, {**ours, **theirs}, tuple(_entries(told, same, names)))


def _entries(
    told: tuple[tuple[Path, str | None, str | None], ...], same: set[Path], names: dict[Path, str]
) -> Iterator[Entry]:
    for path, old, new in told:
        head = path[:2]
        if head in same or (head in names and path[2:] == ("id",)):
            continue
        renamed = (head[0], names[head], *path[2:]) if head in names else path
        yield Entry(campaign="", item="", path=renamed, old=old, new=new, where="")


def _heads(flat: Flat) -> set[Path]:
    return {path[:2] for path in flat if path[0] in _LISTS}


def _is_new(path: Path, base: Flat) -> bool:
    return path[0] in _LISTS and path[:2] not in _heads(base)


def _is_made_by_both(head: Path, base: Flat, ours: Flat, theirs: Flat) -> bool:
    """Whether our side newly made the very same entry."""
    wanted = _content(theirs, head)
    made = [each for each in _heads(ours) - _heads(base) if each[0] == head[0]]
    return any(_content(ours, each) == wanted for each in made)


def _content(flat: Flat, head: Path) -> dict[Path, str]:
    return {path[2:]: text for path, text in flat.items() if path[:2] == head and path[2:] != ("id",)}


def _told(clash: Clash) -> str:
    entry = clash.entry
    return (
        f"{'.'.join(entry.path)} 原为“{_shown(entry.old)}”，"
        f"本方改为“{_shown(clash.now)}”（正文里暂是这个），另一方改为“{_shown(entry.new)}”"
    )


def _shown(text: str | None) -> str:
    return "无" if text is None else text


def _side_by_side(ours: bytes, theirs: bytes) -> bytes:
    first, middle, last = (mark.encode() for mark in _MARKS)
    return b"\n".join([first + "本方".encode(), ours, middle, theirs, last + "另一方".encode(), b""])
