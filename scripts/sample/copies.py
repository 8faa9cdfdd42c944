"""The county many times over, for benchmarks: the same items under new numbers, each with its own fate."""

import re
from dataclasses import replace

from scripts.sample.frame import CAMPAIGN_FILE, FOLDER, Frame
from scripts.sample.tables import STRIDE, Plan
from scripts.sample.world import world_of

_ONCE = ("corrections", "turns")
"""Tables whose stories happen to the first copy alone."""


def numbered(item: str, number: int) -> str:
    """Return the id of copy ``number`` of an item: 3.02 is followed by 3.32, 3.62 and so on."""
    major, order = item.split(".")
    return f"{major}.{int(order) + STRIDE * number:02d}"


def copies_for(present: int, wanted: int) -> int:
    """Return how many copies make at least the wanted number of items."""
    return max(-(-wanted // present), 1)


def standard_copied(text: str, copies: int) -> str:
    """Return ``standard.csv`` with its rows ``copies`` times."""
    head, *rows = text.splitlines()
    split = [row.split(",", 1) for row in rows]
    found = [f"{numbered(item, number)},{rest}" for number in range(copies) for item, rest in split]
    return "\n".join([head, *found]) + "\n"


def rules_copied(text: str, copies: int) -> str:
    """Return ``rules.yml`` with its items ``copies`` times."""
    head, body = text.split("items:\n", 1)
    parts = [
        re.sub(r'(?<=- id: ")[0-9.]+(?=")', lambda found, at=number: numbered(found[0], at), body)  # type: ignore[misc]
        for number in range(copies)
    ]
    return f"{head}items:\n{''.join(parts)}"


def declared_copied(text: str, copies: int) -> str:
    """Return ``campaign.yml`` with the counts it declares ``copies`` times as high."""
    for word in ("小项", "加扣分", "一票否决"):
        text = re.sub(rf"({word}: )([0-9]+)", lambda found: f"{found[1]}{int(found[2]) * copies}", text)
    return text


def with_items(frame: Frame, items: int) -> Frame:
    """Return the frame of a county with at least ``items`` items."""
    plans = frame.world.county.plans
    copies = copies_for(len(plans), items)
    if copies == 1:
        return frame
    more = [_copied(plan, number) for number in range(1, copies) for plan in plans]
    world = world_of(replace(frame.world.county, plans=(*plans, *more)), frame.world.seed)
    final = dict(frame.final)
    for path, copied in (
        (f"{FOLDER}/standard.csv", standard_copied),
        (f"{FOLDER}/rules.yml", rules_copied),
        (CAMPAIGN_FILE, declared_copied),
    ):
        final[path] = copied(final[path].decode(), copies).encode()
    return replace(frame, world=world, final=final)


def _copied(plan: Plan, number: int) -> Plan:
    rows = {name: () if name in _ONCE else each for name, each in plan.rows.items()}
    return replace(plan, item=numbered(plan.item, number), rows=rows)
