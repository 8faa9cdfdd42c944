"""A filing ends as one commit on a branch of its own, with a receipt; or nothing at all is written."""

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from unicodedata import category

import openpyxl
import pytest

from scripts.commands.intake import Order, run_intake, run_update
from scripts.demo.keys import private_text, public_line, secret_of
from scripts.forms.contents import Ground, form_of
from scripts.forms.units import unit_named
from scripts.forms.writing import written
from scripts.load.canonical import HEADER
from scripts.problems import DataError
from tests.counties import AS_OF, loaded
from tests.repositories import CAMPAIGN, Repository

DAY = AS_OF.isoformat()
BRANCH = f"report/czj/{DAY}"
ITEM = f"{CAMPAIGN}/progress/1.02.yml"


class Office(Repository):
    """微县's repository on the office's machine, where filings come in."""

    def __init__(self, root: Path) -> None:
        """Begin with the county in one commit, and the office known to git."""
        super().__init__(root)
        for key, value in (("user.name", "县双拥办"), ("user.email", "office@wei.example")):
            self.git("config", key, value)

    def state(self) -> dict[str, bytes]:
        """Return all that a filing must not touch, and every branch."""
        words = (("for-each-ref",), ("status", "--porcelain"), ("rev-parse", "HEAD"), ("ls-files", "-s"))
        return {each[0]: self.git(*each) for each in words}

    def update(self, item: str, **typed: str) -> int:
        """Run ``update`` as on the day of the county."""
        return run_update(str(self.root), DAY, {"item": item, **typed}, Order(on=DAY))

    def intake(self, path: Path, unit: str = "", **order: str) -> int:
        """Run ``intake`` as on the day of the county."""
        return run_intake(str(self.root), DAY, str(path), unit, Order(on=DAY, **order))

    def form(self, path: Path, unit: str = "县财政局") -> Path:
        """Write the form of a unit as of the present commit."""
        data = loaded(self.root)
        ground = Ground.of(data, "", self.at("HEAD"), AS_OF)
        path.write_bytes(written(form_of(ground, unit_named(data, unit))))
        return path

    def close(self, item: str) -> None:
        """Commit the office's verdict that an item is closed."""
        text = (
            f'{HEADER}\nid: "{item}"\nchecks:\n  - {{on: 2026-07-14, by: 督导组, result: 通过, note: 属实}}\n'
        )
        text += "decision: {result: 销号, on: 2026-07-15, by: 县双拥办, reason: 属实}\n"
        (self.root / CAMPAIGN / f"verdicts/{item}.yml").write_text(text, encoding="utf-8")
        self.commit("销号")

    def diff(self, branch: str = BRANCH) -> list[str]:
        """Return the lines a branch changes."""
        said = self.git("diff", "-U0", f"main...{branch}").decode().splitlines()
        return [each for each in said if each[:1] in "+-" and each[:3] not in ("+++", "---")]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return the office's repository."""
    return Office(tmp_path / "county")


def fill(path: Path, sheet: str, wanted: Sequence[str], column: str, value: object) -> Path:
    """Type one value into the row that begins with some cells."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    table = book[sheet]
    rows = [[cell.value for cell in row] for row in table.iter_rows()]
    head = next(row for row in rows if column in row)
    number = next(at for at, row in enumerate(rows, 1) if all(str(each) in map(str, row) for each in wanted))
    table.cell(number, head.index(column) + 1).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def type_in(path: Path, cells: Mapping[str, str]) -> Path:
    """Type values into cells named like ``措施!H4``."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell].value = value
    book.save(path)
    return path


def refusal(call: Callable[[], int]) -> list[str]:
    """Return what is said when nothing is taken."""
    with pytest.raises(DataError) as caught:
        call()
    return [str(each) for each in caught.value.problems]


