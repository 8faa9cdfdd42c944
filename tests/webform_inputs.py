"""What a liaison may type, field by field: the form's answer beside that of ``check``."""

from dataclasses import dataclass

STEP, PIECE, REPORT, FACT = "s1 ", "e1 ", "2026-07-02", "事实（评分用）"
TITLE, NUMBER = ("evidence", 0, "title"), ("facts", "缺件")


@dataclass(frozen=True, kw_only=True)
class Input:
    """A text typed into a field: item, the line to unfold, label; ``path`` is its place in the file.

    ``kind`` says how it is filled in. ``why`` explains why form and check differ, '' where they agree.
    """

    typed: str
    label: str
    path: tuple[str | int, ...]
    line: str = ""
    item: str = "1.01"
    kind: str = "text"
    why: str = ""


def _step(typed: str, label: str, name: str, kind: str = "text", why: str = "") -> Input:
    return Input(typed=typed, label=label, path=("steps", 0, name), line=STEP, kind=kind, why=why)


def _piece(typed: str, label: str, name: str, kind: str = "text", why: str = "") -> Input:
    return Input(typed=typed, label=label, path=("evidence", 0, name), line=PIECE, kind=kind, why=why)


def _report(typed: str, label: str, name: str, kind: str = "text", why: str = "") -> Input:
    return Input(typed=typed, label=label, path=("reports", 1, name), line=REPORT, kind=kind, why=why)


def _fact(typed: str) -> Input:
    return Input(typed=typed, label="缺件", path=NUMBER, line=FACT, item="1.05")


_TRIMMED = "表单保存时去掉首尾空格"
_COMPOSED = "表单保存时改成规范组合形式"
_ASIDE = "留空的格子表单不写进文件"

INPUTS: tuple[Input, ...] = (
    _step("召开专题会议", "做什么", "title"),
    _step("  召开专题会议 ", "做什么", "title", why=_TRIMMED),
    _step("", "做什么", "title"),
    _step("   ", "做什么", "title"),
    _step('会议: "甲"，# 乙 [丙] {丁}', "做什么", "title"),
    _step("# 开头是井号", "做什么", "title"),
    _step("- 开头是短横", "做什么", "title"),
    _step("123", "做什么", "title"),
    _step("2026-07-01", "做什么", "title"),
    _step("null", "做什么", "title"),
    _step("１２３ 全角数字", "做什么", "title"),
    _step("看不\u200b见", "做什么", "title"),
    _step("反\u202e向", "做什么", "title"),
    _step("e\u0301 分解的字", "做什么", "title", why=_COMPOSED),
    _step("🎖表情", "做什么", "title"),
    _step("<script>alert(1)</script>", "做什么", "title"),
    _step("{{ 1 }} {% x %}", "做什么", "title"),
    _step("长" * 500, "做什么", "title"),
    _step("长" * 501, "做什么", "title"),
    _step("C-65", "期限", "due"),
    _step("c-65", "期限", "due"),
    _step("C－65", "期限", "due"),
    _step("Z-65", "期限", "due"),
    _step("C-5", "期限", "due"),
    _step("2026-06-01", "期限", "due"),
    _step("2026-6-1", "期限", "due"),
    _step("2026-02-30", "期限", "due"),
    _step("", "期限", "due"),
    _step("2026-06-12", "完成日期", "done"),
    _step("", "完成日期", "done", why=_ASIDE),
    _step("1999-01-01", "完成日期", "done"),
    _piece("微办〔2026〕12号", "文号", "number"),
    _piece("1-02", "档案盒号", "box"),
    _piece("1-2", "档案盒号", "box"),
    _piece("１-02", "档案盒号", "box"),
    _piece("12-18", "盒内页码", "page"),
    _piece("第12页", "盒内页码", "page"),
    _piece("2025", "年度", "year", kind="choice"),
    _piece("公开", "级别", "level", kind="choice"),
    _piece("纸质", "级别", "level", kind="choice"),
    _report("第一行\n第二行: 甲", "情况", "text"),
    _report("长" * 5001, "情况", "text"),
    _report("2026-06-01", "日期", "on"),
    _fact("3"),
    _fact("2.5"),
    _fact("-1"),
    _fact("三"),
    _fact("３"),
    _fact("12345678"),
    Input(typed="申请销号", label="办理状态", path=("state",), kind="choice"),
    Input(typed="未启动", label="办理状态", path=("state",), kind="choice"),
)
