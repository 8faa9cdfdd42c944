"""The 迎检资料包: everything an inspector carries away of one campaign, from exactly one commit."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scripts.exports.master_index import index_tables
from scripts.exports.pages import SITE, pack_pages
from scripts.exports.relink import relinked
from scripts.exports.workbook import Table, workbook
from scripts.history.git import FOLDERS, Commit, GitError
from scripts.history.mining.mine import History
from scripts.history.proof import seals
from scripts.history.proof.bundle import bundle
from scripts.history.proof.freeze import (
    ANCHORS,
    SEALS,
    SIGNATURE,
    ProofError,
    clean_commit,
    last_anchor,
)
from scripts.history.report.forms import COLUMNS, rows
from scripts.history.report.period import report_on
from scripts.paths import Layout
from scripts.pipeline import Examined, Say, audited, examine, internal_view, mined, public_view, public_watch
from scripts.problems import DataError, Problem
from scripts.publish import SiteInput
from scripts.publish.loose import loose_pages
from scripts.publish.parcel import Parcel, Parcelled, open_parcel
from scripts.publish.release import disk_faults
from scripts.sites import internal_input, public_input
from scripts.views.make_portable import INTERNAL, PUBLIC, internal_pack, pieces_of, public_pack
from scripts.views.portable import PackView, PieceView, ProofsView
from scripts.views.portable_names import portable

HISTORY, INDEX, SOURCES = "history.bundle", "总目录.xlsx", "佐证对照.txt"
_BEGINNING = "0001-01-01"
_TITLE = 60
"""Bytes of the campaign's title in the name of the pack."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to pack: where to, for whom, which campaign ('' = the only one)."""

    out: Path
    level: str
    campaign: str


def pack(layout: Layout, order: Order, as_of: date | None, today: date, say: Say) -> bool:
    """Write the pack and say where it is; return whether it was done. DataError when the data forbid it."""
    try:
        _check_order(layout, order)
        say("核对提交和数据……")
        commit = clean_commit(layout.root)
        examined = _narrowed(examine(layout, as_of, today), order.campaign)
        made = _made(layout, order, examined, commit, say)
    except (ProofError, GitError) as error:
        say(f"没有打包：{error}")
        return False
    say(f"文件夹  {made.folder}")
    say(f"压缩包  {made.archive}（{made.size / 1_000_000:.1f} MB）")
    say(f"sha256  {made.sha256}")
    if order.level == PUBLIC:
        say("公开的材料是按登记的级别装入的，交出去以前请再做一次保密审查。")
    say(f"请把压缩包的 sha256 写在交接单上。{last_anchor(layout.root) or '还没有登记过锚点。'}")
    return True


def _check_order(layout: Layout, order: Order) -> None:
    if order.level not in (INTERNAL, PUBLIC):
        raise ProofError(f"没有“{order.level}”这个级别（应为 {INTERNAL} 或 {PUBLIC}）")
    if any(order.out.is_relative_to(layout.root / folder) for folder in (*FOLDERS, SEALS)):
        raise ProofError(f"资料包不能放在数据里：{order.out}（请用 --out 换一个输出目录）")


def _narrowed(examined: Examined, campaign: str) -> Examined:
    """Return the repository with the one campaign that is packed; it then is the first, at the top."""
    dataset = examined.usable()
    known = {data.campaign.id: data for data in dataset.campaigns}
    if campaign and campaign not in known:
        raise ProofError(f"没有“{campaign}”这个创建活动（应为 {' / '.join(known)}）")
    if not campaign and len(known) > 1:
        raise ProofError(f"有 {len(known)} 个创建活动，请用 --campaign 写明一个（{' / '.join(known)}）")
    chosen = known[campaign or next(iter(known))]
    others = [f"{data.folder}/" for data in dataset.campaigns if data is not chosen]
    return replace(
        examined,
        dataset=replace(dataset, campaigns=(chosen,)),
        findings=[each for each in examined.findings if not each[0].path.startswith(tuple(others))],
    )


def _made(layout: Layout, order: Order, examined: Examined, commit: str, say: Say) -> Parcelled:
    [data] = examined.usable().campaigns
    inner = order.level == INTERNAL
    title = data.campaign.title if inner else f"{PUBLIC}_{data.publicity.campaign}"
    name = f"迎检资料包_{portable(title, _TITLE)}_{examined.clock.as_of}"
    with disk_faults(order.out), open_parcel(order.out, name, say) as parcel:
        fill = _fill_internal if inner else _fill_public
        fill(layout, examined, commit, parcel, say)
        if clean_commit(layout.root) != commit:
            raise ProofError("打包时有人提交了改动，请重新运行")
        say("计算校验值，压缩……")
        return parcel.finish(examined.clock.as_of)


