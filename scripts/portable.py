"""One site for a USB stick: a folder and its zip that open from the disk, with search."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.exports.pages import FIRST, SITE
from scripts.exports.stick import Stick, stick_files
from scripts.history.git import head
from scripts.paths import Layout
from scripts.pipeline import (
    Examined,
    Say,
    audited,
    examine,
    fit_for_release,
    internal_view,
    mined,
    public_view,
    public_watch,
    sound,
)
from scripts.publish import INTERNAL, PUBLIC, SiteInput
from scripts.publish.loose import loose_pages
from scripts.publish.parcel import Parcelled, open_parcel
from scripts.publish.release import disk_faults
from scripts.sites import internal_input, public_input
from scripts.views.internal import InternalSite
from scripts.views.portable_names import portable
from scripts.views.public import PublicSite

FOLDER = "portable"
"""Where in the build folder a stick is prepared when no ``--out`` is given."""
_TITLE = 60
"""Bytes of the site's title in the name of the folder."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What to carry: the site of which audience, where to (None = the build folder), for real or to try."""

    audience: str
    out: Path | None
    release: bool


def carry(layout: Layout, load: Load, as_of: date | None, today: date, say: Say) -> None:
    """Write one site as folder and zip and say where they are; DataError when the data forbid it."""
    say("读取并核对数据")
    examined = (fit_for_release if load.release else sound)(examine(layout, as_of, today))
    made = _carried(examined, load.audience, load.out or layout.build / FOLDER, say)
    say(f"文件夹  {made.folder}")
    say(f"压缩包  {made.archive}（{made.size / 1_000_000:.1f} MB）")
    say(f"sha256  {made.sha256}")
    whom = "内部资料，交给谁要登记，不得外传。" if load.audience == INTERNAL else "内容与公开站相同。"
    say(f"拷到 U 盘后双击“{FIRST}”，不用联网，站内搜索也能用。{whom}")


def _carried(examined: Examined, audience: str, out: Path, say: Say) -> Parcelled:
    day = examined.clock.as_of
    view, site = _site(examined, audience, say)
    name = f"{portable(site.site_name, _TITLE)}_{day}"
    with disk_faults(out), open_parcel(out, name, say) as parcel:
        pages = loose_pages(site, day, (), say)
        parcel.add({f"{SITE}/{path}": content for path, content in pages.items()})
        parcel.add(stick_files(_stick(view, site)))
        say("计算校验值，压缩……")
        return parcel.finish(day)


def _site(examined: Examined, audience: str, say: Say) -> tuple[PublicSite | InternalSite, SiteInput]:
    if audience == PUBLIC:
        public = public_view(examined)
        return public, public_input(public, examined.layout, public_watch(examined))
    layout, commit = examined.layout, head(examined.layout.root)
    last = commit.id if commit else ""
    view = audited(internal_view(examined, commit), layout.root, lambda: mined(layout.root, last), say)
    return view, internal_input(view, layout)


def _stick(view: PublicSite | InternalSite, site: SiteInput) -> Stick:
    return Stick(
        title=site.site_name,
        as_of=view.as_of,
        clock_note=view.clock_note,
        is_sample=view.is_sample,
        is_internal=site.audience == INTERNAL,
        pages=len(site.pages),
    )
