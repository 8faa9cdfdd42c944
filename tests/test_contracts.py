"""``internal.json`` and ``public.json``: whole, byte for byte, and read back without loss."""

import json
from dataclasses import dataclass

import pytest

from scripts.exports.contracts import from_json, to_json
from scripts.pipeline import public_view
from scripts.views.public import PublicSite
from tests.counties import MINI, contracts, examined
from tests.golden import OUTPUTS, REMEDY, expected


@pytest.mark.parametrize("name", OUTPUTS)
def test_outputs_are_those_somebody_agreed_to(name: str) -> None:
    """What 微县 shows (and what check says of 坏县) changes only when somebody means it to."""
    assert OUTPUTS[name]() == expected(name), REMEDY


def test_public_json_is_read_back_without_loss() -> None:
    """Public pages are made of the very file that is published, so the two cannot differ."""
    raw = contracts(MINI)["public.json"]
    assert to_json(from_json(PublicSite, raw)) == raw
    assert from_json(PublicSite, raw) == public_view(examined(MINI))


@pytest.mark.parametrize("change", ["extra", "missing", "kind"])
def test_a_public_file_that_says_more_or_less_is_refused(change: str) -> None:
    """A key that no public type has, a key that is gone, a value of another kind: none is read silently."""
    data = json.loads(contracts(MINI)["public.json"])
    if change == "extra":
        data["campaigns"][0]["lead_unit"] = "县财政局"
    elif change == "missing":
        del data["footer"]["icp"]
    else:
        data["campaigns"][0]["nodes"][0]["days_left"] = "25"
    with pytest.raises(TypeError, match=r"keys of|is not"):
        from_json(PublicSite, json.dumps(data).encode())


@dataclass(frozen=True)
class _Sheet:
    self_: str
    share: float | None
    rows: tuple[int, ...]


def test_json_keeps_numbers_texts_and_what_is_not_known() -> None:
    """``self_`` is written ``self``, NoData stays null, 0 stays 0, Chinese stays readable."""
    sheet = _Sheet(self_="得分", share=None, rows=(0, 1))
    raw = to_json(sheet)
    assert raw.decode() == '{\n "self": "得分",\n "share": null,\n "rows": [\n  0,\n  1\n ]\n}\n'
    assert from_json(_Sheet, raw) == sheet
    assert from_json(_Sheet, b'{"self": "", "share": 1, "rows": []}').share == 1.0


def test_the_contract_keeps_what_outside_tools_read() -> None:
    """The fields that other programs were promised are there, in the promised forms."""
    data = json.loads(contracts(MINI)["internal.json"])
    assert {"as_of", "commit", "campaigns"} <= set(data)
    campaign = data["campaigns"][0]
    wanted = "id title counts scores completion nodes majors units items"
    assert set(wanted.split()) <= set(campaign)
    assert set(campaign["counts"]) == {"基础", "加分", "扣分", "一票否决"}
    assert campaign["scores"] == {"self": "4.40", "verified": "1.43", "reachable": "11.34", "max": "11.50"}
    assert {"steps", "evidence", "closed"} <= set(campaign["completion"])
    assert {"id", "title", "date", "days_left"} <= set(campaign["nodes"][0])
    items = {item["id"]: item for item in campaign["items"]}
    wanted = "major title kind lead support due state light light_reason scores parts completion missing veto"
    assert all(set(wanted.split()) <= set(item) for item in items.values())
    assert items["2.02"]["scores"] == {
        "self": "-0.50",
        "verified": "-1.50",
        "reachable": "-0.50",
        "max": "-2.00",
    }
    part = items["1.07"]["parts"][0]
    assert {name: part[name] for name in ("title", "kind", "points", "self", "verified")} == {
        "title": "有宣传方案",
        "kind": "达到",
        "points": "1.50",
        "self": None,
        "verified": None,
    }
    assert items["1.07"]["completion"]["steps"] is None
