"""Nothing internal reaches the public: a canary in every internal text, and none of them comes out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scripts.exports.contracts import from_json, to_json
from scripts.load.kinds import KINDS
from scripts.model.articles import ArticleMeta
from scripts.model.column import Benefit, Place, Question, Township, WordList, WordRule
from scripts.model.dataset import Dataset
from scripts.model.publicity import Publicity
from scripts.model.words import WordGrade
from scripts.sites import public_input
from scripts.views.make_internal import internal_site
from scripts.views.make_public import public_site
from scripts.views.public import PublicSite
from tests.counties import AS_OF, MINI, contracts, edit, mini
from tests.planting import KEPT, Field, Planter, planted, text_fields
from tests.sign_sample import sign

PUBLISHED: Mapping[Field, str] = {
    ("Node", "title"): "the node is named in publicity.yml",
    ("Item", "major_title"): "publicity.yml says majors: 是",
    ("WordList", "hosts"): "a host that public links may lead to",
}
"""Internal fields the public may read, and why."""

PUBLIC_MODELS = (Publicity, ArticleMeta, Benefit, Place, Township, Question)
"""Records written for the public: every field of theirs may be read by it."""


@pytest.fixture(scope="module")
def county_planted() -> tuple[Dataset, Planter]:
    """Return 微县 with a canary in every internal text."""
    return planted(filled(mini()))


def filled(dataset: Dataset) -> Dataset:
    """Return the county with every text of the column's internal tables filled."""
    column = dataset.column
    rule = WordRule(word="错词", use="对词", grade=WordGrade.WARNING, why="规范称谓")
    words = WordList(words=(rule,), phones=("0000-0000001",), emails=("a@b.example",), hosts=("c.example",))
    last = column.reviews[-1].model_copy(update={"note": "已核对来源"})
    return replace(dataset, column=replace(column, words=words, reviews=(*column.reviews, last)))


@pytest.fixture(scope="module")
def spread(county_planted: tuple[Dataset, Planter]) -> tuple[PublicSite, Planter]:
    """Return the public site of a county full of canaries, read back from its JSON."""
    dataset, planter = county_planted
    return from_json(PublicSite, to_json(public_site(dataset, AS_OF, ""))), planter


def leaks(planter: Planter, texts: Iterable[bytes]) -> set[str]:
    """Return the canaries that stand in any of ``texts``."""
    whole = b"\n".join(texts).decode("utf-8", errors="replace")
    return {canary for canary in planter.origins if canary in whole}


def test_every_internal_field_has_its_canary(county_planted: tuple[Dataset, Planter]) -> None:
    """No text field of any internal record is forgotten: 微县 fills each of them, a new one fails here."""
    _, planter = county_planted
    found = {field for origins in planter.origins.values() for field in origins}
    internal = [kind.model for kind in KINDS if kind.model not in PUBLIC_MODELS]
    wanted = {field for model in internal for field in text_fields(model)}
    assert wanted - found == KEPT
    assert ("Page", "body") in found
    assert len(planter.origins) >= 60


def test_canaries_reach_the_internal_site(county_planted: tuple[Dataset, Planter]) -> None:
    """The canaries are alive: nearly all of them are shown to the people they are meant for."""
    dataset, planter = county_planted
    shown = leaks(planter, [to_json(internal_site(dataset, AS_OF, None, "", []))])
    assert len(shown) >= 60


def test_only_what_was_allowed_reaches_public_json(spread: tuple[PublicSite, Planter]) -> None:
    """The published canaries are one node, one major item and one host, each made public; no other."""
    site, planter = spread
    found = leaks(planter, [to_json(site)])
    assert found == {planter.canaries[word] for word in ("初验", "基础工作", "c.example")}
    assert all(planter.origins[canary] & PUBLISHED.keys() for canary in found)


def test_no_public_page_holds_a_canary(spread: tuple[PublicSite, Planter]) -> None:
    """Pages, navigation, banner and footer of the public site say no more than ``public.json``."""
    site, planter = spread
    given = public_input(site)
    around = repr((given.site_name, given.nav, given.extra, sorted(given.docs))).encode()
    found = leaks(planter, [around, *given.docs.values()])
    assert found <= {planter.canaries["初验"], planter.canaries["基础工作"]}


def test_a_leak_would_be_seen(spread: tuple[PublicSite, Planter]) -> None:
    """If somebody copied one internal word into a public field, this test's net would catch it."""
    site, planter = spread
    name = planter.canaries["县财政局"]
    leaky = replace(site, title=f"{site.title}（{name}）")
    assert name in leaks(planter, [to_json(leaky)])
    assert name in leaks(planter, public_input(leaky).docs.values())


def test_unpublished_nodes_majors_and_rates_stay_inside(root: Path) -> None:
    """What ``publicity.yml`` does not name is not in ``public.json``: no node, no major item, no rate."""
    path = root / "data/campaigns/wx-2026/publicity.yml"
    edit(path, "nodes: [C]\n", "")
    edit(path, "show: [销号率, 措施完成率]\n", "")
    edit(path, "majors: 是\n", "")
    text = contracts(root)["public.json"].decode()
    assert '"nodes": []' in text
    assert '"rates": []' in text
    assert '"majors": []' in text
    assert "初验" not in text
    assert "基础工作" not in text


def test_the_future_waits(root: Path) -> None:
    """An article or milestone dated tomorrow is not published today."""
    article = root / "docs/public/news/army-day.md"
    article.write_text(
        "---\ntitle: 建军节\ncolumn: 双拥要闻\ndate: 2026-08-01\nsource: 微县\nauthor: 微县\n"
        "openness: 主动公开\n---\n\n正文。\n",
        encoding="utf-8",
    )
    sign(root)
    before = contracts(root)["public.json"].decode()
    after = contracts(root, date(2026, 8, 1))["public.json"].decode()
    assert "army-day" not in before
    assert "建军节活动" not in before
    assert "army-day" in after
    assert "建军节活动" in after


def test_deductions_and_vetoes_are_no_public_majors() -> None:
    """Only major items of the base standard have a public closing rate; deductions and vetoes have none."""
    text = contracts(MINI)["public.json"].decode()
    assert not re.search("加分扣分|一票否决|扣分", text)
