"""How the office reminds each unit, by mail and calendar: nothing twice, nothing left out."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import icalendar
import openpyxl
import pytest

from scripts.commands.digest import run_digest
from scripts.digest import INDEX, all_files
from scripts.exports.digest import LINES, LONGEST, index_csv, mail, told
from scripts.exports.ical import OCTETS, calendar
from scripts.pipeline import internal_view
from scripts.problems import DataError
from scripts.views.digest import AskView, DueView, LiaisonView
from scripts.views.internal import InternalSite
from scripts.views.make_digest import AHEAD, digests
from tests.counties import AS_OF, MINI, ROOT, edit, examined
from tests.counties import digests as file_digests
from tests.repositories import Repository


@cache
def sample() -> InternalSite:
    """Return the sample county's internal site on the day of the tests."""
    return internal_view(examined(ROOT), None)


def entries(content: bytes) -> list[icalendar.Event]:
    """Return the entries of a calendar, read by a program that is not ours."""
    return icalendar.Calendar.from_ical(content).events


def test_everything_due_is_asked_once() -> None:
    """Each open step near its day or past it stands in its unit's digest once, and so does each gap."""
    [campaign] = sample().campaigns
    for each in digests(sample()):
        asked = [(ask.text, ask.years) for ask in each.asks]
        assert len(asked) == len(set(asked)), each.name
        wanted = {
            (item.id, step.title)
            for item in campaign.items
            for step in item.steps
            if step.unit == each.name and step.done is None
            and (date.fromisoformat(step.due) - AS_OF).days <= AHEAD
        } | {
            (item.id, slot.piece)
            for item in campaign.items
            for slot in item.missing
            if slot.is_due and item.lead == each.name and item.state not in ("已销号", "不适用")
        }  # fmt: skip
        said = {(item, text) for ask in each.asks for item in ask.items for text in (ask.text, *_pieces(ask))}
        assert wanted <= said, each.name


def _pieces(ask: AskView) -> Iterator[str]:
    """Yield the pieces that are asked within another thing."""
    for text in ask.also:
        yield from re.findall("^佐证“(.+?)”", text)


def _line(unit: str, start: str) -> str:
    """Return the line of a unit's mail that begins an item with some words."""
    [digest] = [each for each in digests(sample()) if each.unit == unit]
    [line] = [line for ask in digest.asks if (line := told(ask)).startswith(start)]
    return line


def test_one_piece_of_work_is_asked_once() -> None:
    """A problem, and a piece for its year, stand in the line of the step or return that means them."""
    assert _line("syb", "7.04 共建品牌工程：形成") == (
        "7.04 共建品牌工程：形成品牌成效小结（应于 2026-07-15，已过 5 天）"
        "；一并了结问题“‘七个一’品牌缺少成效总结”、佐证“成效小结”（2023、2026 年）"
    )
    assert _line("syb", "1.05 全体会议和成员单位述职：2024年").endswith(
        "；一并了结佐证“会议通知、签到和纪要”（2024 年）"
    )
    assert _line("syb", "1.05 全体会议和成员单位述职：会议通知").endswith("会议通知、签到和纪要（2026 年）")
    [veterans] = [each for each in digests(sample()) if each.name == "县退役军人事务局"]
    plates = [ask for ask in veterans.asks if "光荣牌" in told(ask) and "6.02" in ask.items]
    assert len([ask for ask in plates if "光荣牌底册" in told(ask)]) == 1
    assert plates[0].due == "2026-07-24"


def test_the_office_wants_nothing_of_itself() -> None:
    """What the office found in its own items is not put as its demand on itself; on others it is."""
    mails = {each.unit: mail(each) for each in digests(sample())}
    assert "双拥办要求" not in mails["syb"]
    assert "【自己查出】" in mails["syb"]
    assert any("【双拥办要求】" in text for text in mails.values())


def test_all_years_of_a_piece_are_one_question() -> None:
    """Who lacks a photo of three years is asked for it in one line that names the years."""
    lines = [told(ask) for each in digests(sample()) for ask in each.asks if len(ask.years) > 1]
    assert lines
    assert all(" 年）" in line and "、" in line for line in lines)


def test_the_same_question_for_several_items_is_asked_once(root: Path) -> None:
    """Two items that want the same thing name each other in one line."""
    twin = "  - {id: s9, title: 收集凭证, unit: 东镇, due: 2026-07-25}\n"
    folder = root / "data/campaigns/wx-2026/progress"
    for item in ("1.06", "1.07"):
        path = folder / f"{item}.yml"
        text = path.read_text(encoding="utf-8") if path.exists() else f'id: "{item}"\nstate: 办理中\n'
        text = text.replace("steps:\n", f"steps:\n{twin}") if "steps:\n" in text else f"{text}steps:\n{twin}"
        path.write_text(text, encoding="utf-8")
    [dong] = [each for each in digests(internal_view(examined(root), None)) if each.unit == "dong"]
    asked = [ask for ask in dong.asks if ask.text == "收集凭证"]
    assert [(ask.items, ask.days_left) for ask in asked] == [(("1.06", "1.07"), 5)]
    assert [each.items for each in dong.dates if each.text == "收集凭证"] == [("1.06", "1.07")]