def test_one_cell_is_one_field_on_a_branch(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A liaison fills in one cell; the office runs one command; main, index and files stay as they are."""
    path = fill(office.form(tmp_path / "表.xlsx"), "事实", ["1.02", "慰问", "2025"], "填写", "是")
    before = office.state()
    assert office.intake(path, receipt=str(tmp_path / "回执.txt")) == 0
    told = capsys.readouterr().out
    after = office.state()
    assert {name: after[name] for name in after if name != "for-each-ref"} == {
        name: before[name] for name in before if name != "for-each-ref"
    }
    assert office.diff() == [
        "-  慰问: {2024: 是, 2025: 否, 2026: 是}",
        "+  慰问: {2024: 是, 2025: 是, 2026: 是}",
    ]
    receipt = (tmp_path / "回执.txt").read_text(encoding="utf-8")
    assert receipt in told
    assert "收下　事实 慰问 2025 否 → 是" in receipt
    assert "可以合并" in told
    who = office.git("log", "-1", "--format=%an <%ae>|%cn <%ce>|%P", BRANCH).decode().strip().split("|")
    author, committer = "县财政局联络员 <czj@wei.example>", "县双拥办 <office@wei.example>"
    assert who == [author, committer, office.at("main")]
    assert office.git("log", "-1", "--format=%B", BRANCH).decode().strip() == (
        "县财政局填报 1.02\n\n1.02 走访慰问：事实 慰问 2025 否 → 是\n\n"
        f"来源：表.xlsx；底本：{office.at('main')[:10]}"
    )


def test_an_untouched_form_changes_nothing(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A form sent back as it came makes no branch, and the receipt says so."""
    before = office.state()
    assert office.intake(office.form(tmp_path / "表.xlsx")) == 0
    assert office.state() == before
    assert "没有改动" in capsys.readouterr().out


def test_a_folder_stands_for_the_forms_in_it(office: Office, tmp_path: Path) -> None:
    """What came in by mail lies in one folder: every form is taken, a program's own lock file is not."""
    folder = tmp_path / "收到的表"
    folder.mkdir()
    office.form(folder / "甲.xlsx")
    (folder / "~$甲.xlsx").write_bytes(b"lock")
    assert office.intake(folder) == 0
    (folder / "甲.xlsx").unlink()
    assert "没有填报表" in refusal(lambda: office.intake(folder))[0]


def test_a_form_of_a_unit_that_was_renamed_is_its_own(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A form given out before the unit was renamed still files, under the present name."""
    form = office.form(tmp_path / "表.xlsx", "县财政局")
    for path in sorted((office.root / "data").rglob("*")):
        if path.suffix in (".csv", ".yml") and "县财政局" in (text := path.read_text(encoding="utf-8")):
            path.write_text(text.replace("县财政局", "县财税局"), encoding="utf-8")
    units = office.root / "data/units.csv"
    units.write_text(
        units.read_text(encoding="utf-8").replace("县财税局,县财政科,", "县财税局,县财政局；县财政科,"),
        encoding="utf-8",
    )
    office.commit("更名")
    assert office.intake(form) == 0
    assert capsys.readouterr().out.startswith("回执　县财税局")


def test_the_receipt_says_what_comes_next(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """What was taken, how the item stands with it, what is due, who looks at it, how to take it back."""
    assert office.update("1.07", report="方案已拟", unit="东镇") == 0
    told = capsys.readouterr().out.split("\n\n可以合并")[0]
    branch = f"report/dong/{DAY}"
    assert told == (
        f"回执　东镇　{DAY}\n"
        f"收到：命令行（填报表底本 {office.at('main')[:10]}）\n"
        "\n"
        "1.07 宣传氛围\n"
        "  收下　状态 未报 → 办理中\n"
        f"  收下　进展报告（{DAY}）：方案已拟\n"
        "  计入后　办理中，绿灯：按期推进，期限 2026-09-15，还有 57 天\n"
        "  佐证还缺 1 件，如宣传方案\n"
        "\n"
        "由县双拥办审核，通过以后才计入进度。\n"
        "这次填报记在东镇名下；不是本单位报的，请马上告诉县双拥办。\n"
        "\n"
        f"已记在分支 {branch}（提交 {office.at(branch)[:10]}），主线还没有变。\n"
        f"要撤回：git branch -D {branch}（只删这个分支，别的都没有动过）\n"
        "\n"
        f"审阅　东镇　{branch}"
    )


def test_a_file_name_is_one_line_of_plain_text(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line ends, colours and turned directions in a name, a value or a page's title forge nothing."""
    given = office.form(tmp_path / "表.xlsx")
    path = fill(given, "事实", ["1.02", "慰问", "2025"], "填写", "是")
    book = openpyxl.load_workbook(path)
    book.create_sheet("自建\u202e\x85页")["A1"] = "x"
    book.save(path)
    named = path.rename(tmp_path / "表\n理由：甲乙丙丁戊\r\x1b[31m\u202e.xlsx")
    out = tmp_path / "回执.txt"
    assert office.intake(named, receipt=str(out)) == 0
    source = "表 理由：甲乙丙丁戊 [31m .xlsx"
    message = office.git("log", "-1", "--format=%B", BRANCH).decode()
    assert f"\n来源：{source}；底本：" in message
    for told in (capsys.readouterr().out, out.read_text(encoding="utf-8"), message):
        assert source in told
        assert "\n理由" not in told
        assert not [each for each in told if category(each) in ("Cc", "Cf", "Zl", "Zp") and each != "\n"]


def test_who_takes_a_form_in_is_told_to_look_at_the_sender(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A form proves nothing of who sent it: the answer goes to the unit's registered address."""
    path = fill(office.form(tmp_path / "表.xlsx"), "事实", ["1.02", "慰问", "2025"], "填写", "是")
    assert office.intake(path) == 0
    told = capsys.readouterr().out
    assert "请核对是谁发来的：表.xlsx 里的单位谁都能填。" in told
    assert "回执发到县财政局登记的邮箱 czj@wei.example，不要直接回复来信" in told
    assert office.update("1.02", report="照片在收") == 0
    assert "请核对是谁发来的" not in capsys.readouterr().out


def test_a_branch_is_never_moved_and_undone_by_deleting(office: Office) -> None:
    """The second filing of a day gets its own branch; deleting the branch is all there is to undo."""
    before = office.state()
    assert office.update("1.02", report="照片在收") == 0
    first = office.at(BRANCH)
    assert office.update("1.02", report="照片还差三张") == 0
    assert office.at(BRANCH) == first
    office.git("branch", "-D", BRANCH, f"{BRANCH}-2")
    assert office.state() == before


def test_what_others_changed_meanwhile_is_merged(office: Office, tmp_path: Path) -> None:
    """The form is a week old; others reported other fields since; both stand in the result."""
    path = fill(office.form(tmp_path / "表.xlsx"), "事实", ["1.02", "慰问", "2025"], "填写", "是")
    office.edit(ITEM, "走访: {2024: 2, 2025: 1, 2026: 5}", "走访: {2024: 2, 2025: 2, 2026: 5}")
    office.commit("更正走访")
    assert office.intake(path) == 0
    text = office.git("show", f"{BRANCH}:{ITEM}").decode()
    assert "慰问: {2024: 是, 2025: 是, 2026: 是}" in text
    assert "走访: {2024: 2, 2025: 2, 2026: 5}" in text


def test_a_contradiction_names_item_field_values_and_who(office: Office, tmp_path: Path) -> None:
    """Somebody else gave the field another value: nothing is written, and the liaison learns whom to ask."""
    path = fill(office.form(tmp_path / "表.xlsx"), "措施", ["1.02", "s1"], "完成日期", date(2026, 7, 13))
    office.edit(ITEM, "done: 2026-07-14", "done: 2026-07-12")
    office.commit("更正日期")
    before = office.state()
    [told] = refusal(lambda: office.intake(path))
    assert told.startswith("表.xlsx〔措施〕")
    assert told.endswith(
        "X153 1.02 走访慰问：措施 s1 完成日期 别人已经改过，没有收下（填表时是“2026-07-14”，"
        "您填“2026-07-13”，现在是“2026-07-12”，县双拥办 2026-06-01 改）；"
        "请和对方核对，再按现在的数据重填这一处"
    )
    assert office.state() == before


def test_the_same_value_from_two_hands_is_no_contradiction(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The office had typed it meanwhile: nothing to record, and the receipt says why."""
    path = fill(office.form(tmp_path / "表.xlsx"), "事实", ["1.02", "慰问", "2025"], "填写", "是")
    office.edit(ITEM, "慰问: {2024: 是, 2025: 否", "慰问: {2024: 是, 2025: 是")
    office.commit("更正慰问")
    before = office.state()
    assert office.intake(path) == 0
    assert "没有再记　事实 慰问 2025 已经是“是”" in capsys.readouterr().out
    assert office.state() == before


def test_all_that_is_wrong_is_told_at_once(office: Office, tmp_path: Path) -> None:
    """Nothing of two files can be taken: both are named, and nothing is written."""
    bad = fill(office.form(tmp_path / "乙.xlsx", "东镇"), "措施", ["1.06", "s1"], "完成日期", "七月")
    before = office.state()
    told = refusal(
        lambda: run_intake(str(office.root), DAY, f"{bad}；{tmp_path}/没有.xlsx", "", Order(on=DAY))
    )
    assert [each.split("〔")[0].split(":")[0] for each in told] == [f"{tmp_path}/没有.xlsx", "乙.xlsx"]
    assert office.state() == before


def test_one_bad_file_does_not_stop_the_others(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is whole is taken, what is not is told and gets a receipt of its own; the task still fails."""
    good = fill(office.form(tmp_path / "甲.xlsx"), "事实", ["1.02", "慰问", "2025"], "填写", "是")
    bad = fill(office.form(tmp_path / "乙.xlsx", "东镇"), "措施", ["1.06", "s1"], "完成日期", "七月")
    folder = tmp_path / "回执"
    order = Order(on=DAY, receipt=str(folder))
    assert run_intake(str(office.root), DAY, f"{good}；{bad}；{tmp_path}/丙.xlsx", "", order) == 1
    told = capsys.readouterr().out
    assert told.rstrip().splitlines()[-1] == "没有收：乙.xlsx（东镇）、丙.xlsx；已收：甲.xlsx（县财政局）"
    assert f"审阅　县财政局　{BRANCH}\n" in told
    assert "慰问: {2024: 是, 2025: 是, 2026: 是}" in office.git("show", f"{BRANCH}:{ITEM}").decode()
    names = ("东镇", "丙", "县财政局")
    assert {each.name for each in folder.iterdir()} == {f"回执-{name}.txt" for name in names}
    assert (folder / "回执-东镇.txt").read_text(encoding="utf-8").splitlines() == [
        f"回执　东镇　{DAY}",
        f"没有收：乙.xlsx（填报表底本 {office.at('main')[:10]}）",
        "要改的有 1 处；在原表上改好这些，整份再交一次，别的格不用重填：",
        "  〔措施〕H5：“完成日期”日期写法不对（应为YYYY-MM-DD，如 2026-07-20，实为“七月”）",
    ]


def test_faults_of_every_kind_are_told_in_one_round(office: Office, tmp_path: Path) -> None:
    """A level forgotten, a field others changed, and an item that is closed: one refusal names all three."""
    path = office.form(tmp_path / "表.xlsx")
    type_in(path, {"佐证!A6": "1.02", "佐证!C6": "慰问照片", "佐证!E6": "2026年春节慰问"})
    type_in(path, {"措施!H4": "2026-06-12", "事实!G5": "是"})
    office.edit(f"{CAMPAIGN}/progress/1.01.yml", "县财政局: 2026-06-11", "县财政局: 2026-06-13")
    office.close("1.02")
    before = office.state()
    told = refusal(lambda: office.intake(path))
    assert sorted(each.split(" ")[:2] for each in told) == [
        ["表.xlsx〔事实〕G5:", "Q402"],
        ["表.xlsx〔佐证〕G6:", "F201"],
        ["表.xlsx〔措施〕H4:", "X153"],
    ]
    assert office.state() == before


def test_the_same_form_sent_twice_registers_nothing_twice(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """New evidence and a report, taken and merged: the workbook sent again changes nothing."""
    path = office.form(tmp_path / "表.xlsx", "东镇")
    type_in(path, {"佐证!A4": "1.07", "佐证!C4": "宣传方案", "佐证!E4": "宣传方案", "佐证!G4": "内部"})
    type_in(path, {"报告!A4": "1.07", "报告!B4": "2026-07-18", "报告!C4": "方案已印发"})
    assert office.intake(path) == 0
    office.git("merge", "-q", "--ff-only", f"report/dong/{DAY}")
    before = office.state()
    capsys.readouterr()
    assert office.intake(path) == 0
    assert office.state() == before
    told = capsys.readouterr().out
    assert "没有改动：所填内容与现有数据完全相同" in told
    assert "没有再记　佐证 e1“宣传方案”：已经登记过" in told


def test_who_files_again_before_it_is_merged_is_noticed(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The office is told of the unit's branch that waits; the liaison's receipt says nothing of branches."""
    assert office.update("1.02", report="照片在收") == 0
    capsys.readouterr()
    out = tmp_path / "回执.txt"
    order = Order(on=DAY, receipt=str(out))
    assert run_update(str(office.root), DAY, {"item": "1.02", "report": "还差三张"}, order) == 0
    assert f"县财政局还有没合并的分支：{BRANCH}（" in capsys.readouterr().out
    receipt = out.read_text(encoding="utf-8")
    assert "由县双拥办审核，通过以后才计入进度。" in receipt
    assert not [word for word in ("分支", "主线", "提交", "git") if word in receipt]


def test_a_form_that_is_turned_down_gets_a_receipt(office: Office, tmp_path: Path) -> None:
    """The liaison of a form that is not taken learns what to mend, sheet and cell, without codes or paths."""
    path, out = type_in(office.form(tmp_path / "表.xlsx"), {"事实!G5": "是"}), tmp_path / "回执.txt"
    office.close("1.02")
    [told] = refusal(lambda: office.intake(path, receipt=str(out)))
    lines = out.read_text(encoding="utf-8").splitlines()
    assert told.startswith("表.xlsx〔事实〕G5: Q402 1.02 走访慰问：小项已经销号，不能直接改")
    assert lines[-1].startswith("  〔事实〕G5：1.02 走访慰问：小项已经销号，不能直接改")
    assert not [word for word in ("Q402", ".yml", "data/") if word in lines[-1]]


def test_who_helps_is_not_told_what_is_the_leads(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """A supporting unit hears of its own steps; missing evidence and others' steps are the lead's."""
    record = 'id: "1.07"\nstate: 未启动\nsteps:\n'
    record += "  - {id: s1, title: 拨付, unit: 县财政局, due: C-14}\n"
    record += "  - {id: s2, title: 上墙, unit: 东镇, due: C-7}\n"
    (office.root / CAMPAIGN / "progress/1.07.yml").write_text(f"{HEADER}\n{record}", encoding="utf-8")
    office.commit("排定措施")
    assert office.update("1.07", step="s1") == 0
    told = capsys.readouterr().out.split("审阅　")[0]
    assert "下一项" not in told
    assert "佐证还缺" not in told


def test_closing_too_early_and_taking_back_a_date_are_remarked(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are allowed; the receipt says that the one will come back and asks whether the other is meant."""
    path = fill(office.form(tmp_path / "表.xlsx"), "措施", ["1.02", "s1"], "完成日期", None)
    assert office.intake(path) in (0, 1)
    assert "删去了已报的措施 s1 完成日期 2026-07-14，是不是误删？" in capsys.readouterr().out
    assert office.update("1.06", request="各件齐全") in (0, 1)
    told = capsys.readouterr().out
    assert "--request：1.06 " in told
    assert "申请销号，可是还有 1 条措施没办完、缺 1 件佐证，多半会退回" in told


def test_a_form_of_another_history_is_refused(office: Office, tmp_path: Path) -> None:
    """What a form stands on must be known here, or nobody could say what was changed meanwhile."""
    path = office.form(tmp_path / "表.xlsx")
    other = Office(tmp_path / "other")
    other.commit("另起一段历史")
    own = other.form(tmp_path / "别处.xlsx")
    assert office.intake(path) == 0
    [told] = refusal(lambda: office.intake(own))
    assert "不在现在的历史里" in told


def test_evidence_comes_with_its_file(office: Office, tmp_path: Path) -> None:
    """The file is kept by the entry's id, digest and entry with it; what is missing or no PDF is told."""
    folder = tmp_path / "扫描件"
    folder.mkdir()
    path = fill(office.form(tmp_path / "表.xlsx"), "佐证", ["1.02", "e1"], "文件", "慰问照片.PDF")
    before = office.state()
    [told] = refusal(lambda: office.intake(path))
    assert "请用 --files 写明文件所在的文件夹" in told
    [told] = refusal(lambda: office.intake(path, files=str(folder)))
    assert "没有“慰问照片.PDF”" in told
    (folder / "慰问照片.PDF").write_bytes(b"\x89PNG\r\n\x1a\n")
    [told] = refusal(lambda: office.intake(path, files=str(folder)))
    assert "K356" in told
    assert told.startswith("表.xlsx〔佐证〕")
    assert office.state() == before
    content = b"%PDF-1.4\n"
    (folder / "慰问照片.PDF").write_bytes(content)
    assert office.intake(path, files=str(folder)) == 0
    assert office.git("show", f"{BRANCH}:{CAMPAIGN}/evidence/1.02/e1.pdf") == content
    assert f"sha256: {hashlib.sha256(content).hexdigest()}" in office.git("show", f"{BRANCH}:{ITEM}").decode()


WRONG: tuple[tuple[str, dict[str, str], str], ...] = (
    ("1.2", {"report": "好"}, "小项: X152 没有 1.2 这个小项，是不是“1.02”？"),
    ("1.02", {}, "update: X155 没有写要改什么（应有 --step、--fact、--report、--state 或 --request"),
    ("1.02", {"step": "s3"}, "--step: X157 1.02 没有措施“s3”，是不是“s1”？（应为：s1 收齐慰问照片）"),
    ("1.01", {"step": "s2"}, "--unit: X158 “各单位反馈”由各单位逐个完成，请用 --unit 写明是哪一个（县双拥办"),
    ("1.02", {"fact": "慰问"}, "--value: X159 报事实要同时写 --fact 和 --value（缺 --value）"),
    ("1.02", {"fact": "慰劳", "value": "是"}, "--fact: K340 1.02：计分规则不读“慰劳”（应为 慰问 / 例会"),
    ("1.02", {"step": "s1", "done": "七月"}, "--done: F212 “完成日期”日期写法不对（应为YYYY-MM-DD"),
    ("1.02", {"report": "好", "unit": "财政局"}, "X101 没有“财政局”这个单位，是不是“县财政局”？"),
)


@pytest.mark.parametrize(("item", "typed", "told"), WRONG, ids=[each[2][:12] for each in WRONG])
def test_wrong_words_get_one_sentence_with_a_remedy(
    office: Office, item: str, typed: dict[str, str], told: str
) -> None:
    """Whoever mistypes is told what there is; nothing is written."""
    before = office.state()
    [said] = refusal(lambda: office.update(item, **typed))
    assert said.startswith(told)
    assert office.state() == before


def test_a_step_needs_no_date_and_no_id(office: Office) -> None:
    """``--step`` takes words of the step, its date is the day; the unit is the one that does the step."""
    assert office.update("1.06", step="机场", report="已对接") in (0, 1)
    assert any(f"done: {DAY}" in each for each in office.diff(f"report/dong/{DAY}"))


def test_an_item_begins_with_what_its_lead_reports(office: Office, tmp_path: Path) -> None:
    """Nobody has to set 办理中 by hand: the first fact of an item without a record brings it along."""
    path = fill(office.form(tmp_path / "表.xlsx", "东镇"), "事实", ["1.07", "方案"], "填写", "是")
    assert office.intake(path) == 0
    text = office.git("show", f"report/dong/{DAY}:{CAMPAIGN}/progress/1.07.yml").decode()
    assert "state: 办理中\nfacts:\n  方案: 是\n" in text


def test_who_helps_need_not_wait_for_the_lead(office: Office) -> None:
    """A supporting unit reports its step of an item whose lead has not begun: its own line, nothing else."""
    record = 'id: "1.07"\nstate: 未启动\nsteps:\n  - {id: s1, title: 拨付, unit: 县财政局, due: C-14}\n'
    path = office.root / CAMPAIGN / "progress/1.07.yml"
    path.write_text(f"{HEADER}\n{record}", encoding="utf-8")
    office.commit("排定措施")
    assert office.update("1.07", step="s1") == 0
    line = "  - {id: s1, title: 拨付, unit: 县财政局, due: C-14"
    assert office.diff() == [f"-{line}}}", f"+{line}, done: {DAY}}}"]


def test_what_a_unit_may_not_do_makes_no_branch(office: Office) -> None:
    """A filing in the name of a unit that the item does not belong to is refused as ``check --base`` does."""
    before = office.state()
    [told] = refusal(lambda: office.update("1.02", fact="慰问", year="2025", value="是", unit="东镇"))
    assert told.startswith("--fact: Q301 1.02 走访慰问：不能改 事实 慰问 2025；")
    assert office.state() == before


def test_asking_to_close_and_taking_it_back(office: Office) -> None:
    """``--request`` sets the state with it; going back to 办理中 removes the request with it."""
    assert office.update("1.02", state="办理中") in (0, 1)
    assert "-request: {on: 2026-07-10, text: 各件齐全，申请销号}" in office.diff()


def test_without_a_name_git_commits_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine where git does not know who works there is told the two settings to make."""
    for key in ("user.name", "user.email"):
        office.git("config", "--unset", key)
    monkeypatch.setenv("HOME", str(office.root.parent))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(office.root.parent))
    before = office.state()
    [told] = refusal(lambda: office.update("1.02", report="好"))
    assert "git config --global user.name" in told
    assert office.state() == before


def test_whoever_signs_commits_signs_these(office: Office, tmp_path: Path) -> None:
    """Where the office's git signs, the commit of a filing is signed by whoever took it in."""
    secret = secret_of(1, "office")
    key = tmp_path / "key"
    key.write_text(private_text(secret, "office"), encoding="utf-8")
    key.chmod(0o600)
    for name, value in (("gpg.format", "ssh"), ("user.signingkey", str(key)), ("commit.gpgsign", "true")):
        office.git("config", name, value)
    assert office.update("1.02", report="照片在收") == 0
    allowed = tmp_path / "allowed_signers"
    allowed.write_text(f"office@wei.example {public_line(secret)}\n", encoding="utf-8")
    said = office.git("-c", f"gpg.ssh.allowedSignersFile={allowed}", "log", "-1", "--format=%G?", BRANCH)
    assert said == b"G\n"
