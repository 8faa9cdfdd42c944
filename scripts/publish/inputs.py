"""What the publish room is given: two sites as paths and bytes, nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from scripts.guard.watch import Watch
from scripts.problems import Problem

PUBLIC = "public"
INTERNAL = "internal"

NavItem: TypeAlias = "str | Mapping[str, str | Sequence[NavItem]]"
"""As in mkdocs: ``"index.md"``, ``{"总览": "index.md"}`` or ``{"大项": [...]}``."""

Extra: TypeAlias = Mapping[str, str | Sequence[str] | Sequence[Sequence[str]]]
"""Plain text for the shell of each page: ``banner`` (bar on top) and ``footer``.

``feed`` is the path of the Atom feed; ``duties`` are label, text and address of
what a government site owes at its foot; a text or an address may be ''.
``elder`` names the folder in which every page has a counterpart in large type.
"""


@dataclass(frozen=True, kw_only=True)
class SiteInput:
    """One site before it is built.

    ``docs`` maps a path below the docs folder (``/`` between parts) to the
    bytes of a Markdown page or of a file that pages link to. ``nav`` is the
    menu; pages outside it are built all the same. All text in ``site_name``,
    ``nav``, ``extra`` and the front matter is plain: it is escaped here.
    ``hosts`` are the foreign hosts that links may lead to, ``beside`` the addresses of what its
    server keeps beside it, such as ``edit/``. A site that is not
    ``searchable`` has no search box and no word list. ``watch`` is what the
    office allows in public texts; without it nothing is allowed.
    """

    audience: str
    site_name: str
    docs: Mapping[str, bytes]
    nav: Sequence[NavItem]
    extra: Extra = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    searchable: bool = True
    watch: Watch = field(default_factory=Watch)

    @property
    def pages(self) -> frozenset[str]:
        """The paths that become pages."""
        return frozenset(path for path in self.docs if path.endswith(".md"))


def problem(path: str, code: str, message: str, line: int = 1) -> Problem:
    """Return a finding of this room; ``line`` 1 also stands for the whole file."""
    return Problem(path=path, line=line, code=code, message=message)
