"""One item of a filing: merged with what others wrote, and held to the rules of ``check``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from scripts.filing.beginning import under_way
from scripts.filing.entries import Clash, Entry, Filing
from scripts.filing.entries import Path as Place
from scripts.filing.files import Fetch, enclosed
from scripts.filing.flat import Flat
from scripts.filing.merge import Joined, merged, named, recognised
from scripts.filing.names import field_of
from scripts.filing.text import places_of, text_from
from scripts.forms.validating import renamed
from scripts.guard.text import veiled
from scripts.history.report.words import field_words
from scripts.intake.ground import Ground, item_named
from scripts.judging.data import too_early
from scripts.load.yamls import read_yaml
from scripts.model.dataset import CampaignData
from scripts.model.standard import Item
from scripts.pipeline import Examined, examine
from scripts.problems import DataError, Problem, Severity
from scripts.publish.tree import remove, write_file

_SHOWN = 3
"""Places named for one problem."""


@dataclass(kw_only=True)
class FiledItem:
    """One item of a filing on its way; ``files`` are what is to be committed for it."""

    data: CampaignData
    item: Item
    entries: tuple[Entry, ...]
    path: str
    base: Flat
    now: Flat
    files: dict[str, bytes] = field(default_factory=dict)
    flat: Flat = field(default_factory=dict)
    joined: Joined | None = None
    problems: list[Problem] = field(default_factory=list)
    is_sound: bool = True
    """Whether no rule is broken: what breaks one is never put into a commit."""

    @property
    def campaign(self) -> str:
        """The folder of the campaign."""
        return Path(self.data.folder).name


def filed_items(ground: Ground, filing: Filing, fetch: Fetch | None) -> list[FiledItem]:
    """Return the items of a filing, each merged; what is wrong is noted in them."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in filing.entries:
        groups.setdefault((entry.campaign, entry.item), []).append(entry)
    records = [_begun(ground, filing, entries) for entries in groups.values()]
    for record in records:
        _join(ground, record, fetch)
    return records


def _begun(ground: Ground, filing: Filing, entries: list[Entry]) -> FiledItem:
    data, item = item_named(ground.dataset, entries[0].item, entries[0].where, entries[0].campaign)
    path = data.path(f"progress/{item.item_id}.yml")
    was, now = ground.flat(filing.base, path), ground.flat(ground.commit, path)
    if filing.unit == item.lead_unit:
        entries = under_way(now, entries)
    return FiledItem(
        data=data, item=item, path=path, base=was, now=now, entries=named(was, now, recognised(now, entries))
    )


def _join(ground: Ground, record: FiledItem, fetch: Fetch | None) -> None:
    """Merge the entries of an item, and write the record down; all that is wrong is noted."""
    stored = {name: each.sha256 for name, each in record.data.evidence_files.items()}
    taken_in = enclosed(record.entries, record.now, fetch, stored)
    record.entries = taken_in.entries
    joined = record.joined = merged(record.base, record.now, taken_in.entries)
    record.flat = {**({} if record.now else {("id",): record.item.item_id}), **joined.flat}
    text, faults = text_from(record.flat)
    record.problems += taken_in.problems
    record.problems += [_contradiction(ground, record, clash) for clash in joined.clashes]
    record.problems += [_reworded(record, path, each) for path, each in faults]
    if joined.taken and text:
        evidence = {record.data.path(f"evidence/{name}"): body for name, body in taken_in.files.items()}
        record.files = {record.path: text.encode(), **evidence}


def _reworded(record: FiledItem, path: Place, problem: Problem) -> Problem:
    """Return what the model says of a place where it was typed, in the words of the form."""
    entry = next(iter(_concerned(record, [path])), None)
    message = renamed(problem.message, entry) if entry else problem.message
    return replace(problem, path=where(record, [path], problem.missing), line=0, message=message)


def _contradiction(ground: Ground, record: FiledItem, clash: Clash) -> Problem:
    entry, name = clash.entry, field_of(clash.entry.path)
    last = [
        each
        for each in ground.changes
        if (each.kind, each.id, each.field) == ("progress", record.item.item_id, name)
        and each.campaign == record.campaign
    ]
    by = (
        f"，{last[-1].author.rpartition(' <')[0] or last[-1].author} {last[-1].claimed[:10]} 改"
        if last
        else ""
    )
    message = (
        f"{record.item.item_id} {record.item.title}：{field_words('progress', name)} 别人已经改过，"
        f"没有收下（填表时是“{_said(entry.old)}”，您填“{_said(entry.new)}”，"
        f"现在是“{_said(clash.now)}”{by}）；请和对方核对，再按现在的数据重填这一处"
    )
    return Problem(path=entry.where, line=0, code="X153", message=message)


def _said(text: str | None) -> str:
    return "无" if text is None else veiled(text)[:60]


def where(record: FiledItem, paths: Iterable[Place], missing: Sequence[str] = ()) -> str:
    """Return where the fields at, above or below some paths were typed; of none, where the item was.

    What is ``missing`` belongs into an empty cell beside them.
    """
    found = _concerned(record, paths) or list(record.entries)
    return "、".join(list(dict.fromkeys(each.place_of(missing) for each in found))[:_SHOWN])


def _concerned(record: FiledItem, paths: Iterable[Place]) -> list[Entry]:
    wanted = list(paths)
    return [
        each
        for each in record.entries
        if any(each.path[: len(path)] == path or path[: len(each.path)] == each.path for path in wanted)
    ]


def checked(ground: Ground, records: Sequence[FiledItem], on: date) -> tuple[list[Problem], Examined]:
    """Hold the records to every rule; return new warnings, and the data as they would be.

    They are taken ``on`` a day: what is dated later has not happened.
    """
    files = {name: content for each in records for name, content in each.files.items()}
    clock = ground.before.clock
    with _laid_over(ground.place.root, files):
        after = examine(ground.place, clock.as_of, clock.as_of)
    before, found = (
        (*each.findings, *((early, "") for early in too_early(each, (None, on))))
        for each in (ground.before, after)
    )
    old = {(each.path, each.code, each.message) for each, _ in before}
    warnings = []
    for problem, words in found:
        if words or (problem.path, problem.code, problem.message) in old:
            continue
        record = next((each for each in records if problem.path in each.files), None)
        placed = _placed(record, problem) if record else problem
        if problem.severity is Severity.WARNING:
            warnings.append(placed)
        elif record:
            record.problems.append(placed)
            record.is_sound = False
        else:
            raise DataError([placed])
    return warnings, after


@contextmanager
def _laid_over(root: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Put files into a tree for a while; afterwards it is as before."""
    before = {name: (root / name).read_bytes() if (root / name).is_file() else None for name in files}
    for name, content in files.items():
        write_file(root / name, content)
    try:
        yield
    finally:
        for name, kept in before.items():
            if kept is None:
                remove(root / name)
            else:
                write_file(root / name, kept)


def _placed(record: FiledItem, problem: Problem) -> Problem:
    """Return a problem with the place where it was typed instead of its line in the file."""
    lines = read_yaml(record.files[record.path].decode(), record.path).lines
    at = {loc for loc, line in lines.items() if line == problem.line and loc}
    paths = [path for loc, path in places_of(record.flat) if loc in at]
    message = f"{record.item.item_id}：{problem.message}"
    return replace(problem, path=where(record, paths, problem.missing), line=0, message=message)
