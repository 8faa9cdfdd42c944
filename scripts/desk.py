"""The office's desk for the public column: begin, sign, correct and list its pieces."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from scripts.check.public_words import watch_of
from scripts.column.approval import decided, piece_at
from scripts.column.pieces import Piece, register_of
from scripts.guard.text import findings
from scripts.load.canonical import csv_text
from scripts.load.drafts import corrected, new_article
from scripts.model.articles import Correction
from scripts.model.column import Review
from scripts.model.dataset import Dataset
from scripts.model.words import BLANK, Column, ReviewResult, ReviewStep
from scripts.paths import Layout
from scripts.pipeline import Examined, examine
from scripts.problems import DataError, Problem
from scripts.publish.tree import write_file
from scripts.views.make_desk import desk

Say = Callable[[str], None]
Day = tuple[date | None, date]
"""The day a user named, if any, and the day it is: what is done is dated by the clock of the data."""
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What somebody decides of a piece: the step, his name; ``back`` is why it is sent back."""

    step: str
    by: str
    back: str = ""


def approve(layout: Layout, path: str, signature: Signature, day: Day, say: Say) -> None:
    """Append one decision on the piece at ``path`` to the reviews; DataError says why not."""
    examined = examine(layout, *day)
    dataset, on = _readable(examined), examined.clock.as_of
    piece = piece_at(dataset, path, on)
    if faults := [each for each in examined.errors if each.path == piece.path or _unread(layout, each)]:
        raise DataError(faults)
    back = signature.back.strip()
    row = Review(
        path=piece.path,
        step=_step(signature.step),
        result=ReviewResult.RETURNED if back else ReviewResult.PASSED,
        by=signature.by.strip(),
        on=on,
        digest=piece.digest,
        note=back or None,
    )
    rows = (*dataset.column.reviews, decided(register_of(dataset), piece, row))
    write_file(layout.reviews, csv_text(Review, rows).encode())
    told = f"《{piece.title}》{row.step.value}{row.result.value}（{row.by}，{on}）"
    say(f"已记入 {layout.relative(layout.reviews)}：{told}")
    say(_outlook(piece_at(_readable(examine(layout, *day)), piece.path, on)))


def _unread(layout: Layout, problem: Problem) -> bool:
    """Whether a row of the reviews could not be read: writing them anew would lose it."""
    return problem.path == layout.relative(layout.reviews) and not problem.code.startswith("K")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An article to begin: its column's folder, its file name without ``.md``, its title."""

    column: str
    slug: str
    title: str


def new(layout: Layout, draft: Draft, day: Day, say: Say) -> None:
    """Write the file of a new article with the fields its column asks for; DataError says why not."""
    columns = {column.slug: column for column in Column}
    if draft.column not in columns:
        names = "、".join(f"{slug}（{column.value}）" for slug, column in columns.items())
        raise _refused("K403", f"没有“{draft.column}”这个栏目（应为 {names} 之一）")
    if not _SLUG.fullmatch(draft.slug):
        raise _refused("K403", f"文件名“{draft.slug}”不合要求（应为小写英文、数字和短横线，如 open-day）")
    if not draft.title.strip():
        raise _refused("K403", "没有写标题（应写 --title 标题）")
    path = layout.public_docs / draft.column / f"{draft.slug}.md"
    shown = layout.relative(path)
    if path.exists():
        raise _refused("K403", f"{shown} 已经有了（应换一个文件名）")
    on = examine(layout, *day).clock.as_of
    write_file(path, new_article(columns[draft.column], draft.title.strip(), on).encode())
    say(f"已写入 {shown}")
    say(f"下一步：1. 打开它，填好“{BLANK}”的地方，写正文；2. python3 tasks.py check；")
    say(f"3. 四个人依次签字：python3 tasks.py approve {shown} --step 初审 --by 姓名")
    say("   （接着复审、保密审查、终审）；")
    say("4. python3 tasks.py build，到发布日期自动出现在公开站。")


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a published article said wrongly, what it is to say, why."""

    was: str
    now: str
    why: str


def correct(layout: Layout, path: str, change: Change, day: Day, say: Say) -> None:
    """Correct a piece and record the old text in it; its reviews are void from now on."""
    examined = examine(layout, *day)
    dataset, on = _readable(examined), examined.clock.as_of
    piece = piece_at(dataset, path, on)
    if piece.page is None:
        raise _refused("K404", f"{piece.path} 不是文章（表格请直接改，再重新送审）")
    if not (change.was and change.now and change.why):
        raise _refused("K404", "更正要写全：--was 原文 --now 更正为 --why 原因")
    if not piece.standing.is_approved and piece.standing.earlier is None:
        raise _refused("K404", f"《{piece.title}》还没有审定过，不用更正（请直接改正文）")
    if found := findings(f"{change.was}\n\n{change.now}", watch_of(dataset)):
        remedy = "更正说明也要公开：请直接从正文删去，重新送审"
        raise _refused("K404", f"更正里有{found[0].message}；{remedy}")
    try:
        made = Correction(on=on, was=change.was, now=change.now, why=change.why)
        text = corrected(piece.page, made)
    except ValueError as error:
        raise _refused("K404", _plain(error)) from None
    write_file(layout.root / piece.path, text.encode())
    say(f"已更正 {piece.path}，原文记在页首 corrections 里。原来的审核不再有效，请重新送审四步。")


def listing(layout: Layout, day: Day, say: Say) -> None:
    """Print what waits for whom, and what grows stale."""
    examined = examine(layout, *day)
    shown = desk(_readable(examined), examined.clock.as_of)
    say(f"等待审核 {len(shown.waiting)} 篇（{examined.clock.as_of}）")
    for each in shown.waiting:
        waited = f"已等 {each.days} 天" if each.days is not None else "等候天数不详"
        say(f"  {each.state}　等{each.next_steps[0]}　{waited}　《{each.title}》{each.path}")
    say(f"更新预警 {len(shown.notices)} 条")
    for notice in shown.notices:
        say(f"  {notice.kind}　{notice.message}")
    say(f"未到发布日 {len(shown.coming)} 篇，已发布 {len(shown.published)} 篇，已撤下 {len(shown.gone)} 篇")


def _plain(error: ValueError) -> str:
    """Return the sentence of an error, also of a record that refuses a text."""
    if isinstance(error, ValidationError):
        return "；".join(each["msg"] for each in error.errors())
    return str(error)


def _outlook(piece: Piece) -> str:
    """Return what is still missing for a piece."""
    missing = "、".join(step.value for step in piece.standing.missing)
    return f"还差：{missing}" if missing else f"四步齐全，现在的状态：{piece.state.value}"


def _readable(examined: Examined) -> Dataset:
    if examined.dataset is None:
        raise DataError(examined.errors)
    return examined.dataset


def _step(word: str) -> ReviewStep:
    try:
        return ReviewStep(word)
    except ValueError:
        raise _refused("K402", f"没有“{word}”这一步（应为 {' / '.join(ReviewStep)}）") from None


def _refused(code: str, message: str) -> DataError:
    return DataError([Problem(path="", line=1, code=code, message=message)])