def test_a_mail_fits_one_screen_and_begins_with_the_heaviest() -> None:
    """No mail of the county has more than thirty lines; what was sent back stands first."""
    for each in digests(sample()):
        lines = mail(each).splitlines()
        assert len(lines) <= 30
        assert lines[0].startswith(f"主题：{each.name}双拥创建：")
        assert all(len(line) <= LONGEST + 80 for line in lines)
        rest = each.asks[LINES:]
        assert sum(int(line.split(" ")[1]) for line in lines if line.startswith("另有")) == len(rest)
    [office] = [each for each in digests(sample()) if each.unit == "syb"]
    assert office.asks[0].reason == "退回整改"


def test_a_unit_with_nothing_to_do_is_thanked() -> None:
    """Nobody is reminded of nothing."""
    [idle] = [each for each in digests(sample()) if each.unit == "xwb"]
    assert not idle.asks
    assert "没有逾期、退回和两周内到期的事，谢谢。" in mail(idle)
    assert "填报表" not in mail(idle, "", ["xwb.xlsx"])


def test_the_address_of_the_site_is_written_out() -> None:
    """Where the county has an internal site, the mail leads to the unit's own page."""
    text = mail(digests(sample())[0], "http://nei.example/")
    assert "打开 http://nei.example/units/syb.html ，" in text


def test_a_telephone_takes_the_calendar_in() -> None:
    """Each due day is a whole-day entry with one alarm three days before, as another program reads it."""
    for each in digests(sample()):
        found = entries(calendar(each))
        assert [event.start for event in found] == [date.fromisoformat(due.due) for due in each.dates]
        for event, due in zip(found, each.dates, strict=True):
            assert str(event["SUMMARY"]) == f"到期：{'、'.join(due.items)} {due.text}"
            assert event.end - event.start == timedelta(days=1)
            assert datetime(2026, 7, 20, tzinfo=UTC) == event.DTSTAMP
            [alarm] = event.alarms.times
            assert alarm.trigger.isoformat()[:13] == f"{event.start - timedelta(days=3)}T09"
        assert len({str(event["UID"]) for event in found}) == len(found)


def test_lines_are_as_the_standard_wants_them() -> None:
    """Every line ends with CR and LF and is at most 75 octets; no character is cut in two."""
    for each in digests(sample()):
        lines = calendar(each).split(b"\r\n")
        assert lines[-1] == b""
        assert max(len(line) for line in lines) <= OCTETS
        assert not any(b"\n" in line or b"\r" in line for line in lines)
        assert all(line.decode() for line in lines[:-1])


def test_text_cannot_leave_its_entry() -> None:
    """Commas, semicolons, backslashes and line breaks of a title arrive as they were written."""
    nasty = "甲,乙;丙\\n丁\nEND:VEVENT\r\nATTACH:file:///etc/passwd\x00" + "长" * 90
    due = DueView(key="a", items=("1.01",), text=nasty, due="2026-07-25")
    made = calendar(replace(digests(sample())[0], dates=(due,)))
    [event] = entries(made)
    assert "ATTACH" not in event
    expected = nasty.replace("\x00", "").replace("\r\n", "\n")
    assert str(event["SUMMARY"]) == f"到期：1.01 {expected}"


def test_an_entry_moves_with_its_day(root: Path) -> None:
    """When a deadline is moved the entry keeps its name and gets a higher number: no phone shows both."""

    def of_dong(day: date) -> dict[str, icalendar.Event]:
        found = digests(internal_view(examined(root, day), None))
        [dong] = [each for each in found if each.unit == "dong"]
        return {str(event["UID"]): event for event in entries(calendar(dong))}

    before = of_dong(AS_OF)
    path = root / "data/campaigns/wx-2026/standard.csv"
    edit(path, "宣传方案,东镇,县双拥办,P", "宣传方案,东镇,县双拥办,P-3")
    after = of_dong(AS_OF + timedelta(days=1))
    assert before.keys() == after.keys()
    moved = [uid for uid in before if before[uid].start - after[uid].start == timedelta(days=3)]
    assert len(moved) == 1
    assert after[moved[0]].sequence > before[moved[0]].sequence


