"""Where public things lie in the site: pages and exports must name them alike."""

from scripts.views.public import PublicSite

BENEFITS = "benefits/index.html"
BENEFITS_CSV = "benefits/benefits.csv"
BENEFITS_JSON = "benefits/benefits.json"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"


def anchor(entry: str) -> str:
    """Return the id of an entry on its page; the prefix keeps it from taking an id of the theme."""
    return f"y-{entry}"


def absolute(site: PublicSite, path: str, near: str = "") -> str:
    """Return a whole address where it is known where the site stands, else ``near``, as seen from the file.

    Files at the top of the site see ``path`` itself.
    """
    return f"{site.url.rstrip('/')}/{path}" if site.url else near or path
