"""Troops and their strength, as ordinary wording gives them away."""
# ruff: noqa: E501 - a list of texts stands on one line

import pytest

from scripts.guard.watch import Kind
from tests.test_guard_text import told

TROOPS = (
    "某部32145", "32145（部队）", "32145“部队”", "32145部隊", "32145部（队）", "幺两三四五部队", "三二幺洞拐部队", "第112师", "第112师驻我县",
    "第82军", "第八十二军。", "驻我县的112旅", "某部三二幺洞拐", "中国人民解放军32145",
)  # fmt: skip


@pytest.mark.parametrize("text", TROOPS)
def test_a_unit_is_found_however_it_is_named(text: str) -> None:
    """By its number, by the words of radio operators, in brackets, in old characters, without any word of troops."""
    assert [kind for kind, _ in told(text)] == [Kind.TROOP.value]


STRENGTHS = (
    "300名驻县官兵", "300名驻军官兵", "400名现役战士", "一千二百余官兵", "1200官兵", "部队共1200人", "官兵总数为1200", "官兵人数1200", "驻军约500人",
    "服役官兵（1200人）", "官兵 一千多人", "一个营500多人", "驻有一个营，约五百人", "两个连约二百四十人", "1.2万名官兵", "1,200名官兵", "千余名官兵",
)  # fmt: skip


@pytest.mark.parametrize("text", STRENGTHS)
def test_the_strength_of_troops_is_found_however_it_is_told(text: str) -> None:
    """With or without a measure word, before or after the word for soldiers, by battalions, in figures or characters."""
    assert [kind for kind, _ in told(text)] == [Kind.STRENGTH.value]