def test_all_units_get_their_files_and_the_office_a_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One folder holds mail, calendar and JSON for each unit, and who gets them; twice is the same."""
    out = tmp_path / "out"
    assert run_digest(str(MINI), "", "2026-07-20", everyone=True, out=str(out), site="") == 0
    assert capsys.readouterr().out == (
        "数据还没有提交，写不出填报表：信里请各单位到自己的页面下载\n"
        f"已写入 {out}：4 个单位，3 个有事要办；先看 {INDEX}\n"
    )
    assert "下载填报表" in (out / "syb.txt").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO((out / INDEX).read_text(encoding="utf-8-sig"))))
    assert [(row["单位"], row["联络员"], row["电话（内部）"], row["文件"]) for row in rows] == [
        ("县双拥办", "张示例", "000-0001", "syb.txt"),
        ("县财政局", "王示例", "000-0003", "czj.txt"),
        ("县人武部", "未登记联络员", "", "rwb.txt"),
        ("东镇", "未登记联络员", "", "dong.txt"),
    ]
    wanted = {f"{row['文件'][:-4]}.{kind}" for row in rows for kind in ("txt", "ics", "json")}
    first = file_digests(out)
    assert set(first) == wanted | {INDEX}
    assert run_digest(str(MINI), "", "2026-07-20", everyone=True, out=str(out), site="") == 0
    assert file_digests(out) == first
    told_ = json.loads((out / "rwb.json").read_bytes())
    assert told_["name"] == "县人武部"
    assert [ask["text"] for ask in told_["asks"]]


def test_the_form_a_mail_speaks_of_lies_beside_it(tmp_path: Path) -> None:
    """From committed data each unit with something to do gets its form, which can be taken in again."""
    county, out = Repository(tmp_path / "county"), tmp_path / "out"
    assert run_digest(str(county.root), "", "2026-07-20", everyone=True, out=str(out), site="") == 0
    assert {each.name for each in out.glob("*.xlsx")} == {"syb.xlsx", "rwb.xlsx", "dong.xlsx"}
    for each in out.glob("*.xlsx"):
        assert f"随附的填报表（{each.name}）" in each.with_suffix(".txt").read_text(encoding="utf-8")
    assert "填报表" not in (out / "czj.txt").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(out / "rwb.xlsx")
    assert county.at("HEAD") in str([cell.value for sheet in book for row in sheet for cell in row])
    assert run_digest(str(county.root), "rwb", "2026-07-20", everyone=False, out=f"{out}-1", site="") == 0
    assert (tmp_path / "out-1/rwb.xlsx").read_bytes() == (out / "rwb.xlsx").read_bytes()


def test_no_telephone_leaves_the_list() -> None:
    """A liaison's number stands in the office's list and the unit's JSON, not in a mail or calendar."""
    files = all_files(digests(sample()), "")
    units = sample().campaigns[0].units
    phones = [person.phone for unit in units for person in unit.people]
    sent = b"".join(content for name, content in files.items() if name.endswith((".txt", ".ics")))
    assert phones
    assert not [phone for phone in phones if phone.encode() in sent]


def test_no_cell_of_the_list_is_a_formula() -> None:
    """A name that begins like a formula is text to Excel."""
    spoiled = replace(digests(sample())[0], liaison=LiaisonView(name="=1+1", phone="-2"))
    [_, row] = list(csv.reader(io.StringIO(index_csv([spoiled]).decode("utf-8-sig"))))
    assert row[1:3] == ["'=1+1", "'-2"]


@pytest.mark.parametrize("name", ["县财政局", "czj"])
def test_one_unit_is_printed_ready_to_mail(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By name or id, the office sees the mail at once and nothing is written."""
    before = file_digests(MINI)
    assert run_digest(str(MINI), name, "2026-07-20", everyone=False, out="", site="") == 0
    assert capsys.readouterr().out.startswith("主题：县财政局双拥创建：")
    assert file_digests(MINI) == before


def test_wrong_questions_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A unit that does not exist, none or too much asked for: one sentence with the remedy."""
    with pytest.raises(DataError, match=r"没有“县财正局”这个单位.*是不是“县财政局”"):
        run_digest(str(MINI), "县财正局", "2026-07-20", everyone=False, out="", site="")
    assert run_digest(str(MINI), "", "2026-07-20", everyone=False, out="", site="") == 2
    assert run_digest(str(MINI), "czj", "2026-07-20", everyone=True, out="", site="") == 2
    assert set(capsys.readouterr().out.splitlines()) == {
        "请写 --unit 单位（一个单位）或者 --all（全部单位），两者写一个"
    }


def test_a_file_in_the_way_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that cannot be written ends in one sentence."""
    (tmp_path / "out").write_text("文件", encoding="utf-8")
    assert run_digest(str(MINI), "czj", "2026-07-20", everyone=False, out=str(tmp_path / "out"), site="") == 2
    assert "写不了 " in capsys.readouterr().out
