"""The 优待目录 for reuse: a CSV that Excel opens well, and JSON as it was typed."""

import csv
import io
import json
import re
from dataclasses import dataclass

from scripts.views.public import PublicBenefit, PublicSite
from scripts.views.public_links import BENEFITS, BENEFITS_CSV, BENEFITS_JSON, absolute, anchor

_BOM = "\ufeff"
"""Without it Excel on a Chinese Windows reads UTF-8 as GBK."""
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")
_BETWEEN = "；"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the table: the name programs rely on, the title people read."""

    name: str
    title: str
    type: str = "string"


COLUMNS = (
    Column(name="id", title="编号"),
    Column(name="field", title="领域"),
    Column(name="title", title="优待内容"),
    Column(name="who", title="对象", type="array"),
    Column(name="proof", title="凭证"),
    Column(name="place", title="地点"),
    Column(name="phone", title="电话"),
    Column(name="until", title="有效期至", type="date"),
    Column(name="basis", title="依据"),
    Column(name="link", title="链接"),
)


def open_data(site: PublicSite) -> dict[str, bytes]:
    """Return the files for download, path below the top of the site → bytes; none without preferences."""
    if not site.benefits or BENEFITS not in {f"{column.slug}/index.html" for column in site.columns}:
        return {}
    return {BENEFITS_CSV: benefits_csv(site), BENEFITS_JSON: benefits_json(site)}


def benefits_csv(site: PublicSite) -> bytes:
    """Return the table in UTF-8 with a mark in front; no cell is a formula to a spreadsheet."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(column.title for column in COLUMNS)
    for each in site.benefits:
        row = _row(site, each)
        writer.writerow(_cell(row[column.name]) for column in COLUMNS)
    return (_BOM + written.getvalue()).encode()


def benefits_json(site: PublicSite) -> bytes:
    """Return the table with its columns named and typed; what is not known is null."""
    told = {
        "name": "benefits",
        "title": f"{site.title}：优待目录",
        "publisher": site.organiser,
        "as_of": site.as_of,
        "sample": site.is_sample,
        "fields": [{"name": each.name, "title": each.title, "type": each.type} for each in COLUMNS],
        "rows": [_row(site, each) for each in site.benefits],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _row(site: PublicSite, each: PublicBenefit) -> dict[str, str | list[str] | None]:
    return {
        "id": each.id,
        "field": each.field,
        "title": each.title,
        "who": list(each.who),
        "proof": each.proof,
        "place": each.place,
        "phone": each.phone,
        "until": each.until or None,
        "basis": each.basis or None,
        "link": absolute(site, BENEFITS, "index.html") + f"#{anchor(each.id)}",
    }


def _cell(value: str | list[str] | None) -> str:
    text = _BETWEEN.join(value) if isinstance(value, list) else value or ""
    return f"'{text}" if _FORMULA.match(text) else text
