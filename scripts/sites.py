"""Two views to what the publish room is given: pages, files, menu and footer of each site."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from scripts.charts import ChartError
from scripts.charts.from_views import campaign_charts, public_charts
from scripts.exports.feed import feed, sitemap
from scripts.exports.open_data import open_data
from scripts.guard.documents import cleaned_document
from scripts.guard.files import Unfit
from scripts.guard.pictures import cleaned_picture
from scripts.guard.watch import Watch
from scripts.pages.internal import internal_nav, internal_pages
from scripts.pages.public import FILING_HOSTS, footer_duties, public_nav, public_pages
from scripts.pages.public_elder import ELDER
from scripts.paths import Layout
from scripts.problems import DataError, Problem
from scripts.publish import SiteInput
from scripts.publish.names import page_address
from scripts.views.internal import InternalSite
from scripts.views.public import PublicSite
from scripts.views.public_links import FEED, SITEMAP


@contextmanager
def undrawable() -> Iterator[None]:
    """Tell a label no chart can show (an emoji in a title) as a problem of the data."""
    try:
        yield
    except ChartError as error:
        problem = Problem(path="data", line=1, code="K392", message=f"图表画不出来：{error}")
        raise DataError([problem]) from None


def internal_input(
    site: InternalSite, layout: Layout, forms: Mapping[str, bytes] = MappingProxyType({})
) -> SiteInput:
    """Return the internal site as staged pages and files, with the units' forms by path."""
    with undrawable():
        charts = {campaign.id: campaign_charts(campaign, site.as_of) for campaign in site.campaigns}
    return SiteInput(
        audience="internal",
        site_name=f"{site.county}双拥创建进展（内部）",
        docs=internal_pages(site, charts) | _evidence_files(site, layout) | dict(forms),
        nav=internal_nav(site),
        beside=frozenset((site.edit,)) if site.edit else frozenset(),
        extra={
            "banner": _banner(site.is_sample, site.clock_note),
            "footer": (
                f"数据日期 {site.as_of}",
                "内部资料，只供创建工作使用，不得外传；涉密内容不得录入本系统",
                *_anchored(site.anchor),
            ),
        },
    )


def _evidence_files(site: InternalSite, layout: Layout) -> dict[str, bytes]:
    named = {
        (campaign.prefix, campaign.id, entry.file)
        for campaign in site.campaigns
        for item in campaign.items
        for entry in item.evidence
        if entry.file
    }
    return {
        f"{prefix}evidence/{name}": (layout.campaigns / folder / "evidence" / name).read_bytes()
        for prefix, folder, name in sorted(named)
    }


def public_input(site: PublicSite, layout: Layout | None = None, watch: Watch | None = None) -> SiteInput:
    """Return the public site as staged pages, with cleaned copies of its articles' files.

    The files lie below ``layout``; without it none is copied, and a page that shows one does not build.
    ``watch`` says which telephones and addresses are the office's; without it none is.
    """
    with undrawable():
        charts = public_charts(site)
    files = _article_files(site, layout.public_docs) if layout else {}
    pages = public_pages(site, charts, files)
    return SiteInput(
        audience="public",
        site_name=site.title,
        docs=pages | files | _data_files(site, pages),
        nav=public_nav(site),
        watch=watch or Watch(),
        extra={
            "banner": (*_banner(site.is_sample, site.clock_note), *_unreviewed(site.is_unreviewed)),
            "duties": footer_duties(site),
            "footer": (f"数据日期 {site.as_of}", *_anchored(site.anchor)),
            "elder": ELDER,
            "feed": FEED,
        },
        hosts=frozenset(site.hosts) | FILING_HOSTS | _own_host(site.url),
    )


def _data_files(site: PublicSite, pages: Iterable[str]) -> dict[str, bytes]:
    """Return the files of the public site for programs; a site map only where it can hold addresses."""
    listed = [page_address(path) for path in pages if not path.startswith(ELDER)]  # the same words again
    mapped = {SITEMAP: sitemap(site, listed)} if site.url else {}
    return open_data(site) | {FEED: feed(site)} | mapped


def _own_host(url: str) -> frozenset[str]:
    """Return the host on which the site will stand: feed and site map name it."""
    host = urlsplit(url).hostname
    return frozenset((host,)) if host else frozenset()


def _article_files(site: PublicSite, folder: Path) -> dict[str, bytes]:
    """Return the public copies of all pictures and documents; DataError names those without one."""
    articles = [article for column in site.columns for article in column.articles]
    pictures = {each.path for article in articles for each in article.pictures}
    documents = {each.path for article in articles for each in article.documents}
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted(pictures | documents):
        clean = cleaned_picture if path in pictures else cleaned_document
        try:
            made[path] = clean((folder / path).read_bytes(), path.rpartition(".")[2])
        except Unfit as unfit:
            problems += [
                Problem(path=f"docs/public/{path}", line=1, code="K418", message=f"不能公开：{reason}")
                for reason in unfit.reasons
            ]
    if problems:
        raise DataError(problems)
    return made


def _banner(is_sample: bool, clock_note: str) -> tuple[str, ...]:  # noqa: FBT001 - two facts of one view
    sample = ("示例数据：示例县及所列单位、人员、事件均为虚构",) if is_sample else ()
    return (*sample, clock_note) if clock_note else sample


def _unreviewed(is_unreviewed: bool) -> tuple[str, ...]:  # noqa: FBT001 - a fact of the view
    return ("预览：站名、数字等对外文字还没有审完，不能正式发布",) if is_unreviewed else ()


def _anchored(anchor: str) -> tuple[str, ...]:
    """Return the line by which an inspector compares a page with the anchors he keeps."""
    return (f"发布存证：{anchor}",) if anchor else ()