def _fill_internal(layout: Layout, examined: Examined, commit: str, parcel: Parcel, say: Say) -> None:
    pieces, history = pieces_of(examined.usable().campaigns[0]), mined(layout.root, commit)
    site = internal_view(examined, Commit(id=commit, is_dirty=False))
    site = audited(site, layout.root, lambda: history, say)
    proofs = _proofs(layout)
    view = internal_pack(site, pieces, proofs, _strays(examined))
    _add_pages(internal_input(site, layout), view, examined, parcel, say)
    _add_lists(view, _change_table(layout, history, view, site.campaigns[0].id), parcel)
    say("复制佐证材料……")
    _add_evidence(layout, examined, view.pieces, parcel)
    listed = [f"{each.sha256}\t{each.place}\t{each.source}\n" for each in view.pieces if each.place]
    parcel.add({SOURCES: "".join(listed).encode()})
    say("装入全部历史……")
    parcel.add({HISTORY: bundle(layout.root, commit)})
    parcel.add(_anchors(layout) | _seals(layout))


def _fill_public(layout: Layout, examined: Examined, commit: str, parcel: Parcel, say: Say) -> None:
    pieces, site = pieces_of(examined.usable().campaigns[0]), public_view(examined)
    proofs = replace(_proofs(layout), has_seals=False, has_history=False)
    view = public_pack(site, commit, pieces, proofs)
    _add_pages(public_input(site, layout, public_watch(examined)), view, examined, parcel, say)
    _add_lists(view, None, parcel)
    shown = {each.place for each in view.pieces}
    _add_evidence(layout, examined, [each for each in pieces if each.place in shown], parcel)
    parcel.add(_anchors(layout))


def _proofs(layout: Layout) -> ProofsView:
    return ProofsView(
        anchor=last_anchor(layout.root),
        has_anchors=(layout.root / ANCHORS).is_file(),
        has_signature=(layout.root / SIGNATURE).is_file(),
        has_seals=bool(_seals(layout)),
        has_history=True,
    )


def _anchors(layout: Layout) -> dict[str, bytes]:
    """Return the anchors and their signature; :func:`clean_commit` found them unchanged."""
    places = {name: layout.root / name for name in (ANCHORS, SIGNATURE)}
    return {name: path.read_bytes() for name, path in places.items() if path.is_file()}


def _seals(layout: Layout) -> dict[str, bytes]:
    """Return the seals; whatever else was put beside them is not carried away."""
    paths = sorted(path for path in (layout.root / SEALS).glob("*.json") if path.is_file())
    found = {f"{SEALS}/{path.name}": path.read_bytes() for path in paths}
    return {name: content for name, content in found.items() if seals.parse(content)}


def _strays(examined: Examined) -> list[str]:
    [data] = examined.usable().campaigns
    named = {entry.file for record in data.progress.values() for entry in record.evidence}
    return [name for name in data.evidence_files if name not in named]


def _add_pages(site: SiteInput, view: PackView, examined: Examined, parcel: Parcel, say: Say) -> None:
    """Add the site; its links to evidence lead to the one copy in the pack."""
    moved = {_in_site(each): each.place for each in view.pieces if each.place and each.source}
    links = {f"{SITE}/{path}": place for path, place in moved.items()}
    quiet = replace(site, searchable=False)  # the pack has lists of its own instead
    for path, content in loose_pages(quiet, examined.clock.as_of, moved.keys(), say).items():
        name = f"{SITE}/{path}"
        parcel.add({name: relinked(name, content, links) if name.endswith(".html") else content})


def _in_site(piece: PieceView) -> str:
    """Return where the site, which shows one campaign, has a piece's file."""
    return f"evidence/{piece.source.partition('/evidence/')[2]}"


def _add_lists(view: PackView, changes: Table | None, parcel: Parcel) -> None:
    parcel.add({INDEX: workbook(index_tables(view, changes), date.fromisoformat(view.as_of))})
    parcel.add(pack_pages(view))


def _change_table(layout: Layout, history: History, view: PackView, campaign: str) -> Table:
    """Return the campaign's whole change log, as ``changes`` reports it."""
    report = report_on(layout.root, history, _BEGINNING, view.commit)
    report = report._replace(changes=[each for each in report.changes if each[0].campaign in (campaign, "")])
    return Table(title="变更记录", columns=COLUMNS, rows=list(rows(report)), about=view.title)


def _add_evidence(layout: Layout, examined: Examined, pieces: Sequence[PieceView], parcel: Parcel) -> None:
    """Copy each registered file; DataError names every entry whose file is not what it states."""
    problems: list[Problem] = []
    for each in pieces:
        if not each.place:
            continue
        content = (layout.root / each.source).read_bytes()
        if hashlib.sha256(content).hexdigest() == each.sha256:
            parcel.add({each.place: content})
        else:
            problems.append(_mismatch(examined, each))
    if problems:
        raise DataError(problems)


def _mismatch(examined: Examined, piece: PieceView) -> Problem:
    dataset = examined.usable()
    [data] = dataset.campaigns
    path = data.path(f"progress/{piece.item}.yml")
    index = [entry.id for entry in data.progress[piece.item].evidence].index(piece.id)
    message = f"佐证 {piece.id} 的文件与登记的校验值不符，不能装进资料包（豁免也不行）"
    line = dataset.line(path, "evidence", index, "sha256")
    return Problem(path=path, line=line, code="K355", message=message)
