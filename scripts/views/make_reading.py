"""What stands around the text of an article and is signed with it: its head, pictures, files, corrections."""

import re
from collections.abc import Iterator, Sequence

from scripts.column.pieces import Piece, PieceState
from scripts.model.articles import ArticleMeta, Picture
from scripts.model.column import Review
from scripts.views.desk import FactView, SignedView

_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\((?P<file>[^()\s]*)")


def facts(piece: Piece) -> tuple[FactView, ...]:
    """Return what the public will read beside the text, and what allows its pictures and persons."""
    if piece.page is None:
        return ()
    meta = piece.page.meta
    alts = {found["file"]: found["alt"] for found in _IMAGE.finditer(piece.page.body)}
    return tuple(
        FactView(label=label, text=text)
        for label, text in (*_head(meta), *_pictures(meta, alts), *_rest(meta))
        if text
    )


def _head(meta: ArticleMeta) -> Iterator[tuple[str, str]]:
    yield "来源", meta.source or ""
    yield "作者", meta.author or ""
    yield "文号", meta.number or ""
    yield "公开属性", meta.openness.value if meta.openness else ""
    yield (
        "公示期",
        f"{meta.begins or '即日'} 至 {meta.ends or '另行通知'}" if meta.begins or meta.ends else "",
    )
    yield "解读的政策", meta.explains or ""
    yield "到期日", meta.expires.isoformat() if meta.expires else ""


def _pictures(meta: ArticleMeta, alts: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from (("图片", _picture(each, alts.get(each.file, ""))) for each in meta.pictures)


def _picture(picture: Picture, alt: str) -> str:
    told = f"“{alt}”" if alt else "没有写"
    return f"{picture.file}：{picture.credit}（{picture.licence}），替代文字{told}"


def _rest(meta: ArticleMeta) -> Iterator[tuple[str, str]]:
    yield from (("附件", f"{each.file}：{each.title}") for each in meta.documents)
    for each in meta.corrections:
        yield "更正", f"{each.on}，原文“{each.was}”，更正为“{each.now}”（原因不公开：{each.why}）"
    if meta.consent:
        yield "本人书面同意", f"{meta.consent.on} 签字，存放处（不公开）：{meta.consent.kept}"


def void(piece: Piece, reviews: Sequence[Review]) -> tuple[SignedView, ...]:
    """Return the decisions on the last text that was signed, when they no longer hold."""
    last = piece.standing.last
    if piece.state is not PieceState.CHANGED or last is None:
        return ()
    return tuple(
        SignedView(step=f"{each.step.value}{each.result.value}", by=each.by, on=each.on.isoformat())
        for each in reviews
        if each.path == piece.path and each.digest == last.digest and each.on <= last.on
    )
