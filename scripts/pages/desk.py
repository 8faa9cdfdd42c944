"""专栏审核: the public column as the office works on it."""

from collections.abc import Iterator

from scripts.pages.sheet import WIDE, Heading, Prose, Sheet, block
from scripts.views.desk import DeskView, PieceView

PATH = "desk.html"


def desk_pages(desk: DeskView) -> Iterator[Sheet]:
    """The desk, and one page for each article that waits."""
    yield _overview(desk)
    for piece in desk.waiting:
        if piece.address:
            yield _reading(piece)


def _reading(piece: PieceView) -> Sheet:
    """An article as a reviewer reads it before signing."""
    return Sheet(
        piece.address,
        piece.title,
        (
            Heading(piece.title, 1),
            block("desk/reading.html", piece=piece, desk=PATH),
            Heading("正文"),
            Prose(piece.body),
        ),
        WIDE,
    )


def _overview(desk: DeskView) -> Sheet:
    """What waits and for whom, what to mend, what comes, what is out, what was corrected."""
    return Sheet(
        PATH,
        "专栏审核",
        (
            Heading("专栏审核", 1),
            block("desk/head.html", desk=desk),
            Heading("等待审核"),
            block("desk/waiting.html", pieces=desk.waiting),
            Heading("更新预警"),
            block("desk/notices.html", notices=desk.notices),
            Heading("未到发布日"),
            block("desk/pieces.html", pieces=desk.coming, label="未到发布日", nothing="没有等着发布的稿件。"),
            Heading("已发布"),
            block("desk/pieces.html", pieces=desk.published, label="已发布", nothing="还没有发布任何稿件。"),
            Heading("已撤下"),
            block("desk/pieces.html", pieces=desk.gone, label="已撤下", nothing="没有撤下的稿件。"),
            Heading("更正记录"),
            block("desk/corrections.html", corrections=desk.corrections),
        ),
        WIDE,
    )
