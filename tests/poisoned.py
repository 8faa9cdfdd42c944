"""A county whose every free text is hostile: written to its files, read by the real loaders.

Each text becomes ``T0001 …payloads… E0001``: so that wherever it is shown, one
can see whether it was shown as typed. Equal texts become equal texts, so
references between the files still hold.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from scripts.model import words
from scripts.model.dataset import Dataset
from scripts.model.fields import TEXT_LIMIT, Record
from scripts.pages.text import clean
from tests.counties import MINI, ROOT, copy_county, loaded
from tests.payloads import PAYLOADS
from tests.planting import Field, Planter
from tests.sign_sample import sign

_BEGIN = re.compile(r"(?=T\d{4} )")
_TOKEN = re.compile(r"T(\d{4}) (.*?) E\1", re.DOTALL)
NAMES: frozenset[Field] = frozenset({("Node", "id"), ("Campaign", "office"), ("Asked", "what")})
"""Names by which deadlines and rules find each other; a rule across records keeps them plain."""
FIXED = frozenset(
    member.value
    for kind in vars(words).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for member in kind
)
"""Words of the model: the same text elsewhere stays as it is."""
_ROOM = TEXT_LIMIT - 14  # the two tokens
_NEWEST = 1


class Collector(Planter):
    """Walks a county and keeps a sample of each kind of record, and where each text stands."""

    left = frozenset({"lines", "digests", "evidence_files"})

    def __init__(self) -> None:
        """Begin with nothing seen."""
        super().__init__()
        self.samples: dict[Field, Record] = {}

    def record(self, record: Any) -> Any:
        """Remember the record for every field of it that holds a text."""
        for name in type(record).model_fields:
            if next(_leaves(getattr(record, name)), None) is not None:
                self.samples.setdefault((type(record).__name__, name), record)
        return super().record(record)

    def fields_by_text(self) -> Mapping[str, set[Field]]:
        """Return every text and the fields it stands in."""
        return {text: self.origins[canary] for text, canary in self.canaries.items()}


@dataclass(frozen=True, kw_only=True)
class Poison:
    """What is written in place of each text; ``accepted`` and ``refused`` count field × payload.

    ``met`` are the fields and the chunks of payloads that stand in them.
    """

    texts: Mapping[str, str]
    fields: frozenset[Field]
    met: frozenset[tuple[Field, int]]
    accepted: int
    refused: int


def chunks() -> list[str]:
    """Return all payloads joined to as few texts as the loader's limit allows."""
    joined = [""]
    for payload in PAYLOADS.values():
        if len(joined[-1]) + len(payload) >= _ROOM:
            joined.append("")
        joined[-1] = f"{joined[-1]} {payload}".strip()
    return joined


def hostile_county(root: Path) -> Dataset:
    """Write the tiny county with the sample's public column to ``root``; return it as loaded."""
    copy_county(MINI, root)
    column = copy_county(ROOT, root / "sample")
    for path in sorted(_kept(column)):
        target = root / path.relative_to(column)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return loaded(root)


def _kept(sample: Path) -> Iterator[Path]:
    """Yield the tables of the public column, and of each column the front page and one article."""
    yield from (path for path in (sample / "data/publicity").iterdir() if path.name != "reviews.csv")
    for folder in (sample / "docs/public").iterdir():
        yield folder / "index.md"
        yield from (path for path in folder.iterdir() if path.suffix != ".md")
        yield from sorted(path for path in folder.glob("*.md") if path.name != "index.md")[:_NEWEST]


def poison(county: Dataset, turn: int) -> Poison:
    """Return what to write for each text of a county; after as many turns as chunks all met all."""
    collector = Collector()
    collector.container(county)
    parts, free = chunks(), {}
    counted = {True: 0, False: 0}
    for field, sample in sorted(collector.samples.items(), key=lambda pair: pair[0]):
        taken = [accepts(sample, field[1], text) for text in PAYLOADS.values()]
        counted[True] += sum(taken)
        counted[False] += len(taken) - sum(taken)
        free[field] = all(taken) and field not in NAMES
    where = collector.fields_by_text()
    texts = [text for text in where.keys() - FIXED if all(free.get(field) for field in where[text])]
    return Poison(
        texts={
            text: f"T{number:04} {parts[(number + turn) % len(parts)]} E{number:04}"
            for number, text in enumerate(sorted(texts))
        },
        met=frozenset(
            (field, (number + turn) % len(parts))
            for number, text in enumerate(sorted(texts))
            for field in where[text]
        ),
        fields=frozenset(field for field, is_free in free.items() if is_free),
        accepted=counted[True],
        refused=counted[False],
    )


def accepts(sample: Record, name: str, text: str) -> bool:
    """Return whether the loader takes ``text`` in this field."""
    values = {each: getattr(sample, each) for each in type(sample).model_fields}
    try:
        type(sample).model_validate(values | {name: _swapped(values[name], text)})
    except ValidationError:
        return False
    return True


def _leaves(value: Any) -> Iterator[str]:
    """Yield the texts of a field's own, those of records inside it left out."""
    if type(value) is str:
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _leaves(each)
    elif hasattr(value, "text") and hasattr(value, "node"):
        yield value.text


def _swapped(value: Any, text: str) -> Any:
    return (text, *value[1:]) if isinstance(value, tuple) else text


def write(root: Path, told: Poison) -> None:
    """Write the poison into every file of a county and sign its public pieces anew."""
    for path in sorted([*(root / "data").rglob("*.yml"), *(root / "data").rglob("*.csv")]):
        change = _yaml if path.suffix == ".yml" else _csv
        path.write_text(change(path.read_text(encoding="utf-8"), told.texts), encoding="utf-8", newline="")
    for path in sorted((root / "docs").rglob("*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        path.write_text(f"---\n{_yaml(head, told.texts)}---\n{body}", encoding="utf-8")
    sign(root)


def _yaml(text: str, texts: Mapping[str, str]) -> str:
    def change(value: Any) -> Any:
        if isinstance(value, dict):
            return {change(key) if key in texts else key: change(each) for key, each in value.items()}
        if isinstance(value, list):
            return [change(each) for each in value]
        return texts.get(value, value)

    changed = change(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - texts only, our own file
    return yaml.safe_dump(changed, allow_unicode=True, sort_keys=False, width=100_000)


def _csv(text: str, texts: Mapping[str, str]) -> str:
    head, *rows = csv.reader(io.StringIO(text))
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([[_cell(cell, texts) for cell in row] for row in rows])
    return held.getvalue()


def _cell(cell: str, texts: Mapping[str, str]) -> str:
    return texts.get(cell) or "；".join(texts.get(part, part) for part in cell.split("；"))


def misshown(shown: str, told: Poison) -> set[str]:
    """Return the poisoned texts that stand in ``shown`` in another form than typed."""
    wanted = {text[1:5]: clean(text) for text in told.texts.values()}
    return {found[0] for found in _whole(shown) if found[0] != wanted.get(found[1])}


def tokens(shown: str) -> set[str]:
    """Return the numbers of the poisoned texts that stand whole in ``shown``."""
    return {found[1] for found in _whole(shown)}


def _whole(shown: str) -> Iterator[re.Match[str]]:
    """Yield each poisoned text that stands whole in ``shown``; what was cut short on purpose is left out."""
    plain = " ".join(shown.replace("\u200b", "").split())
    return filter(None, map(_TOKEN.match, _BEGIN.split(plain)))
