"""Rules about a path, whatever it says inside: whose it is, and what no file may be; pure."""

from collections.abc import Iterator

from scripts.model.words import Power
from scripts.powers.case import Case, brief, may_change
from scripts.powers.grounds import Ground, is_portable
from scripts.powers.proposal import Refusal

_LINKS = {"120000": "符号链接", "160000": "子模块"}
_PLAIN = "100644"
_POWERS = {
    Ground.VERDICT: Power.RULE,
    Ground.REGISTER: Power.RULE,
    Ground.TEXT: Power.WRITE,
    Ground.OTHER: Power.ADMINISTER,
}


def is_plain_file(case: Case) -> Iterator[Refusal]:
    """Links and submodules are for nobody; data and texts are never programs."""
    mode = case.touch.new_mode
    if mode in _LINKS:
        yield case.refuse("Q201", f"是{_LINKS[mode]}", "谁都不能放（应为普通文件）")
    elif mode not in ("", _PLAIN) and case.touch.path.startswith(("data/", "docs/")):
        yield case.refuse("Q202", "设成了可执行的程序", "谁都不能这样放（应为普通文件，权限 644）")


def has_a_name(case: Case) -> Iterator[Refusal]:
    """New names can be read and stored on every system."""
    if case.touch.new_mode and not case.touch.old_mode and not is_portable(case.touch.path):
        yield case.refuse("Q203", "文件名有看不见或有的系统存不了的字符", "应换一个文件名再提交")


def is_readable(case: Case) -> Iterator[Refusal]:
    """What cannot be read cannot be judged."""
    if case.touch.fault and case.touch.new_mode not in _LINKS:
        yield case.refuse(
            "Q204", f"这一版读不懂（{brief(case.touch.fault)}），判断不了改了什么", "应改正后再提交"
        )


def has_its_own_id(case: Case) -> Iterator[Refusal]:
    """The record inside a file of an item is that item's."""
    odd = set(case.touch.ids) - {case.touch.stem}
    if case.plot.ground in (Ground.PROGRESS, Ground.VERDICT) and odd:
        said = f"文件里的编号“{brief(min(odd))}”与文件名“{case.touch.stem}”不一致"
        yield case.refuse("Q205", said, "应改回文件名上的小项编号")


def is_own_ground(case: Case) -> Iterator[Refusal]:
    """Verdicts, registers, public texts and all the rest need their power."""
    power = _POWERS.get(case.plot.ground)
    if power is None or case.account.may(power):
        return
    if case.plot.ground is Ground.VERDICT and case.administers:
        return  # what he may do there is judged field by field
    yield case.refuse("Q210", f"不在这个账号能改的范围内（这是{_KINDS[case.plot.ground]}）", _may(case))


_KINDS = {
    Ground.VERDICT: "核定记录",
    Ground.REGISTER: "台账",
    Ground.TEXT: "公开的文字",
    Ground.OTHER: "规则、名单、程序一类",
}


def _may(case: Case) -> str:
    return may_change(case.law, case.plot)
