"""The scored files as they stood, parsed as the loader parses them; each version once."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

from scripts.history.kinds import Place, place_of
from scripts.history.replay.mainline import Step
from scripts.history.repository import blobs
from scripts.load.files import FileRead, csv_file, yaml_file
from scripts.load.kinds import KINDS
from scripts.load.text import text_of
from scripts.model.campaign import Campaign
from scripts.model.dataset import CampaignData, Dataset
from scripts.model.fields import Record
from scripts.model.progress import Progress, Verdict
from scripts.model.publicity import Publicity
from scripts.model.standard import Item, RuleBook
from scripts.model.units import Calendar, Unit
from scripts.problems import DataError, Problem

_KINDS = {kind.name: kind for kind in KINDS}
_NO_ONE_READS_IT = Publicity.model_construct()
Records: TypeAlias = tuple[Record, ...]
R = TypeVar("R", bound=Record)


class Contents:
    """The bytes of blobs, read from one git in the order in which they will be asked for."""

    def __init__(self, root: Path, ids: Sequence[str]) -> None:
        """Promise ``ids``; others can be had at the price of one more git."""
        self._root = root
        self._found: dict[str, bytes | None] = {}
        self._promised = set(ids)
        self._stream: Iterator[tuple[str, bytes | None]] = zip(ids, blobs(root, ids), strict=False)

    def of(self, blob: str) -> bytes | None:
        """Return what a blob holds; None when the repository has it no more."""
        if blob not in self._found and blob not in self._promised:
            self._found[blob] = next(iter(blobs(self._root, [blob])), None)
        while blob not in self._found:
            name, content = next(self._stream, (blob, None))
            self._found[name] = content
        return self._found[blob]


class Shelf:
    """Every scored file with its versions so far; the last one that can be used stands."""

    def __init__(self, contents: Contents) -> None:
        """Begin before the first commit."""
        self._contents = contents
        self._versions: dict[str, list[str]] = {}
        self._read: dict[tuple[str, str, str], FileRead[Record]] = {}
        self._held: dict[tuple[str, str], dict[str, Records]] = {}
        self._campaigns: dict[str, CampaignData] = {}
        self._stale: dict[str, None] = {}

    def put(self, step: Step) -> None:
        """Take in the files of one commit, unread."""
        for path, blob in step.changed.items():
            self._stale[path] = None
            if blob:
                self._versions.setdefault(path, []).append(blob)
            else:
                self._versions.pop(path, None)

    def faults(self, step: Step) -> Iterator[tuple[str, str]]:
        """Yield path and words of each version of a commit that is not used as it stands."""
        for path, blob in sorted(step.changed.items()):
            if blob and (problems := self._version(path, blob).problems):
                how = "只按读得懂的部分" if self._standing(path).problems else "沿用此前最近一版"
                more = f"等 {len(problems)} 处" if len(problems) > 1 else ""
                yield path, f"{how}（{problems[0].message}{more}）"

    def dataset(self) -> Dataset:
        """Return the records as they stand now."""
        for folder in {place.campaign for place in self._renew()} - {""}:
            self._campaigns.pop(folder, None)
            if data := self._campaign(folder):
                self._campaigns[folder] = data
        return Dataset(
            units=_only(self._files("", "units"), Unit),
            people=(),
            waivers=(),
            calendars={
                int(stem): each
                for stem, each in _by_name(self._files("", "calendar"), Calendar).items()
                if stem.isdecimal()
            },
            campaigns=tuple(self._campaigns[folder] for folder in sorted(self._campaigns)),
            public_pages=(),
            internal_pages=(),
            lines={},
        )

    def _renew(self) -> Iterator[Place]:
        """Read the files that changed; yield what they are."""
        for path in self._stale:
            place = place_of(path)
            files = self._held.setdefault((place.campaign, place.kind), {})
            files.pop(place.stem, None)
            if path in self._versions:
                files[place.stem] = self._standing(path).records
            yield place
        self._stale.clear()

    def _campaign(self, folder: str) -> CampaignData | None:
        campaign = next(iter(_only(self._files(folder, "campaign"), Campaign)), None)
        if campaign is None:
            return None
        return CampaignData(
            folder=f"data/campaigns/{folder}",
            campaign=campaign,
            items=_only(self._files(folder, "standard"), Item),
            rules=tuple(
                rule for book in _only(self._files(folder, "rules"), RuleBook) for rule in book.items
            ),
            progress=_by_name(self._files(folder, "progress"), Progress),
            verdicts=_by_name(self._files(folder, "verdict"), Verdict),
            problems=(),
            publicity=_NO_ONE_READS_IT,
        )

    def _files(self, folder: str, kind: str) -> Mapping[str, Records]:
        return self._held.get((folder, kind), {})

    def _standing(self, path: str) -> FileRead[Record]:
        """Return the latest sound version; where none ever was, what can be read of the latest."""
        versions = self._versions[path]
        read = (self._version(path, blob) for blob in reversed(versions))
        return next((each for each in read if not each.problems), self._version(path, versions[-1]))

    def _version(self, path: str, blob: str) -> FileRead[Record]:
        """Parse a file once, under however many paths it lies: copies of a campaign cost nothing."""
        place = place_of(path)
        name = place.campaign if place.kind == "campaign" else ""  # facts are known by their file's name
        key = (place.kind, name, blob)
        if (found := self._read.get(key)) is None:
            found = self._read[key] = _parsed(path, self._contents.of(blob))
        return found


def _parsed(path: str, content: bytes | None) -> FileRead[Record]:
    if content is None:
        gone = Problem(path=path, line=1, code="T105", message="内容不在仓库里（对象缺失或损坏）")
        return FileRead(problems=(gone,))
    place, kind = place_of(path), _KINDS[place_of(path).kind]
    try:
        text = text_of(content, path)
    except DataError as error:
        return FileRead(problems=tuple(error.problems))
    if kind.is_table:
        return csv_file(text, path, kind.model)
    return yaml_file(text, path, kind.model, _name(place))


def _only(files: Mapping[str, Records], model: type[R]) -> tuple[R, ...]:
    return tuple(each for records in files.values() for each in records if isinstance(each, model))


def _by_name(files: Mapping[str, Records], model: type[R]) -> dict[str, R]:
    return {stem: records[0] for stem, records in files.items() if records and isinstance(records[0], model)}


def _name(place: Place) -> str:
    return place.campaign if place.kind == "campaign" else place.stem
