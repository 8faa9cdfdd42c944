"""One look at a repository: what both sites would show, and what ``check`` says."""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.problems import Problem
from scripts.views.internal import InternalSite
from scripts.views.public import PublicSite


@dataclass(frozen=True, kw_only=True)
class Look:
    """The views, None where errors forbid them; ``problems`` are those nobody waived."""

    internal: InternalSite | None
    public: PublicSite | None
    problems: Sequence[Problem]
