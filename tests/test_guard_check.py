"""``check`` over every word the public may read: found at its line, masked; facts cannot be waived."""

from pathlib import Path

import pytest

from tests import bad_county
from tests.counties import ROOT, copy_county, edit, examined
from tests.golden import check_report

LAUNCH = "docs/public/news/launch.md"
PUBLICITY = "data/campaigns/sl-2026/publicity.yml"
TABLES = "data/publicity"

PLANTED: tuple[tuple[str, str, str, int, str], ...] = (
    # file, text that stands there once, what is written instead, lines further down, code
    (LAUNCH, "title: 我县召开", "title: 13900219000召开", 0, "K411"),
    (LAUNCH, "source: 示例县双拥办", "source: 示例县双拥办（存盒 1-05）", 0, "K414"),
    (LAUNCH, "author: 示例县双拥办", "author: a.b@example.com", 0, "K411"),
    (LAUNCH, "openness: 主动公开", "number: 京A·12345\nopenness: 主动公开", 0, "K412"),
    (LAUNCH, "会后，各单位", "会后，119999**1995**01011230，各单位", 0, "K410"),
    (LAUNCH, "开放双拥主题公园", "开放[96123](launch.md)部队的双拥主题公园", 0, "K413"),
    (
        LAUNCH,
        "会后，各单位陆续召开",
        "表\n\n| a | b | c |\n|---|---|---|\n| 139 | 0021 | 9000 |\n\n会后",
        4,
        "K411",
    ),
    (LAUNCH, "会后，各单位陆续", "电话139\n00219000", 0, "K411"),
    (LAUNCH, "会后，各单位陆续", "![官兵 13900219000](p.jpg)", 0, "K411"),
    (
        LAUNCH,
        "openness: 主动公开",
        "openness: 主动公开\ncorrections:\n  - {on: 2026-03-01, was: 兵力 200 人, now: 有关情况, why: 改写}",
        2,
        "K415",
    ),
    (f"{TABLES}/benefits.csv", "公共自行车服务点登记一次", "第112旅营区外，部队公交车", 0, "K413"),
    (f"{TABLES}/places.csv", "团体讲解提前三天预约", "团体请拨打１３９００２１９０００", 0, "K411"),
    (f"{TABLES}/questions.csv", "合称“双拥”。", "合称“双拥”，见盒 2-07。", 0, "K414"),
    (f"{TABLES}/townships.csv", "青石镇,3,1", "青石镇,3,1\n北B12345,4,1", 1, "K412"),
    (PUBLICITY, "slogan: 军爱民、民拥军", "slogan: 东经 113.45678", 0, "K412"),
    (PUBLICITY, "title: 首轮自查完成", "title: 六二二二〇二一二三四五六七八九〇一二八", 0, "K410"),
)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda each: f"{each[0]}: {each[2][:16]}")
def test_what_must_not_be_public_is_found_at_its_line(
    planted: tuple[str, str, str, int, str], tmp_path: Path
) -> None:
    """In every field that the public reads, however split, it is an error at its line, masked."""
    path, old, new, down, code = planted
    root = copy_county(ROOT, tmp_path / "county")
    line = edit(root / path, old, new) + down
    found = [each for each in examined(root).errors if each.code.startswith("K41")]
    assert [(each.path, each.line, each.code) for each in found] == [(path, line, code)]
    assert "应" in found[0].message
    assert "139002190" not in found[0].message


def test_the_offices_own_telephone_and_consent_are_left_alone(tmp_path: Path) -> None:
    """The telephone of ``publicity.yml`` is the office's; where a consent is kept is not public."""
    root = copy_county(ROOT, tmp_path / "county")
    edit(root / PUBLICITY, 'phone: "0000-0000000"', 'phone: "0399-88881234"')
    edit(root / LAUNCH, "会后，各单位", "会后可拨打0399-8888 1234，各单位")
    edit(root / "docs/public/people/store.md", "县双拥办专栏卷 1 号", "县双拥办专栏卷 1-05")
    assert [each for each in examined(root).errors if each.code.startswith("K41")] == []


@pytest.mark.parametrize(("text", "code"), [("13900219000", "K411"), ("50名官兵", "K415")])
def test_wording_can_be_waived_and_facts_cannot(text: str, code: str, tmp_path: Path) -> None:
    """A waiver lets the office's wording through; one for a person's number is itself a mistake."""
    root = copy_county(ROOT, tmp_path / "county")
    edit(root / LAUNCH, "会后，各单位", f"会后，{text}，各单位")
    with (root / "data/waivers.csv").open("a", encoding="utf-8") as file:
        file.write(f"{code},{LAUNCH},参加活动的人数,县双拥办,2026-12-31\n")
    codes = {each.code for each in examined(root).errors}
    assert codes == (set() if code == "K415" else {code, "K306"})


def test_the_list_of_words_tells_errors_from_hints(tmp_path: Path) -> None:
    """A word of grade 错误 stops the build, one of grade 提醒 is only shown."""
    root = copy_county(ROOT, tmp_path / "county")
    edit(
        root / f"{TABLES}/words.yml",
        "words:\n",
        "words:\n  - {word: 残废军人, use: 残疾军人, grade: 错误, why: 法定称谓}\n",
    )
    edit(root / LAUNCH, "会后，各单位", "残废军人和双拥模范城县，各单位")
    code, report = check_report(root)
    assert code == 1
    assert "K416 不能公开的错敏词“残废军人”（应为“残疾军人”：法定称谓）" in report
    assert "K417 〔警告〕" in report


def test_every_code_has_its_mistake(tmp_path: Path) -> None:
    """坏县 has each mistake once, and no whole number of a person comes into the report."""
    _, report = check_report(bad_county.make(tmp_path / "county"))
    assert {f"K41{number}" for number in range(10)} <= {
        line.split(" ")[1] for line in report.splitlines() if " " in line
    }
    assert "119999199501011230" not in report
    assert "13900219000" not in report
