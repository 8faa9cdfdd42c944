"""What the tasks do that seal, anchor, judge and carry away: one function a task, returning its exit code."""

from pathlib import Path

from scripts.commands import OK, PROBLEMS, UNUSABLE, day_of, moment, say, today
from scripts.paths import Layout
from scripts.pipeline import examine


def run_freeze(root: str, name: str, as_of: str) -> int:
    """Seal the present commit under a name: a tag, and a record of every file's digest."""
    from scripts.proof import freeze

    layout = Layout.at(root)
    day = examine(layout, day_of(as_of), today()).clock.as_of
    return OK if freeze(layout, name, day, say) else PROBLEMS


def run_anchor(root: str) -> int:
    """Add one line to the anchors for the commit that is live now."""
    from scripts.proof import anchor

    return OK if anchor(Layout.at(root), moment(), say) else PROBLEMS


def run_pack(root: str, out: str, level: str, campaign: str, as_of: str) -> int:
    """Write what an inspector carries away, as a folder and a zip, and say where they are."""
    from scripts.pack import Order, pack

    layout = Layout.at(root)
    order = Order(out=Path(out).resolve() if out else layout.build / "pack", level=level, campaign=campaign)
    return OK if pack(layout, order, day_of(as_of), today(), say) else PROBLEMS


def run_verify(root: str, keys: str) -> int:
    """Judge the history, the seals and what was published; 2 when there is nothing to judge."""
    from scripts.history.proof.freeze import ProofError
    from scripts.history.proof.verify import report
    from scripts.proof import judged

    try:
        findings = judged(Layout.at(root), Path(keys) if keys else None, today())
    except ProofError as error:
        say(f"无法核验：{error}")
        return UNUSABLE
    say(report(findings))
    return PROBLEMS if any(finding.lines for finding in findings) else OK
