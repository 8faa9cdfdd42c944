"""One site to be carried away in a folder: the same pages and gates, without search or release."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.problems import DataError
from scripts.publish.finished import MADE_BY_ENGINE, Finished
from scripts.publish.inputs import SiteInput
from scripts.publish.release import make
from scripts.publish.site import prepare
from scripts.publish.stage import stage_all

_SEARCHING = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/disk-search.js")
"""Scripts of the theme that only a search box starts."""


def loose_pages(
    site: SiteInput, as_of: date, without: Collection[str], say: Callable[[str], None]
) -> dict[str, bytes]:
    """Return the finished site, path → bytes; DataError with all findings of engine and gates.

    What only a server needs (the page for a wrong address, the site map) is left
    out, and the files ``without`` which the site is carried away.
    """
    quiet = replace(site, searchable=False)
    with TemporaryDirectory(prefix="pages-") as folder:
        stage_all(Path(folder), (quiet,))
        say(f"生成网页：{len(quiet.pages)} 页……")
        shop = prepare(Path(folder) / quiet.audience, quiet)
        finished = Finished.of(quiet, shop.site, shop.scripts)
        if problems := make(shop, finished, as_of):
            raise DataError(problems)
        wanted = (
            path for path in finished.files - MADE_BY_ENGINE - set(without) if not path.startswith(_SEARCHING)
        )
        return {path: finished.read(path) for path in sorted(wanted)}
