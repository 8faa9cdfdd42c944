"""One site kept alive in this process and rebuilt page by page.

The first build is a full one. After that, when only the text of pages or files
differs, exactly those are made again with the engine's own functions, and the
result is the same bytes as a full build. When the set of files, the menu, a
title in it or the theme differs, everything is built again beside the pages
being shown, which are replaced only if the new ones are sound.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.problems import DataError, Problem
from scripts.publish import gates, tree, words
from scripts.publish.finished import Finished
from scripts.publish.inputs import SiteInput
from scripts.publish.names import page_address
from scripts.publish.notes import Notes
from scripts.publish.site import Workshop, build, engine_faults, fixed_clock, prepare
from scripts.publish.stage import staged_files

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

DAY = date(2000, 1, 1)  # only the packed site map holds a day; a preview has none
_DOCS = "docs/"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What an update did. ``problems`` are findings of the gates; the pages are shown all the same."""

    pages: tuple[str, ...]
    whole: bool
    problems: tuple[Problem, ...]


@dataclass(kw_only=True)
class _Live:
    """The site being shown, with everything the engine made for it."""

    stage: Path
    shop: Workshop
    staged: dict[str, bytes]
    files: "Files"
    nav: "Navigation"
    sound: bool = True  # False once pages in memory and on disk may differ


class Preview:
    """Shows one site; ``folder`` must be empty and is ours alone."""

    def __init__(self, folder: Path) -> None:
        """Nothing is built yet."""
        self._folder = folder
        self._builds = 0
        self._live: _Live | None = None
        self._last: Path | None = None

    @property
    def root(self) -> Path | None:
        """The folder of the finished pages; None before the first sound build."""
        return self._live.shop.site if self._live else None

    def update(self, site: SiteInput) -> Change:
        """Bring the pages to the state of ``site``.

        Raises DataError with what the engine refuses; the pages shown stay.
        """
        staged = staged_files(site)
        live = self._live
        if live is None or not live.sound or _frame(staged) != _frame(live.staged):
            return self._rebuild(site, staged)
        changed = sorted(path for path, data in staged.items() if live.staged[path] != data)
        if not changed:
            return Change(pages=(), whole=False, problems=())
        return self._amend(live, site, staged, changed) or self._rebuild(site, staged)

    def _rebuild(self, site: SiteInput, staged: dict[str, bytes]) -> Change:
        """Build everything anew, then show it."""
        self._builds += 1
        stage = self._folder / f"build-{self._builds}"
        tree.write_tree(stage, staged)
        shop = prepare(stage, site)
        notes = Notes.added_to(shop)
        problems = build(shop, DAY)
        if problems:
            shutil.rmtree(stage)
            raise DataError(problems)
        old, self._live = (
            self._live,
            _Live(stage=stage, shop=shop, staged=staged, files=notes.files, nav=notes.nav),
        )
        if self._last:
            shutil.rmtree(self._last, ignore_errors=True)
        self._last = old.stage if old else None  # a browser may still be reading it
        found = gates.examine(Finished.of(site, shop.site, shop.scripts))
        return Change(pages=tuple(sorted(map(page_address, site.pages))), whole=True, problems=tuple(found))

    def _amend(
        self, live: _Live, site: SiteInput, staged: dict[str, bytes], changed: Sequence[str]
    ) -> Change | None:
        """Make the ``changed`` files again; None when other pages would differ too."""
        live.sound = False
        names = [path.removeprefix(_DOCS) for path in changed]
        words.load_dictionary(staged[path] for path in changed if path.endswith(".md"))
        for path in changed:
            tree.write_file(live.stage / path, staged[path])
        with fixed_clock(DAY), engine_faults(site.audience) as found:
            pages = [file.page for file in _files(live, names) if file.page is not None]
            before = _menu_titles(live.nav, pages)
            _read_again(live, pages)
            same_menu = before == _menu_titles(live.nav, pages)
        if found:
            raise DataError(found)
        if not same_menu:
            return None
        with fixed_clock(DAY), engine_faults(site.audience) as found:
            _write_again(live, names, pages)
        if found:
            raise DataError(found)
        live.staged, live.sound = staged, True
        addresses = tuple(map(page_address, names))
        finished = Finished.of(site, live.shop.site, live.shop.scripts)
        problems = gates.examine_pages(finished, addresses)
        return Change(pages=addresses, whole=False, problems=tuple(problems))


def _frame(staged: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what every page depends on: theme, menu, settings and the names of all files."""
    return {path: b"" if path.startswith(_DOCS) else data for path, data in staged.items()}


def _files(live: _Live, names: Iterable[str]) -> "list[File]":
    """Return the engine's records of the named docs."""
    found = (live.files.get_file_from_path(name) for name in names)
    return [file for file in found if file is not None]


def _menu_titles(nav: "Navigation", pages: Iterable["Page"]) -> list[str]:
    """Return the titles of those ``pages`` that every page shows in its menu."""
    return [str(page.title) for page in pages if page in nav.pages]


def _read_again(live: _Live, pages: Iterable["Page"]) -> None:
    """Read and convert ``pages``, then check every link to a heading of the site."""
    from mkdocs.commands.build import _populate_page

    config = live.shop.config
    for page in pages:
        _populate_page(page, config, live.files)
    for file in live.files.documentation_pages():
        if file.page is not None:
            file.page.validate_anchor_links(files=live.files, log_level=config.validation.links.anchors)


def _write_again(live: _Live, names: Sequence[str], pages: Sequence["Page"]) -> None:
    """Write the finished ``pages``, copy the other named files, amend the search index."""
    from mkdocs.commands.build import _build_page

    config = live.shop.config
    docs = live.files.documentation_pages()
    index = config.plugins["material/search"].search_index  # type: ignore[attr-defined]
    kept = _by_page(index.entries)
    index.entries = []
    for page in pages:
        _build_page(page, config, docs, live.nav, config.theme.get_env())
        kept[page.url] = []  # also when the page is now left out of the index
    entries = kept | _by_page(index.entries)
    index.entries = [entry for file in docs for entry in entries.get(file.url, ())]
    for file in _files(live, names):
        if not file.is_documentation_page():
            file.copy_file()
    config.plugins.on_post_build(config=config)
    words.write_disk_index(live.shop.site)


def _by_page(entries: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return search entries by the address of their page, in their order."""
    pages: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        pages.setdefault(entry["location"].partition("#")[0], []).append(entry)
    return pages
