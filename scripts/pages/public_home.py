"""The front page of the public site: what is new, what runs now, where to get things done."""

from scripts.pages.public_lists import front
from scripts.pages.public_words import notice_state, notice_word
from scripts.pages.sheet import WIDE, Part, Sheet, block
from scripts.views.public import PublicArticle, PublicColumn, PublicSite

_NEWEST = 8
_NOTICES = 4
_POLICIES = 3
_GUIDES = 6
_SERVICES = ("benefits", "services", "policies", "places", "quiz", "contact")


def home(site: PublicSite) -> Sheet:
    """Slogan and days left; services; newest articles, notices and policies; figures."""
    parts: list[Part] = [block("public/hero.html", campaign=each, first=i == 0)
                         for i, each in enumerate(site.campaigns)]  # fmt: skip
    parts += [
        block("public/services.html", columns=services(site), front=front, guides=guides(site)),
        block(
            "public/home.html",
            rows=newest(site),
            front=front,
            notices=[(each, notice_word(each, site.as_of)) for each in running(site)],
            policies=policies(site),
            column={column.slug: column for column in site.columns},
        ),
    ]
    parts += [block("public/figures.html", campaign=each) for each in site.campaigns if each.figures]
    return Sheet("index.html", site.title, tuple(parts), WIDE, description=site.campaigns[0].intro)


def services(site: PublicSite) -> list[PublicColumn]:
    """The columns in which something can be looked up or got done."""
    columns = {column.slug: column for column in site.columns}
    return [columns[slug] for slug in _SERVICES if slug in columns]


def guides(site: PublicSite) -> tuple[PublicArticle, ...]:
    """The newest guides, to be reached with one click."""
    return _of(site, "services")[:_GUIDES]


def newest(site: PublicSite) -> list[tuple[PublicColumn, PublicArticle]]:
    """Articles of all columns, newest first."""
    found = [(column, article) for column in site.columns for article in column.articles]
    return sorted(found, key=lambda pair: pair[1].date, reverse=True)[:_NEWEST]


def running(site: PublicSite) -> list[PublicArticle]:
    """Notices that run on the day of the data, those that end first above."""
    found = [each for each in _of(site, "notices") if notice_state(each, site.as_of) == "running"]
    return sorted(found, key=lambda each: each.ends)[:_NOTICES]


def policies(site: PublicSite) -> tuple[PublicArticle, ...]:
    """The newest policies; a 解读 stands beside its policy, not by itself."""
    return tuple(each for each in _of(site, "policies") if not each.explains)[:_POLICIES]


def _of(site: PublicSite, slug: str) -> tuple[PublicArticle, ...]:
    return next((column.articles for column in site.columns if column.slug == slug), ())
