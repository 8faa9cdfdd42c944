"""One site to be carried away in a folder: the same pages and gates, without a release."""

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.problems import DataError
from scripts.publish.finished import MADE_BY_ENGINE, Finished
from scripts.publish.inputs import SiteInput
from scripts.publish.release import make
from scripts.publish.site import prepare
from scripts.publish.stage import stage_all
from scripts.publish.words import DISK_INDEX

_SEARCHING = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/disk-search.js")
"""Scripts of the theme that only a search box starts."""


def loose_pages(
    site: SiteInput, as_of: date, without: Collection[str], say: Callable[[str], None]
) -> dict[str, bytes]:
    """Return the finished site, path → bytes; DataError with all findings of engine and gates.

    What only a server needs (the page for a wrong address, the site map, the
    word list a page on the disk may not read) is left out, and the files
    ``without`` which the site is carried away.
    """
    with TemporaryDirectory(prefix="pages-") as folder:
        stage_all(Path(folder), (site,))
        say(f"生成网页：{len(site.pages)} 页……")
        shop = prepare(Path(folder) / site.audience, site)
        finished = Finished.of(site, shop.site, shop.scripts)
        if problems := make(shop, finished, as_of):
            raise DataError(problems)
        left = (MADE_BY_ENGINE - {DISK_INDEX}) | set(without)
        unused = () if site.searchable else _SEARCHING
        wanted = (path for path in finished.files - left if not path.startswith(unused))
        return {path: finished.read(path) for path in sorted(wanted)}
