"""What a change means: the base and the merged result are both built, and the difference is told.

Only data of the head are read, in a folder of their own; its code, templates and settings never are.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.check import waived
from scripts.guard.text import veiled
from scripts.history.git import head as commit_at
from scripts.history.kinds import ITEM_KINDS
from scripts.history.merged import Merged, merged, sides
from scripts.judging import judgement
from scripts.judging.data import Days, too_early
from scripts.load.formatting import format_problems
from scripts.model.dataset import Dataset
from scripts.model.units import Waiver
from scripts.paths import Layout
from scripts.pipeline import Examined, examine, internal_view, public_view
from scripts.powers.proposal import account_of
from scripts.publish.tree import remove, write_tree
from scripts.review.approval import Law, approvers, rule_note
from scripts.review.dropped import dropped_steps
from scripts.review.effects import effects
from scripts.review.look import Look
from scripts.review.meaning import Meaning
from scripts.review.passing import passing
from scripts.review.problems import difference
from scripts.review.public import public_changes


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """A repository as examined, and what it would show."""

    examined: Examined
    look: Look


def meaning_of(  # noqa: PLR0913, PLR0917 - what every way in asks with
    layout: Layout, base: str, head: str, actor: str, as_of: date | None, today: date
) -> Meaning:
    """Return what merging ``head`` into ``base`` means; DataError when the two cannot be compared.

    ``actor`` is the login a git server vouches for, '' when none does; several with commas between.
    """
    first, last = sides(layout.root, base, head)
    found = judgement(layout.root, first, last, actor)
    told = Meaning(base=first, head=last, actor=actor, as_of=str(as_of or today), notes=_UNREAD)
    if found.was_read:  # what is too large to judge is not laid out either
        told = _told(merged(layout.root, first, last), actor, (as_of, today))
    left = ("工作目录里还有没提交的改动，没有算在内",) if head == "HEAD" and _is_dirty(layout.root) else ()
    notes = (*left, *told.notes, *found.remarks)
    return _veiled(replace(told, refused=tuple(map(str, found.refusals)), notes=notes))


def _veiled(told: Meaning) -> Meaning:
    """Return the same without the numbers of persons: a review is sent on, and stands in comments."""
    changes = [
        each._replace(
            old=each.old and veiled(each.old), new=each.new and veiled(each.new), reason=veiled(each.reason)
        )
        for each in told.changes
    ]
    new, warned, solved = (tuple(map(veiled, each)) for each in (told.new, told.warned, told.solved))
    return replace(told, changes=changes, new=new, warned=warned, solved=solved)


_UNREAD = ("这次改动太大或读不出来，没有合并来看，分数、公开站和问题都没有计算",)


def _told(change: Merged, actor: str, days: tuple[date | None, date]) -> Meaning:
    """Look at the base and at the merged result, and tell the difference."""
    as_of, _ = days
    with _laid_out(change.before) as place:
        before = _seen(place, as_of, days)
        day = before.examined.clock.as_of
        if change.conflicts:
            after = before
        else:
            _rewrite(place.root, change.before, change.after)
            after = _seen(place, day, days, _waivers(before.examined))
    told = _compared(change, before, after)
    return replace(told, actor=actor, approvers=_approvers(change, before.examined.dataset, actor))


def _is_dirty(root: Path) -> bool:
    now = commit_at(root)
    return now is not None and now.is_dirty


@contextmanager
def _laid_out(files: Mapping[str, bytes]) -> Iterator[Layout]:
    with TemporaryDirectory(prefix="review-") as folder:
        place = Layout.at(folder)
        write_tree(place.root, files)
        yield place


def _rewrite(root: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Turn one set of files into the other, touching only what differs; folders left empty go."""
    for name in before:
        if before[name] != after.get(name):
            remove(root / name)
    for folder in sorted(_folders(before) - _folders(after)):
        remove(root / folder)
    write_tree(root, {name: content for name, content in after.items() if before.get(name) != content})


