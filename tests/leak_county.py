"""The sample county with secrets in every internal place, as the leak tests publish it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.exports.contracts import from_json, to_json
from scripts.model.dataset import Dataset
from scripts.paths import Layout
from scripts.pipeline import examine, public_watch
from scripts.publish import publish
from scripts.sites import public_input
from scripts.views.make_public import public_site
from scripts.views.public import PublicSite
from tests import hidden_extras as extras
from tests.counties import ROOT, copy_county, loaded
from tests.finished_sites import files_of
from tests.planting import Field, Planter, planted
from tests.sign_sample import sign
from tests.small_sites import internal_site

AS_OF = date(2026, 7, 20)
PICTURE = "secretmakerofthepicture"
"""The one secret that lies in a file beside a text, and not in a record."""


def _front(title: str, column: str, day: str, openness: str = "主动公开") -> str:
    named = f"title: {title}\ncolumn: {column}\nsource: {title}来源\nauthor: {title}作者\n"
    return f"{named}date: {day}\nopenness: {openness}\n"


_NEWS, _PEOPLE, _NOTICES = "双拥要闻", "典型人物", "公示公告"
_ARTICLES: Mapping[str, tuple[str, str]] = {
    "news/not-signed.md": (_front("没有签完的稿件", _NEWS, "2026-07-01"), "没签的正文。"),
    "news/expired.md": (
        _front("过了期的稿件", _NEWS, "2026-03-01") + "expires: 2026-04-01\n",
        "过期的正文。",
    ),
    "notices/future.md": (_front("明天的稿件", _NOTICES, "2026-07-21"), "明天的正文。"),
    "people/baker.md": (
        _front("面包店的灯", _PEOPLE, "2026-07-01")
        + "order: 第三\nconsent: {on: 2026-06-20, kept: 县双拥办三号柜}\n"
        "corrections:\n  - {on: 2026-07-02, was: 十年, now: 十二年, why: 采访记录有误}\n"
        "pictures:\n  - {file: lamp.jpg, credit: 示例县融媒体中心, licence: 自有}\n",
        "面包店十二年为战士留灯。\n\n![面包店门口的一盏灯](lamp.jpg)",
    ),
}
_WAIVER = "K305,data/campaigns/sl-2026/progress/1.01.yml,等候原件,示例县双拥办,2026-12-31\n"
UNSIGNED = frozenset({"docs/public/news/not-signed.md"})


@dataclass(frozen=True, kw_only=True)
class Leakproof:
    """A published site of the planted county: its files, what was said, where each secret came from."""

    files: Mapping[str, bytes]
    said: str
    root: Path
    planter: Planter
    county: Dataset


def hidden_county(root: Path) -> Dataset:
    """Return the sample county, copied to ``root``, with some articles that are not for today's public."""
    copy_county(ROOT, root)
    for name, (front, body) in _ARTICLES.items():
        path = root / "docs/public" / name
        path.write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8")
    (root / "docs/public/people/lamp.jpg").write_bytes(extras.with_exif(PICTURE))
    with (root / "data/waivers.csv").open("a", encoding="utf-8") as file:
        file.write(_WAIVER)
    sign(root, UNSIGNED)
    return loaded(root)


def leakproof(folder: Path) -> Leakproof:
    """Publish the planted county's public site, through all gates, beside a small internal one."""
    layout = Layout.at(folder / "county")
    whole = hidden_county(layout.root)
    county, planter = planted(whole, AS_OF)
    site = from_json(PublicSite, to_json(public_site(county, AS_OF, "演示日期")))
    said: list[str] = []
    done = publish(
        folder / "out",
        public=public_input(site, layout, public_watch(examine(layout, AS_OF, AS_OF))),
        internal=internal_site(),
        files={"public.json": to_json(site), "internal.json": b"{}\n"},
        commit="c0ffee",
        as_of=AS_OF,
        say=said.append,
    )
    files = {**files_of(done.public), "public.json": to_json(site)}
    return Leakproof(files=files, said="\n".join(said), root=done.public, planter=planter, county=county)


def by_record(planter: Planter) -> Mapping[str, int]:
    """Return how many canaries each kind of record holds, most first."""
    counted: dict[str, int] = {}
    for origins in planter.origins.values():
        for kind in {kind for kind, _ in origins}:
            counted[kind] = counted.get(kind, 0) + 1
    return dict(sorted(counted.items(), key=lambda pair: -pair[1]))


def fields_of(planter: Planter) -> set[Field]:
    """Return every field that holds a canary."""
    return {field for origins in planter.origins.values() for field in origins}
