"""What the tasks of filing do with a root: one function a task, returning its exit code."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.commands import OK, PROBLEMS, day_of, hand_over, say, today
from scripts.guard.text import veiled
from scripts.history.git import head
from scripts.intake import take
from scripts.intake.ground import Ground, ground_at, refused
from scripts.intake.reading import Sent, forms_at, read_forms
from scripts.intake.receipt import Received, Turned, receipt, recorded, sender_note
from scripts.paths import Layout
from scripts.problems import DataError
from scripts.publish.tree import write_file


@dataclass(frozen=True, kw_only=True)
class Order:
    """How filings are taken: the day in the branch's name, the folder of files, where the receipt goes."""

    on: str = ""
    files: str = ""
    receipt: str = ""


def run_intake(root: str, as_of: str, given: str, unit: str, order: Order) -> int:
    """Take what units filed in files, their names joined by ；; a folder stands for the forms in it."""
    names = [name for each in given.replace(";", "；").split("；") if each for name in forms_at(each)]
    return _run(root, as_of, lambda ground: read_forms(ground, names, unit), order)


def run_update(root: str, as_of: str, typed: dict[str, str], order: Order) -> int:
    """Take what was typed as options; the same path as a form."""
    return _run(root, as_of, lambda ground: [_typed(ground, typed)], order)


def _typed(ground: Ground, typed: dict[str, str]) -> Sent:
    from scripts.intake.typed import SOURCE, Typed, filing_of

    return Sent(source=SOURCE, filing=filing_of(ground, Typed(**typed)))


def _run(root: str, as_of: str, read: Callable[[Ground], Sequence[Sent]], order: Order) -> int:
    """Commit filings, print receipts and reviews; 1 when one is not taken, or may not be merged as it is."""
    layout, files = Layout.at(root), Path(order.files) if order.files else None
    if files and not files.is_dir():
        raise refused("--files", "X154", f"没有 {files} 这个文件夹（应为放佐证文件的文件夹）")
    if (now := head(layout.root)) and now.is_dirty:
        say("有还没有提交的改动；填报按最近一次提交的数据收，与它们无关")
    with ground_at(layout.root, day_of(as_of), today()) as ground, _veiling():
        found = take(ground, read(ground), day_of(order.on) or today(), files)
        day, commit = ground.before.clock.as_of.isoformat(), ground.commit
    taken = [each for each in found if isinstance(each, Received)]
    turned = [each for each in found if isinstance(each, Turned)]
    codes = [_told(root, day, commit, each) for each in taken]
    codes += [_receipts(found, Path(order.receipt))] if order.receipt else []
    return max([*codes, _not_taken(taken, turned)])


@contextmanager
def _veiling() -> Iterator[None]:
    """Mask what a refusal quotes: it is sent back, and a person's number with it."""
    try:
        yield
    except DataError as error:
        raise DataError(replace(each, message=veiled(each.message)) for each in error.problems) from None


def _told(root: str, day: str, base: str, received: Received) -> int:
    """Print the receipt of a filing, and what its branch means."""
    from scripts.commands.review import run_review
    from scripts.intake.typed import SOURCE

    say(f"{receipt(received)}\n{recorded(received)}\n")
    if not received.branch:
        return OK
    if received.source != SOURCE:
        say(f"{sender_note(received)}\n")
    say(f"审阅　{received.unit}　{received.branch}\n")
    return run_review(root, day, "text", "", base, received.branch, "")


def _not_taken(taken: Sequence[Received], turned: Sequence[Turned]) -> int:
    """Say what was not taken and why, last of all, where it is seen; DataError when nothing was taken."""
    problems = [problem for each in turned for problem in each.problems]
    if not taken:
        raise DataError(problems)
    for problem in problems:
        say(str(problem))
    if not turned:
        return OK
    say(f"没有收：{'、'.join(map(_named, turned))}；已收：{'、'.join(map(_named, taken))}")
    return PROBLEMS


def _named(outcome: Received | Turned) -> str:
    return f"{outcome.source}（{outcome.unit}）" if outcome.unit else outcome.source


def _receipts(found: Sequence[Received | Turned], place: Path) -> int:
    """Write the receipt of a filing into a file, those of several into a folder, one for each unit."""
    if len(found) == 1 and not place.is_dir():
        return hand_over(receipt(found[0]).encode(), place, "回执")
    told: dict[str, list[str]] = {}
    for each in found:
        told.setdefault(each.unit or Path(each.source).stem, []).append(receipt(each))
    names = {f"回执-{name.replace('/', '／')}.txt": "\n".join(texts) for name, texts in told.items()}
    try:
        for name, text in names.items():
            write_file(place / name, text.encode())
    except OSError:
        say(f"写不了 {place}：收了几份表，--receipt 应为写得进的文件夹，一个单位一个文件")
        return PROBLEMS
    say(f"回执已写入 {place}：{'、'.join(names)}")
    return OK
