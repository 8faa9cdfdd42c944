"""Evidence coverage by major item and year, grouped with pandas."""

from collections.abc import Sequence

from scripts.score.standing import Standing
from scripts.views.internal import CoverageView

_ONCE = 0


def coverage_views(listed: Sequence[Standing]) -> tuple[CoverageView, ...]:
    """Count slots asked, present and due, per major item (0 = all) and year."""
    import pandas as pd

    rows = [
        (each.item.major_no, slot.year or _ONCE, slot.is_present, slot.is_due)
        for each in listed
        if each.counts
        for slot in each.slots
    ]
    frame = pd.DataFrame(rows, columns=["major", "year", "present", "due"])
    if frame.empty:
        return ()
    whole = pd.concat([frame.assign(major=0), frame])
    grouped = whole.groupby(["major", "year"]).agg(
        present=("present", "sum"), asked=("present", "size"), due=("due", "sum")
    )
    return tuple(
        CoverageView(major=major, year=year or None, present=present, asked=asked, due=due)
        for major, year, present, asked, due in grouped.reset_index().astype(int).to_numpy().tolist()
    )
