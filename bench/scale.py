"""The sample county, many times over: the same records under new item numbers."""

import re
import shutil
from pathlib import Path

_STRIDE = 30
"""More than the items of any major item, so that numbers never meet."""


def scaled(source: Path, target: Path, items: int) -> Path:
    """Copy the data repository at ``source`` to ``target`` with at least ``items`` items.

    Copy number n of item 3.02 is 3.02 plus n × 30, so 3.32, 3.62 …; evidence files stay with the first copy.
    """
    shutil.copytree(source / "data", target / "data")
    shutil.copytree(source / "docs", target / "docs")
    campaign = next(path.parent for path in (target / "data/campaigns").glob("[!_]*/standard.csv"))
    lines = (campaign / "standard.csv").read_text(encoding="utf-8").splitlines()
    copies = -(-items // (len(lines) - 1))
    _standard(campaign, lines, copies)
    _rules(campaign, copies)
    for folder in ("progress", "verdicts"):
        for path in sorted((campaign / folder).glob("*.yml")):
            for number in range(1, copies):
                _record(path, number)
    _declared(campaign, copies)
    return target


def _numbered(item: str, number: int) -> str:
    major, order = item.split(".")
    return f"{major}.{int(order) + _STRIDE * number:02d}"


def _standard(campaign: Path, lines: list[str], copies: int) -> None:
    rows = [
        f"{_numbered(row.split(',', 1)[0], number)},{row.split(',', 1)[1]}"
        for number in range(copies)
        for row in lines[1:]
    ]
    (campaign / "standard.csv").write_text("\n".join([lines[0], *rows]) + "\n", encoding="utf-8")


def _rules(campaign: Path, copies: int) -> None:
    path = campaign / "rules.yml"
    head, body = path.read_text(encoding="utf-8").split("items:\n", 1)
    parts = [_renumbered(body, number) for number in range(copies)]
    path.write_text(f"{head}items:\n{''.join(parts)}", encoding="utf-8")


def _renumbered(rules: str, number: int) -> str:
    return re.sub(r'(?<=- id: ")[0-9.]+(?=")', lambda found: _numbered(found[0], number), rules)


def _record(path: Path, number: int) -> None:
    name = _numbered(path.stem, number)
    text = path.read_text(encoding="utf-8").replace(f'id: "{path.stem}"', f'id: "{name}"', 1)
    kept = re.sub(r", file: [^,}]+, sha256: [^,}]+", "", text)
    path.with_name(f"{name}.yml").write_text(kept, encoding="utf-8")


def _declared(campaign: Path, copies: int) -> None:
    path = campaign / "campaign.yml"
    text = path.read_text(encoding="utf-8")
    for word in ("小项", "加扣分", "一票否决"):
        text = re.sub(rf"({word}: )([0-9]+)", lambda found: f"{found[1]}{int(found[2]) * copies}", text)
    path.write_text(text, encoding="utf-8")
