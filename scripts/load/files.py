"""The text of one data file to its records, wherever the text comes from."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from scripts.load.csvs import parse_csv
from scripts.load.records import build
from scripts.load.salvage import salvage
from scripts.load.yamls import parse_yaml
from scripts.model.dataset import Lines, Loc
from scripts.model.fields import Record
from scripts.problems import DataError, Problem

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class FileRead(Generic[R]):
    """The records of one file, what is wrong with it, and where each place stands.

    ``lines`` is None when nothing of the text could be read.
    """

    records: tuple[R, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: Lines | None = None


def yaml_file(text: str, shown: str, model: type[R], name: str) -> FileRead[R]:
    """Read YAML as one record; what is unreadable in it is told and left out.

    ``name`` is what the file's place says the record's ``id`` is.
    """
    try:
        tree = parse_yaml(text, shown)
    except DataError as error:
        return FileRead(problems=tuple(error.problems))
    record, problems = build(model, tree.data, shown, tree.lines, tree.told)
    lines: Lines = tree.lines
    if record is None:
        record, lines = salvage(model, tree, name)
    records = () if record is None else (record,)
    return FileRead(records=records, problems=(*tree.problems, *problems), lines=lines)


def csv_file(text: str, shown: str, model: type[R]) -> FileRead[R]:
    """Read CSV as a table of ``model``; the place of row n is ``(n,)``, bad rows are left out."""
    rows, told = parse_csv(text, shown, columns_of(model))
    problems = list(told)
    records: list[R] = []
    lines: dict[Loc, int] = {}
    for row in rows:
        record, found = build(model, row.cells, shown, row.lines)
        problems += found
        if record is not None:
            lines[(len(records),)] = row.line
            records.append(record)
    return FileRead(records=tuple(records), problems=tuple(problems), lines=lines)


def columns_of(model: type[Record]) -> list[str]:
    """Return the header a table of ``model`` must have."""
    return [field.alias or name for name, field in model.model_fields.items()]
