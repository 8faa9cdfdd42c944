"""Every file nobody's item owns, as it stood on a day: campaign, rules, units, registers, column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.sample.column import ColumnPast, past_of
from scripts.sample.tables import Row, table
from scripts.sample.world import CAMPAIGN, World, item_files, problems_text

FOLDER = f"data/campaigns/{CAMPAIGN}"
PROBLEMS = f"{FOLDER}/registers/problems.csv"
CAMPAIGN_FILE = f"{FOLDER}/campaign.yml"
COLUMN_FILE = f"{FOLDER}/publicity.yml"

_SEAT = re.compile(r"^  - \{role: .*?since: (?P<since>[0-9-]{10})")
_UNTIL = re.compile(r", until: (?P<until>[0-9-]{10})(, note: [^}]*)?(?=\}$)")


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A day, and how many of the hand-written changes of texts had been made by then."""

    day: date
    texts: int


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The files by path as they stand on the demo date, and what they said before."""

    world: World
    final: Mapping[str, bytes]
    texts: tuple[Row, ...]
    column: ColumnPast

    def moments(self) -> list[Moment]:
        """Return every moment at which one of the files changes, in order."""
        rows = [(date.fromisoformat(row["on"]), at + 1) for at, row in enumerate(self.texts)]
        found = {(day, self._made(day)) for day in self._days()} | set(rows)
        return [Moment(day=day, texts=made) for day, made in sorted(found)]

    def files(self) -> dict[str, bytes]:
        """Return the whole county on the demo date, what is drawn included."""
        return {**self.final, **{f"{FOLDER}/{name}": data for name, data in item_files(self.world).items()}}

    def _made(self, day: date) -> int:
        return sum(row["on"] <= day.isoformat() for row in self.texts)

    def _days(self) -> set[date]:
        lines = self.final[CAMPAIGN_FILE].decode()
        found = set(re.findall(r"(?:since|until|on): ([0-9-]{10})", lines)) | self.column.days()
        found |= {row[key] for row in self.world.problems for key in ("found_on", "closed_on") if row[key]}
        return {date.fromisoformat(day) for day in found}

    def at(self, moment: Moment) -> dict[str, bytes]:
        """Return the files as they stood at a moment."""
        day = moment.day.isoformat()
        column = self.column.at(day)
        others = self.final.keys() - self.column.versions.keys()
        files = {path: self.final[path] for path in self.final if path in others} | column
        files[CAMPAIGN_FILE] = _seats(files[CAMPAIGN_FILE].decode(), day).encode()
        files[PROBLEMS] = problems_text(self.world, moment.day).encode()
        for row in reversed(self.texts[moment.texts :]):
            path = f"{FOLDER}/{row['path']}"
            files[path] = files[path].replace(row["after"].encode(), row["before"].encode(), 1)
        return files


def read_frame(root: Path, world: World) -> Frame:
    """Read the files below ``root`` that the sample does not draw."""
    drawn = {f"{FOLDER}/{name}" for name in item_files(world)}
    folders = tuple(f"{FOLDER}/{name}/" for name in ("progress", "verdicts", "evidence"))
    final = {}
    for top in ("data", "docs"):
        for path in sorted((root / top).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and name not in drawn and not name.startswith(folders):
                final[name] = path.read_bytes()
    texts = tuple(sorted(table("texts"), key=lambda row: row["on"]))
    return Frame(world=world, final=final, texts=texts, column=past_of(final, COLUMN_FILE))


def _seats(text: str, day: str) -> str:
    """Return the leading group without those who joined later and without ends nobody knew of."""
    lines = [
        _UNTIL.sub(lambda end: "" if end["until"] > day else end[0], line)
        for line in text.splitlines(keepends=True)
        if not ((seat := _SEAT.match(line)) and seat["since"] > day)
    ]
    return "".join(lines)
