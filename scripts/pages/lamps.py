"""Colours that are never alone: each has its class, its shape and its word."""

from dataclasses import dataclass

from scripts.views.internal import DutyView, ItemView, RegisterView, StepView


@dataclass(frozen=True)
class Lamp:
    """What stands for one word: a colour, a shape, the word itself."""

    code: str
    mark: str
    word: str


_RED = ("red", "▲")
_YELLOW = ("yellow", "◆")
_GREEN = ("green", "●")
_BLUE = ("blue", "✓")
_GREY = ("grey", "○")
_LAMPS = {
    word: (code, mark)
    for code, mark, words in (
        (*_RED, "红 已触发 逾期 本项不得分"),
        (
            *_YELLOW,
            "黄 存在风险 整改中 退回 补记 销号后改动 销号后改动佐证 时间倒填 重新打开 合并时改动 合并时丢失",
        ),
        (*_YELLOW, "合并时取舍 移动 退回修改"),
        (*_RED, "审后有改动"),
        (*_BLUE, "已发布"),
        (*_GREEN, "绿 未触发"),
        (*_BLUE, "蓝 已解除 已销号"),
        (*_GREY, "灰 待 未到期 未核查"),
        ("green", "✓", "齐 已完成"),
        ("yellow", "✓", "逾期完成"),
        ("red", "✕", "缺"),
    )
    for word in words.split()
}
_MEANINGS = {
    "红": "逾期、否决已触发或两次退回",
    "黄": "临近期限、等待核定或缺件",
    "绿": "按期推进",
    "蓝": "已销号",
    "灰": "未到期未启动或不适用",
}
LIGHTS = tuple(_MEANINGS)
"""The five lights, the most urgent first."""


def lamp(word: str) -> Lamp:
    """The lamp of a light or a state; a word without a colour of its own is grey."""
    code, mark = _LAMPS.get(word, _GREY)
    return Lamp(code, mark, word)


def lamp_code(word: str) -> str:
    """The colour of a word, as used in class names."""
    return lamp(word).code


def meaning(light: str) -> str:
    """What a light stands for, as in the legend."""
    return _MEANINGS[light]


def rank(light: str) -> int:
    """Place of a light in a sorted column: the most urgent first."""
    return LIGHTS.index(light) if light in LIGHTS else len(LIGHTS)


def veto_state(item: ItemView) -> str:
    """The state of a veto item; one that nobody has looked at says so."""
    return item.veto.state if item.veto else "未核查"


def step_state(step: StepView | DutyView) -> str:
    """How a step stands: 已完成, 逾期完成, 逾期 or 未到期."""
    if step.done is None:
        return "逾期" if step.is_late else "未到期"
    return "逾期完成" if step.is_late else "已完成"


def problem_state(problem: RegisterView) -> str:
    """How a problem of the register stands: 已销号, 逾期 or 整改中."""
    if problem.closed_on:
        return "已销号"
    return "逾期" if problem.is_late else "整改中"
