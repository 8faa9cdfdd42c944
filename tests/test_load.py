"""A whole repository: what is read, what is missed, and what one broken file hides."""

import shutil
from pathlib import Path

import pytest

from scripts.load.dataset import load
from scripts.paths import Layout
from scripts.problems import Problem, Severity
from tests.counties import AS_OF, edit, examined, loaded, mini

CAMPAIGN = "data/campaigns/wx-2026"


def _told(root: Path) -> set[tuple[str, int, str]]:
    """Return path, line and code of everything ``check`` says of a county, waived findings apart."""
    findings = examined(root).findings
    return {(found.path, found.line, found.code) for found, waived in findings if not waived}


def test_the_tiny_county_is_read_in_full() -> None:
    """Every kind of file arrives: units, people, calendar, waivers, standard, rules, pages, evidence."""
    county = mini()
    [campaign] = county.campaigns
    assert (len(county.units), len(county.people), len(county.waivers)) == (5, 3, 1)
    assert list(county.calendars) == [2026]
    assert (len(campaign.items), len(campaign.rules)) == (10, 11)
    assert sorted(campaign.progress) == [
        "1.01",
        "1.02",
        "1.03",
        "1.04",
        "1.05",
        "1.06",
        "2.01",
        "2.02",
        "3.01",
    ]
    assert [page.path for page in county.public_pages] == ["news/index.md", "news/kickoff.md"]
    assert sorted(campaign.evidence_files) == ["1.01/e1.pdf", "1.02/e9.pdf"]
    assert county.members("各单位") == ("县双拥办", "县财政局", "东镇")
    assert county.members("县人武部") == ("县人武部",)


def test_lines_lead_to_the_very_place() -> None:
    """A finding about a record can name the line of the field it is about."""
    county = mini()
    path = f"{CAMPAIGN}/progress/1.01.yml"
    text = (Path(__file__).parent / "mini" / path).read_text(encoding="utf-8").splitlines()
    assert text[county.line(path, "steps", 1, "due") - 1] == "    due: 2026-06-12"
    assert text[county.line(path, "facts", "台账") - 1] == "  台账: 否"
    assert county.line("data/units.csv", 4) == 6
    assert county.line(path, "nowhere") == 1


@pytest.mark.parametrize("name", ["campaign.yml", "standard.csv", "rules.yml", "publicity.yml"])
def test_a_missing_file_is_named_and_the_rest_still_looked_at(root: Path, name: str) -> None:
    """Without one of its files a campaign cannot be built; what else is wrong is told in the same run."""
    (root / CAMPAIGN / name).unlink()
    (root / "docs/public/news/index.md").unlink()
    told = _told(root)
    assert (f"{CAMPAIGN}/{name}", 1, "T105") in told
    assert ("docs/public/news/kickoff.md", 2, "K381") in told or name == "campaign.yml"
    assert not [code for _, _, code in told if code in ("K320", "K330", "K360", "K312", "K372")]


def test_a_folder_without_data_says_what_it_is_not(tmp_path: Path) -> None:
    """Pointing at the wrong folder gives one sentence."""
    dataset, problems = load(Layout.at(tmp_path))
    assert dataset is None
    assert [str(problem) for problem in problems] == ["data:1: T105 这里不是数据仓库（应有 data 文件夹）"]


def test_files_nobody_reads_are_named(root: Path) -> None:
    """A wrong ending or folder would hide a department's work; each such file is warned of."""
    progress = root / CAMPAIGN / "progress"
    shutil.copy(progress / "1.05.yml", progress / "1.07.yaml")
    shutil.copy(progress / "1.05.yml", root / CAMPAIGN / "1.07.yml")
    (root / "data/notes.txt").write_text("备忘\n", encoding="utf-8")
    (progress / ".1.05.yml.swp").write_text("", encoding="utf-8")
    (progress / "_old.yml").write_text("", encoding="utf-8")
    told = _told(root)
    assert told == {
        (f"{CAMPAIGN}/1.07.yml", 1, "T108"),
        (f"{CAMPAIGN}/progress/1.07.yaml", 1, "T108"),
        ("data/notes.txt", 1, "T108"),
    }
    assert examined(root).errors == []


