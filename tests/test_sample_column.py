"""The sample's public column: useful as it stands, honest in its reviews, grown in the demo as reviewed."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from scripts.column.pieces import PieceState, pieces
from scripts.model.dataset import Dataset
from scripts.model.words import Column, UnitKind
from scripts.sample.column import REVIEWS, article_versions, publicity_versions
from scripts.sample.commits import Planned
from scripts.sample.flow import planned
from scripts.sample.frame import FOLDER, read_frame
from scripts.sample.world import SEED, read_world
from tests.counties import AS_OF, ROOT, copy_county, loaded
from tests.sign_sample import sign
from tests.test_demo import states

BANK = "docs/public/benefits/bank.md"
PERSONS = {
    "现役军人", "军人家属", "烈士遗属", "因公牺牲军人遗属", "病故军人遗属", "退役军人", "残疾军人",
}  # fmt: skip
PHONE = "0000-0000000"


@pytest.fixture(scope="module")
def sample() -> Dataset:
    """Return the sample county."""
    return loaded(ROOT)


@pytest.fixture(scope="module")
def plan() -> list[Planned]:
    """Return the commits of the default demo."""
    return planned(read_frame(ROOT, read_world(ROOT / FOLDER, SEED)))


def evening(plan: list[Planned], root: Path, day: date) -> dict[str, str]:
    """Return the state of every piece of the demo on the evening of a day, by path."""
    for _ in states([each for each in plan if each.at.date() <= day], root):
        pass
    return {piece.path: piece.state for piece in pieces(loaded(root), day)}


def test_every_column_has_something_to_read(sample: Dataset) -> None:
    """Each of the twelve columns shows at least two articles, and the news are of the last two weeks."""
    shown = [
        piece.page
        for piece in pieces(sample, AS_OF)
        if piece.state is PieceState.PUBLISHED and piece.page and not piece.page.is_index
    ]
    counts = Counter(page.folder for page in shown)
    assert {column.slug for column in Column if counts[column.slug] >= 2} == {each.slug for each in Column}
    assert len(shown) >= 30
    news = sorted(page.meta.date for page in shown if page.folder == "news" and page.meta.date)
    assert (AS_OF - news[-1]).days < 14
    assert len(news) >= 4


def test_a_soldiers_family_finds_preferences_in_every_field(sample: Dataset) -> None:
    """Whoever asks for a soldier's family finds something in each field, and schools by everyday words."""
    listed = sample.column.benefits
    theirs = [each for each in listed if "军人家属" in each.who]

    assert {each.field for each in theirs} == {each.field for each in listed}
    for word in ("入学", "转学", "上学", "孩子", "子女"):
        assert [each.id for each in theirs if word in each.title], word


def test_the_queue_has_every_kind_of_case(sample: Dataset) -> None:
    """The office that tries the sample finds a piece in each state but the one that must not be there."""
    found = {piece.state for piece in pieces(sample, AS_OF)}
    assert found == set(PieceState) - {PieceState.CLOSED}


def test_the_reviews_are_those_of_the_present_texts(tmp_path: Path) -> None:
    """Whoever changes a text of the sample signs it again: signing anew gives the very same table."""
    copy = copy_county(ROOT, tmp_path / "county")
    sign(copy)
    assert (copy / REVIEWS).read_bytes() == (ROOT / REVIEWS).read_bytes()


def test_preferences_and_places_fit_the_county(sample: Dataset) -> None:
    """A filter by person knows seven kinds, every phone is the made-up one, every township has its box."""
    column = sample.column
    assert {who for each in column.benefits for who in each.who} == PERSONS
    assert len(column.benefits) >= 36
    assert len({each.field for each in column.benefits}) >= 9
    assert {each.phone for each in column.benefits} | {each.phone for each in column.places} == {PHONE}
    townships = {unit.name for unit in sample.units if unit.kind is UnitKind.TOWNSHIP}
    assert {each.name for each in column.townships} == townships
    assert {each.township for each in column.places} == townships


