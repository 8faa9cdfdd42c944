"""What a form stands on, kept in a hidden sheet: commit, unit, and what each field was."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scripts.forms.sheets import VERSION, Form

SHEET = "底本"
_NOTHING = "（无）"
_HEAD = ("表式", "活动", "单位", "单位代号", "提交", "日期")
_DIGEST = "校验"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Whose form it is and what it stands on; ``fields`` are what it says each field was."""

    version: str
    campaign: str
    unit: str
    unit_id: str
    base: str
    as_of: date
    fields: tuple[tuple[str, ...], ...] = ()


def origin_rows(form: Form) -> list[tuple[str, ...]]:
    """Return the rows of the hidden sheet, its checksum last."""
    head = (VERSION, form.campaign, form.unit, form.unit_id, form.base, form.as_of.isoformat())
    rows = [*zip(_HEAD, head, strict=True), *fields_of(form)]
    return [*rows, (_DIGEST, _digest(rows))]


def fields_of(form: Form) -> tuple[tuple[str, ...], ...]:
    """Return sheet, item, row, column, field and value of everything that can be filled in."""
    return tuple(_fields(form))


def _fields(form: Form) -> Iterator[tuple[str, ...]]:
    for sheet in form.sheets:
        for row, column, cell in sheet.cells():
            if cell.path:
                key, path = json.dumps(row.key, ensure_ascii=False), json.dumps(cell.path, ensure_ascii=False)
                value = _NOTHING if cell.old is None else f"“{cell.old}”"
                yield sheet.title, row.item, key, column.title, path, value


def _digest(rows: Sequence[tuple[str, ...]]) -> str:
    return hashlib.sha256(json.dumps(list(rows), ensure_ascii=False).encode()).hexdigest()


def read_origin(rows: Sequence[tuple[str, ...]]) -> Origin | None:
    """Return what the hidden sheet says; None when it is not as it was written."""
    body, last = list(rows[:-1]), rows[-1] if rows else ()
    said = dict(row for row in body[: len(_HEAD)] if len(row) == 2)  # noqa: PLR2004 - name and value
    if last != (_DIGEST, _digest(body)) or tuple(said) != _HEAD:
        return None
    version, campaign, unit, unit_id, base, as_of = said.values()
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        return None
    return Origin(
        version=version,
        campaign=campaign,
        unit=unit,
        unit_id=unit_id,
        base=base,
        as_of=day,
        fields=tuple(body[len(_HEAD) :]),
    )
