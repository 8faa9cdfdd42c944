"""What an item still lacks to be closed, in words; pure."""

from collections.abc import Iterator

from scripts.pages.advice import next_step
from scripts.views.internal import ItemView, MissingView

_OVER = ("已销号", "不适用")


def missing_of(item: ItemView, office: str) -> tuple[str, ...]:
    """Return who must do what next, then all that is open; nothing for an item that is settled."""
    if item.state in _OVER:
        return ()
    advice = next_step(item, office)
    return (f"下一步 {advice.who}：{advice.what}", *_steps(item), *_pieces(item), *_parts(item))


def _steps(item: ItemView) -> Iterator[str]:
    for step in item.steps:
        if step.done is None:
            late = "，已逾期" if step.is_late else ""
            yield f"措施 {step.id}《{step.title}》未完成（{step.unit}，{step.due} 到期{late}）"


def _pieces(item: ItemView) -> Iterator[str]:
    for piece in item.missing:
        yield f"缺佐证 {piece.piece}{_when(piece)}"


def _when(piece: MissingView) -> str:
    words = [f"{piece.year}年"] if piece.year else []
    words += [] if piece.is_due else ["还没到时候"]
    return f"（{'，'.join(words)}）" if words else ""


def _parts(item: ItemView) -> Iterator[str]:
    for part in item.parts:
        if part.missing:
            more = "" if "可再得" in part.missing else f"（可再得 {part.gain} 分）"
            yield f"计分“{part.title}”：{part.missing}{more}"