def _folders(files: Mapping[str, bytes]) -> set[str]:
    return {parent.as_posix() for name in files for parent in Path(name).parents}


def _seen(place: Layout, as_of: date | None, days: Days, standing: Sequence[Waiver] | None = None) -> _Seen:
    found = examine(place, as_of, days[1], standing=standing)
    examined = replace(found, clock=replace(found.clock, note=""))
    waivers = standing if standing is not None else _waivers(found)
    form = waived(format_problems(place), waivers, found.clock.as_of)  # forbids no build, but check says it
    open_ones = {problem for problem, words in (*examined.findings, *form) if not words}
    is_usable = examined.dataset is not None and not examined.errors
    look = Look(
        internal=internal_view(examined, None) if is_usable else None,
        public=public_view(examined) if is_usable else None,
        problems=sorted(open_ones | set(too_early(found, days))),
    )
    return _Seen(examined=examined, look=look)


def _waivers(examined: Examined) -> Sequence[Waiver]:
    return examined.dataset.waivers if examined.dataset else ()


def _compared(change: Merged, before: _Seen, after: _Seen) -> Meaning:
    old, new = before.look, after.look
    told = () if change.conflicts else change.changes
    touched = {(each.campaign, each.id) for each in told if each.kind in ITEM_KINDS}
    problems = difference(old.problems, new.problems)
    return Meaning(
        base=change.base,
        head=change.head,
        actor="",
        as_of=before.examined.clock.as_of.isoformat(),
        changes=change.changes,
        others=change.others,
        passing=passing(change.passing),
        effects=effects(old.internal, new.internal, touched) if old.internal and new.internal else (),
        public=public_changes(old.public, new.public) if old.public and new.public else (),
        new=problems.new,
        warned=problems.warned,
        solved=problems.solved,
        conflicts=change.conflicts,
        notes=tuple(_notes(change, before, after)),
    )


def _notes(change: Merged, before: _Seen, after: _Seen) -> Iterator[str]:
    """Yield what a reviewer must know first."""
    if before.examined.dataset:
        yield from rule_note(change.changes, _law(before.examined.dataset))
    if change.conflicts:
        yield "与主干有冲突，合并后的样子还不知道，分数、公开站和问题都没有计算"
    elif before.look.internal is None:
        yield "主干现在的数据有错误，不能计分，只列改动和问题"
    elif after.look.internal is None:
        yield "合并后的数据有错误，不能计分，只列改动和问题"
    else:
        day = before.examined.clock.as_of
        yield from dropped_steps(before.look.internal, after.look.internal, day)
    own = [each for each in _waivers(after.examined) if each not in _waivers(before.examined)]
    if own:
        codes = "、".join(sorted(f"{each.code} {each.path}" for each in own))
        yield f"带来了新的问题豁免（{codes}），审核时不算数，合并以后才生效"
    for each in change.findings:
        if each.code in ("H201", "H203"):
            yield f"{f'{each.path}：' if each.path else ''}{each.message}"


def _law(dataset: Dataset) -> Law:
    leads = {
        (data.folder.rpartition("/")[2], item.item_id): item.lead_unit
        for data in dataset.campaigns
        for item in data.items
    }
    return Law(accounts=dataset.accounts, leads=leads, office=dataset.campaigns[0].campaign.office)


def _approvers(change: Merged, dataset: Dataset | None, actor: str) -> tuple[str, ...]:
    if dataset is None:
        return ()
    names = (
        [each for each in actor.split(",") if each]
        if actor
        else [_mail(each.author) for each in change.commits]
    )
    found = [account_of(dataset.accounts, name) for name in names]
    units = {each.unit if each else "" for each in found}
    return approvers(change.changes, change.others, units, _law(dataset))


def _mail(person: str) -> str:
    return person.rpartition(" <")[2].removesuffix(">")