BREAKS: dict[str, tuple[str, bytes, str]] = {
    # a broken file: its new content, the code it gets; none of its echoes may be heard
    "units": ("data/units.csv", "id,name\n".encode("gb18030"), "C101"),
    "units in GBK": ("data/units.csv", "id,县双拥办\n".encode("gbk"), "T101"),
    "standard": (f"{CAMPAIGN}/standard.csv", b"item_id\n", "C101"),
    "rules": (f"{CAMPAIGN}/rules.yml", b"items: [\n", "Y101"),
    "campaign": (f"{CAMPAIGN}/campaign.yml", b"id: [\n", "Y101"),
    "publicity": (f"{CAMPAIGN}/publicity.yml", b"title: [\n", "Y101"),
    "progress": (f"{CAMPAIGN}/progress/1.01.yml", b"id: [\n", "Y101"),
    "closed item": (f"{CAMPAIGN}/progress/1.04.yml", b"id: [\n", "Y101"),
    "not applicable": (f"{CAMPAIGN}/progress/1.06.yml", b"id: [\n", "Y101"),
    "veto": (f"{CAMPAIGN}/verdicts/3.01.yml", b"id: [\n", "Y101"),
    "column": ("docs/public/news/index.md", b"no front matter\n", "P402"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_file_is_told_without_echoes(root: Path, name: str) -> None:
    """One broken file gives its own problem, not a flood of others that would go away with it."""
    path, content, code = BREAKS[name]
    (root / path).write_bytes(content)
    told = _told(root)
    assert {(found[0], found[2]) for found in told} == {(path, code)}


def test_one_bad_entry_does_not_silence_its_file(root: Path) -> None:
    """Node, rule, step: a bad entry is told; the good ones beside it are still held against other files."""
    mistakes = (
        ("campaign.yml", "date: 2026-08-14", "date: 8月14日", "F212"),
        ("campaign.yml", "office: 县双拥办", "office: 县双用办", "K314"),
        ("rules.yml", "fact: 方案, points: 1.5", "fact: 方案, point: 1.5", "F202"),
        ("rules.yml", "grades: {国家级: 1, 省级: 0.5}", "each: 0.5, grades: {国家级: 1, 省级: 0.5}", "K324"),
        ("progress/1.01.yml", "due: C-70, ", "due: 五月, ", "F216"),
        ("progress/1.01.yml", "县财政局: 2026-06-11", "县审计局: 2026-06-11", "K334"),
    )
    wanted = {
        (f"{CAMPAIGN}/{name}", edit(root / CAMPAIGN / name, old, new), code)
        for name, old, new, code in mistakes
    }
    told = _told(root)
    assert wanted - told == set()
    assert {(path, code) for path, _, code in told - wanted} == {(f"{CAMPAIGN}/rules.yml", "F201")}


def test_problems_are_sorted_and_one_line_each() -> None:
    """Two identical findings are one; the report is in the order of files and lines, a line each."""
    late = Problem(path="b", line=2, code="K1", message="乙\n丙")
    early = Problem(path="a", line=9, code="K1", message="甲", severity=Severity.WARNING)
    assert sorted([late, early, late]) == [early, late, late]
    assert [str(each) for each in (early, late)] == ["a:9: K1 〔警告〕甲", "b:2: K1 乙 丙"]


def test_records_cannot_be_changed() -> None:
    """What was loaded stays as it was, whoever looks at it."""
    with pytest.raises(Exception, match="frozen"):
        mini().units[0].name = "别的"
    assert loaded(Path(__file__).parent / "mini").units == mini().units
    assert AS_OF.weekday() == 0
