"""Records and the internal view of a campaign to what an inspector carries away."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from scripts.model.dataset import CampaignData
from scripts.model.progress import Evidence
from scripts.model.standard import Item
from scripts.model.words import Level
from scripts.views.internal import CampaignView, InternalSite, ItemView
from scripts.views.portable import BoxView, GapView, PackView, PieceView, PortableItem, ProofsView
from scripts.views.portable_names import ITEM, MAJOR, file_name, portable, unique
from scripts.views.public import PublicSite

EVIDENCE = "佐证材料"
"""The folder of a pack that holds the evidence files."""
PUBLIC, INTERNAL, PAPER = (level.value for level in (Level.PUBLIC, Level.INTERNAL, Level.PAPER))
"""Levels of an entry; a pack has one of the first two."""


def pieces_of(data: CampaignData) -> list[PieceView]:
    """Return every entry of the register with its place in the pack: by item, year, piece."""
    listed = [
        (item, entry)
        for item in sorted(data.items, key=lambda each: each.order)
        for record in [data.progress.get(item.item_id)]
        for entry in sorted(
            record.evidence if record else (), key=lambda each: (each.year or 0, each.piece, each.id)
        )
    ]
    places = unique(_place(item, entry) for item, entry in listed if entry.file)
    return [_piece(data, item, entry, next(places) if entry.file else "") for item, entry in listed]


def _place(item: Item, entry: Evidence) -> str:
    year = f"{entry.year}年" if entry.year else "不分年度"
    major = portable(f"{item.major_no:02d} {item.major_title}", MAJOR)
    ending = PurePosixPath(entry.file or "").suffix.removeprefix(".")
    name = file_name(f"{entry.id} {entry.title}", ending)
    return f"{EVIDENCE}/{major}/{portable(f'{item.item_id} {item.title}', ITEM)}/{year}/{name}"


def _piece(data: CampaignData, item: Item, entry: Evidence, place: str) -> PieceView:
    return PieceView(
        major=item.major_no,
        major_title=item.major_title,
        item=item.item_id,
        item_title=item.title,
        id=entry.id,
        piece=entry.piece,
        year=entry.year,
        title=entry.title,
        number=entry.number or "",
        level=entry.level.value,
        box=entry.box or "",
        page=entry.page or "",
        place=place,
        source=data.path(f"evidence/{entry.file}") if entry.file else "",
        sha256=entry.sha256 or "",
    )


def internal_pack(
    site: InternalSite, pieces: Sequence[PieceView], proofs: ProofsView, strays: Sequence[str]
) -> PackView:
    """Return the pack of the site's only campaign; ``strays`` are files that no entry names."""
    [campaign] = site.campaigns
    return PackView(
        title=campaign.title,
        county=campaign.county,
        level=INTERNAL,
        as_of=site.as_of,
        clock_note=site.clock_note,
        commit=site.commit or "",
        is_sample=site.is_sample,
        items=tuple(_item(item) for item in campaign.items),
        pieces=tuple(pieces),
        boxes=_boxes(pieces),
        gaps=tuple(_gaps(campaign)),
        left_out=tuple(_no_files(pieces, strays)),
        proofs=proofs,
    )


def public_pack(site: PublicSite, commit: str, pieces: Sequence[PieceView], proofs: ProofsView) -> PackView:
    """Return the pack for anybody: entries of level 公开, without where their paper lies."""
    inner = {each.sha256 for each in pieces if each.level != PUBLIC and each.place}
    listed = [each for each in pieces if each.level == PUBLIC]
    shown = [replace(each, place="", sha256="") if each.sha256 in inner else each for each in listed]
    return PackView(
        title=site.campaigns[0].title,
        county=site.organiser,
        level=PUBLIC,
        as_of=site.as_of,
        clock_note=site.clock_note,
        commit=commit,
        is_sample=site.is_sample,
        items=(),
        pieces=tuple(replace(each, box="", page="", source="") for each in shown),
        boxes=(),
        gaps=(),
        left_out=tuple(_not_public(pieces, withheld=sum(each.sha256 in inner for each in listed))),
        proofs=proofs,
    )


def _no_files(pieces: Sequence[PieceView], strays: Sequence[str]) -> Iterator[str]:
    paper = sum(each.level == PAPER for each in pieces)
    bare = sum(not each.place and each.level != PAPER for each in pieces)
    if paper:
        yield f"纸质材料 {paper} 条：没有电子件，按盒号和页码查原件。"
    if bare:
        yield f"登记了但没有电子件的材料 {bare} 条：只列入目录，按盒号和页码查原件。"
    if strays:
        yield f"没有登记的文件 {len(strays)} 个：没有装入。"


def _not_public(pieces: Sequence[PieceView], *, withheld: int) -> Iterator[str]:
    for level in (Level.INTERNAL.value, Level.PAPER.value):
        listed = [each for each in pieces if each.level == level]
        files = sum(bool(each.place) for each in listed)
        if listed:
            yield f"{level}材料 {len(listed)} 条（电子件 {files} 个）：目录和文件都没有装入。"
    if withheld:
        yield f"同一份文件又登记为内部的公开材料 {withheld} 条：只列入目录，文件没有装入。"
    yield "内部进展网页、小项得分、缺项、盒目录和变更记录：没有装入，网页是公开专栏站。"
    yield "数据的全部历史（history.bundle）和封存记录：含内部数据，没有装入，只附锚点。"


def _item(item: ItemView) -> PortableItem:
    return PortableItem(
        major=item.major,
        major_title=item.major_title,
        id=item.id,
        title=item.title,
        kind=item.kind,
        lead=item.lead,
        support=item.support,
        max=item.scores.max,
        self_=item.scores.self_,
        verified=item.scores.verified if item.is_verified else None,
        state=item.veto.state if item.veto else item.state,
        light=item.light,
        pieces=len(item.evidence),
        asked=len(item.slots),
        filled=sum(slot.state == "齐" for slot in item.slots),
        boxes=tuple(sorted({each.box for each in item.evidence if each.box}, key=_box_order)),
    )


def _boxes(pieces: Sequence[PieceView]) -> tuple[BoxView, ...]:
    """Return the boxes by number, each with its pieces by page; pieces without a page come last."""
    boxes = sorted({each.box for each in pieces if each.box}, key=_box_order)
    return tuple(
        BoxView(box=box, pieces=tuple(sorted((p for p in pieces if p.box == box), key=_page_order)))
        for box in boxes
    )


def _box_order(box: str) -> tuple[int, ...]:
    return tuple(int(part) for part in box.split("-"))


def _page_order(piece: PieceView) -> tuple[bool, tuple[int, ...], int, tuple[int, ...], str]:
    item = tuple(int(part) for part in piece.item.split("."))
    return not piece.page, tuple(int(n) for n in piece.page.split("-") if n), piece.major, item, piece.id


def _gaps(campaign: CampaignView) -> Iterator[GapView]:
    for item in campaign.items:
        for each in item.missing:
            yield GapView(
                major=item.major,
                major_title=item.major_title,
                item=item.id,
                item_title=item.title,
                piece=each.piece,
                year=each.year,
                lead=item.lead,
                is_due=each.is_due,
            )
