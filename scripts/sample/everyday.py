"""More everyday edits than the campaign needs, for histories of any length: pages numbered over and over."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from scripts.sample.events import Event
from scripts.sample.world import World


def everyday_events(world: World, count: int) -> Mapping[str, Sequence[Event]]:
    """Return ``count`` events by item: an entry of the register gets another page, in the end its own."""
    rng = world.chance("everyday")
    days = world.county.days
    places = [(account, entry) for account in world.accounts for entry in account.entries]
    drawn: dict[tuple[str, str], int] = {}
    while sum(drawn.values()) + len(drawn) < count:
        account, entry = places[rng.randrange(len(places))]
        drawn[account.plan.item, entry.id] = drawn.get((account.plan.item, entry.id), 0) + 1
    found: dict[str, list[Event]] = {}
    length = (days.last - days.first).days - 2
    for (item, entry_id), times in drawn.items():
        offsets = sorted(rng.randint(length // 2, length) for _ in range(times))
        events = [
            Event(
                day=days.back(days.first + timedelta(days=offset)),
                slot=("entry", entry_id),
                value={"page": f"{page}-{page + 1}"},
                fence=f"{entry_id} {page}",
            )
            for page, offset in enumerate(offsets, 1)
        ]
        last = Event(day=days.last, slot=("entry", entry_id), value={}, fence=f"{entry_id} 0")
        found.setdefault(item, []).extend([*events, last])
    return found
