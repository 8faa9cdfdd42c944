"""Where public things lie in the site: pages and exports must name them alike."""

BENEFITS = "benefits/index.html"
BENEFITS_CSV = "benefits/benefits.csv"
BENEFITS_JSON = "benefits/benefits.json"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"


def anchor(entry: str) -> str:
    """Return the id of an entry on its page; the prefix keeps it from taking an id of the theme."""
    return f"y-{entry}"
