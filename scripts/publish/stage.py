"""A staged project: all that mkdocs needs for one site, in one folder.

``docs/`` pages and files, ``theme/`` our templates, styles and script,
``base.yml`` the common configuration, ``mkdocs.yml`` what differs. From the
project folder ``python -m mkdocs build -f <folder>/mkdocs.yml`` builds the same
site without our help.
"""

import html
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from scripts.problems import DataError, Problem
from scripts.publish import tree
from scripts.publish.front import escape_front
from scripts.publish.inputs import NavItem, SiteInput, problem
from scripts.publish.names import check_names

_PROJECT = Path(__file__).resolve().parents[2]
BASE = _PROJECT / "mkdocs.yml"
THEME = _PROJECT / "scripts" / "theme"
_THEME_ENDINGS = {".html", ".css", ".js", ".svg", ".png", ".ico", ".xml"}
_EXTRA = {"banner", "footer", "duties", "elder", "feed"}


def check_site(site: SiteInput) -> list[Problem]:
    """Return everything that forbids staging ``site``."""
    return [
        *check_names(site.docs, f"{site.audience}/docs"),
        *_check_nav(site),
        *_check_extra(site),
    ]


def staged_files(site: SiteInput, theme: Path = THEME, base: Path = BASE) -> dict[str, bytes]:
    """Return the staged project of ``site``: path → bytes.

    Raises DataError with all findings.
    """
    problems = check_site(site)
    files = {"base.yml": base.read_bytes(), "mkdocs.yml": _settings(site)}
    files |= {f"theme/{name}": data for name, data in _theme_files(theme)}
    for path, data in site.docs.items():
        try:
            files[f"docs/{path}"] = escape_front(data) if path.endswith(".md") else data
        except ValueError as error:  # also bytes that are not UTF-8
            reason = "不是 UTF-8 文本" if isinstance(error, UnicodeError) else str(error)
            problems.append(problem(f"{site.audience}/docs/{path}", "S03", reason))
    if problems:
        raise DataError(problems)
    return files


def stage_all(folder: Path, sites: Sequence[SiteInput]) -> None:
    """Write the staged project of each site into ``folder / audience``.

    Raises DataError with the findings of all sites before anything is written.
    """
    staged: dict[str, Mapping[str, bytes]] = {}
    problems: list[Problem] = []
    for site in sites:
        try:
            staged[site.audience] = staged_files(site)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    for audience, files in staged.items():
        tree.write_tree(folder / audience, files)


def nav_pages(nav: Sequence[NavItem]) -> Iterator[str]:
    """Yield the paths that the menu names, in order."""
    for item in nav:
        for target in [item] if isinstance(item, str) else item.values():
            if isinstance(target, str):
                yield target
            else:
                yield from nav_pages(target)


def _check_nav(site: SiteInput) -> Iterator[Problem]:
    """Every entry of the menu is a page of this site, named once; a home page exists."""
    where = f"{site.audience}/mkdocs.yml"
    named = list(nav_pages(site.nav))
    if "index.md" not in site.docs:
        yield problem(where, "S04", "没有首页 index.md")
    for path in sorted(set(named) - site.pages):
        yield problem(where, "S04", f"导航里的 {path} 没有对应的页面")
    for path in sorted({path for path in named if named.count(path) > 1}):
        yield problem(where, "S04", f"导航里的 {path} 出现了不止一次")


def _check_extra(site: SiteInput) -> Iterator[Problem]:
    """Only the keys that our templates print may be given."""
    for key in sorted(set(site.extra) - _EXTRA):
        yield problem(f"{site.audience}/mkdocs.yml", "S05", f"extra 里不认识的键 {key}")


def _settings(site: SiteInput) -> bytes:
    """Return ``mkdocs.yml``: what makes this site differ from the base."""
    lines = {key: _lines(value) for key, value in site.extra.items()}
    without_search = {} if site.searchable else {"polyfills": list[str]()}
    settings = {
        "INHERIT": "base.yml",
        "site_name": html.escape(site.site_name),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"custom_dir": "theme"},
        "nav": _escaped(site.nav),
        "not_in_nav": "*",  # a short menu: the other pages are reached from lists
        "extra": {"sy": {"audience": site.audience, **lines}, **without_search},
        **({} if site.searchable else {"plugins": []}),
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=10_000).encode()


def _lines(value: str | Sequence[str] | Sequence[Sequence[str]]) -> list[str | list[str]]:
    """Return one text or several as a list, rows of texts as lists in it."""
    lines = [value] if isinstance(value, str) else value
    return [line if isinstance(line, str) else list(line) for line in lines]


def _escaped(nav: Sequence[NavItem]) -> list[Any]:
    """Return the menu with its titles escaped: the theme prints them as they are."""
    return [
        item
        if isinstance(item, str)
        else {
            html.escape(title): target if isinstance(target, str) else _escaped(target)
            for title, target in item.items()
        }
        for item in nav
    ]


def _theme_files(theme: Path) -> Iterator[tuple[str, bytes]]:
    """Yield our theme files; anything else in the folder is left behind."""
    for name, entry in tree.files_below(theme):
        if Path(name).suffix in _THEME_ENDINGS and entry.is_file(follow_symlinks=False):
            yield name, Path(entry.path).read_bytes()