def test_the_demo_publishes_as_it_was_reviewed(plan: list[Planned], tmp_path: Path) -> None:
    """On the evening of any day all that lies in the column is published, save what was waiting then."""
    days = [date(2026, 3, 4), date(2026, 4, 10), date(2026, 5, 15), date(2026, 6, 28), date(2026, 7, 17)]
    found = [evening(plan, tmp_path / day.isoformat(), day) for day in days]
    waiting = [{path: state for path, state in each.items() if state != "已发布"} for each in found]
    assert sorted(len(each) for each in found) == [len(each) for each in found]
    assert waiting[:2] == [{}, {}]
    assert waiting[2:4] == [
        {"docs/public/benefits/spring-tour.md": "已到期"},
        {"docs/public/benefits/spring-tour.md": "已到期"},
    ]
    assert set(waiting[4].values()) == {"待审", "审后有改动", "退回修改", "未到发布日", "已到期"}


def test_the_demo_signs_nothing_before_its_day(plan: list[Planned], tmp_path: Path) -> None:
    """No state of the demo holds a decision of a later day, and the table only grows at its end."""
    before = ""
    for each in states(plan, tmp_path):
        text = (tmp_path / REVIEWS).read_text(encoding="utf-8")
        if text != before:
            assert text.startswith(before)
            last = max((row["on"] for row in csv.DictReader(text.splitlines())), default="")
            assert last <= each.at.date().isoformat()
            before = text
    assert before == (ROOT / REVIEWS).read_text(encoding="utf-8")


def test_the_demo_shows_a_correction(plan: list[Planned], tmp_path: Path) -> None:
    """The wrong sum stood there for six days; the commit that mends it says why and carries its reviews."""
    texts: dict[date, str] = {}
    for each in states(plan, tmp_path):
        if BANK in each.files:
            texts[each.at.date()] = each.files[BANK].decode()
            mended = each
    assert sorted(texts) == [date(2026, 5, 13), date(2026, 5, 19)]
    assert "50万元" in texts[date(2026, 5, 13)]
    assert "corrections" not in texts[date(2026, 5, 13)]
    assert "最高额度30万元，" in texts[date(2026, 5, 19)]
    assert REVIEWS in mended.files
    assert mended.message.endswith("更正原因：把合伙创业的额度误写成个人额度")


def test_a_file_comes_with_its_article(plan: list[Planned]) -> None:
    """A document for download lies in the commit of the article that offers it, and in no earlier one."""
    paper, text = "docs/public/services/plaque-notice.pdf", "docs/public/services/plaque.md"
    [*_, first] = [each for each in reversed(plan) if paper in each.files]
    assert text in first.files
    assert not [each for each in plan if each.at < first.at and text in each.files]


def test_earlier_texts_follow_from_the_last_one() -> None:
    """Two corrections give three texts; a file of public words has one text for each of its events."""
    last = (
        "---\ntitle: 甲\ncorrections:\n"
        "  - {on: 2026-05-02, was: 一元, now: 二元, why: 看错}\n"
        "  - {on: 2026-05-09, was: 周一, now: 周二, why: 改期}\n"
        "---\n\n收二元，周二开门。\n"
    )
    found = article_versions(last.encode(), "2026-05-01")
    assert [day for day, _ in found] == ["2026-05-01", "2026-05-02", "2026-05-09"]
    assert [text.decode().split("\n\n")[1] for _, text in found] == [
        "收一元，周一开门。\n",
        "收二元，周一开门。\n",
        "收二元，周二开门。\n",
    ]
    assert found[0][1].decode().startswith("---\ntitle: 甲\n---\n")
    words = "milestones:\n  - {on: 2026-05-01, title: 甲}\n  - {on: 2026-05-03, title: 乙}\nfigures: []\n"
    known = publicity_versions(words.encode())
    assert [(day, text.count(b"- {on")) for day, text in known] == [("", 1), ("2026-05-03", 2)]


def test_an_article_without_reviews_comes_when_it_was_drafted(plan: list[Planned]) -> None:
    """What waits for its first reader has lain there since its author handed it in."""
    path = "docs/public/education/reading.md"
    [first, *_] = [each for each in plan if path in each.files]
    assert first.at.date() == date(2026, 7, 17)
