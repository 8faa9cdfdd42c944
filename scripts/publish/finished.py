"""A finished site as the gates see it: files on disk and what should be there."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from scripts.guard.watch import Watch
from scripts.publish import tree, words
from scripts.publish.inline import KnownScripts
from scripts.publish.inputs import PUBLIC, SiteInput
from scripts.publish.markup import Markup
from scripts.publish.names import page_address

SEARCH = frozenset({words.INDEX, words.DISK_INDEX})
MADE_BY_ENGINE = frozenset({"404.html"}) | SEARCH


@dataclass(frozen=True, kw_only=True)
class Finished:
    """One finished site. ``staged``: addresses of what was given to the engine.

    ``watch`` is None where words are nobody's concern: in the internal site.
    """

    audience: str
    root: Path
    staged: frozenset[str]
    scripts: KnownScripts
    hosts: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    searchable: bool = True
    watch: Watch | None = None
    _cache: dict[str, Markup] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, site: SiteInput, root: Path, scripts: KnownScripts) -> "Finished":
        """Return the finished form of ``site``, built at ``root``."""
        return cls(
            audience=site.audience,
            root=root,
            staged=frozenset(map(page_address, site.docs)),
            scripts=scripts,
            hosts=site.hosts,
            beside=site.beside,
            searchable=site.searchable,
            watch=site.watch if site.audience == PUBLIC else None,
        )

    @property
    def expected(self) -> frozenset[str]:
        """Every file that must be there, the theme's own left aside."""
        return self.staged | (MADE_BY_ENGINE if self.searchable else MADE_BY_ENGINE - SEARCH)

    @cached_property
    def _listed(self) -> dict[str, bool]:
        """Each path below the root, and whether it is a regular file."""
        return {path: entry.is_file(follow_symlinks=False) for path, entry in tree.files_below(self.root)}

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of all regular files."""
        return frozenset(path for path, regular in self._listed.items() if regular)

    @cached_property
    def odd(self) -> tuple[str, ...]:
        """The paths of links and special files."""
        return tuple(path for path, regular in self._listed.items() if not regular)

    def where(self, path: str) -> str:
        """Return ``path`` as a finding names it."""
        return f"{self.audience}/site/{path}"

    def read(self, path: str) -> bytes:
        """Return the bytes of one file."""
        return (self.root / path).read_bytes()

    def markup(self, path: str) -> Markup:
        """Return a page or drawing cut into pieces, the theme's own scripts blanked."""
        if path not in self._cache:
            text = self.read(path).decode("utf-8", errors="replace")
            self._cache[path] = Markup(self.scripts.strip(text))
        return self._cache[path]

    def documents(self) -> list[str]:
        """Return the paths of all pages and drawings."""
        return sorted(path for path in self.files if path.endswith((".html", ".svg")))
