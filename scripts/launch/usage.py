"""The command line: which tasks there are, what they take, what was asked for.

Tasks are read from the source of ``tasks.py`` with :mod:`ast`, so the list and
the help need no environment. Kept to Python 3.6, like ``bootstrap.py``.
"""

import ast
import os
from typing import Any, Dict, Iterable, List, Mapping, NamedTuple, Tuple

from scripts.launch.bootstrap import ROOT, Stop

PROGRAM = "python3 tasks.py"

LAST_PORT = 65535
FILES = "file"
"""The one option that takes several words, as a shell makes of ``*.xlsx``."""


class Option(NamedTuple):
    """One parameter of a task; ``kind`` is the Python type its value has."""

    name: str
    kind: type
    required: bool
    meaning: str

    @property
    def flag(self) -> str:
        """Return the option as it is typed."""
        return "--" + self.name.replace("_", "-")


class Task(NamedTuple):
    """One task: a decorated function of ``tasks.py``."""

    function: str
    summary: str
    options: Tuple[Option, ...]

    @property
    def name(self) -> str:
        """Return the task as it is typed."""
        return self.function.replace("_", "-")


class Call(NamedTuple):
    """A task asked for, with the values given."""

    task: Task
    values: Dict[str, Any]


class UsageError(Stop):
    """The command line asks for something that does not exist."""

    def __init__(self, message: str) -> None:
        """Keep the sentence; the exit code of wrong usage is 2."""
        super().__init__(message, 2)


def read_tasks() -> List[Task]:
    """Return the tasks in the order of the file."""
    with open(os.path.join(ROOT, "tasks.py"), encoding="utf-8") as file:
        body = ast.parse(file.read()).body
    meanings = {}  # type: Dict[str, str]
    for node in body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "MEANINGS":
            meanings = ast.literal_eval(node.value)
    functions = [node for node in body if isinstance(node, ast.FunctionDef)]
    return [read_task(node, meanings) for node in functions if is_task(node)]


def is_task(node: ast.FunctionDef) -> bool:
    """Tell whether the function carries the ``@task`` mark."""
    return any(getattr(mark, "id", "") == "task" for mark in node.decorator_list)


def read_task(node: ast.FunctionDef, meanings: Dict[str, str]) -> Task:
    """Return the task a function defines; its first parameter is invoke's context."""
    parameters = node.args.args[1:]
    optional = len(node.args.defaults)
    options = tuple(
        Option(
            name=parameter.arg,
            kind={"int": int, "bool": bool}.get(getattr(parameter.annotation, "id", ""), str),
            required=index < len(parameters) - optional,
            meaning=meanings.get(parameter.arg, ""),
        )
        for index, parameter in enumerate(parameters)
    )
    summary = (ast.get_docstring(node) or "").split("\n")[0]
    return Task(node.name, summary, options)


def help_text(argv: List[str]) -> str:
    """Return the help of the first task named in ``argv``, or the list of all."""
    tasks = read_tasks()
    named = [task for word in argv for task in tasks if task.name == word]
    return task_help(named[0]) if named else overview(tasks)


def overview(tasks: List[Task]) -> str:
    """Return the list of tasks, one line each."""
    width = max(len(task.name) for task in tasks) + 2
    lines = ["  " + task.name.ljust(width) + task.summary for task in tasks]
    head = ["用法：%s 任务 [选项]" % PROGRAM, "", "任务："]
    tail = ["", "某个任务的选项：%s 任务 --help" % PROGRAM]
    return "\n".join(head + lines + tail) + "\n"


def task_help(task: Task) -> str:
    """Return what a task does and the options it takes."""
    needed = " ".join("%s 值" % option.flag for option in task.options if option.required)
    width = max([len(option.flag) for option in task.options] or [0]) + 2
    lines = ["  " + option.flag.ljust(width) + option.meaning for option in task.options]
    head = "用法：%s %s%s [选项]" % (PROGRAM, task.name, " " + needed if needed else "")
    return "\n".join([head, "", task.summary] + (["", "选项："] if lines else []) + lines) + "\n"


def parse(argv: List[str]) -> List[Call]:
    """Return the calls that a command line asks for, as invoke would read it.

    Several tasks may follow one another. Raises :class:`UsageError` for the
    first thing that is wrong.
    """
    tasks = {task.name: task for task in read_tasks()}
    calls = []  # type: List[Call]
    rest = list(argv)
    while rest:
        task = tasks.get(rest[0])
        if task is None:
            what = "选项" if rest[0].startswith("-") else "任务"
            message = "没有%s“%s”。%s全部任务见：%s"
            raise UsageError(message % (what, rest[0], suggestion(rest[0], tasks), PROGRAM))
        calls.append(Call(task, read_values(task, rest, tasks)))
    for call in calls:
        check_values(call.values)
    return calls


def read_values(task: Task, rest: List[str], tasks: Iterable[str]) -> Dict[str, Any]:
    """Take the task's name and its values off the front of ``rest``; several files are joined by ；."""
    rest.pop(0)
    values = {}  # type: Dict[str, Any]
    missing = [option for option in task.options if option.required]
    while rest and (rest[0].startswith("-") or missing or (FILES in values and rest[0] not in tasks)):
        word = rest.pop(0)
        if word.startswith("-"):
            option, value = read_option(task, word, rest)
        elif missing:
            option, value = missing[0], word
        else:
            values[FILES] += "；" + word
            continue
        values[option.name] = convert(option, value)
        missing = [option for option in missing if option.name not in values]
    if missing:
        message = "任务 %s 缺少选项 %s。用法见：%s %s --help"
        raise UsageError(message % (task.name, missing[0].flag, PROGRAM, task.name))
    return values


def read_option(task: Task, word: str, rest: List[str]) -> Tuple[Option, str]:
    """Return the option a word names, and its value (taken from ``rest`` if need be)."""
    flag, equals, value = word.partition("=")
    options = {option.flag: option for option in task.options}
    if flag not in options:
        message = "任务 %s 没有选项“%s”。%s它的选项见：%s %s --help"
        raise UsageError(message % (task.name, flag, suggestion(flag, options), PROGRAM, task.name))
    option = options[flag]
    if option.kind is bool:
        if equals:
            raise UsageError("选项 %s 不带值，写出来就是“是”" % flag)
        return option, "1"
    if not equals and not rest:
        raise UsageError("选项 %s 后面缺少值" % flag)
    return option, value if equals else rest.pop(0)


def convert(option: Option, value: str) -> Any:
    """Return the value in the option's type."""
    try:
        return option.kind(value)
    except ValueError:
        raise UsageError("选项 %s 应为整数，实为“%s”" % (option.flag, value)) from None


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the question whether the nearest known word was meant, if any is near."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return "是否想写 %s？" % close[0] if close else ""


def check_values(values: Mapping[str, Any]) -> None:
    """Raise :class:`UsageError` for a value that no task could use."""
    for name, value in values.items():
        if name != "args" and str(value).startswith("-") and not str(value)[1:].isdigit():
            raise UsageError("选项 --%s 的值不能以 - 开头：%s" % (name.replace("_", "-"), value))
    root = values.get("root")
    makes_root = "title" in values  # a new campaign may begin a new folder
    if root is not None and not os.path.isdir(root) and not makes_root:
        raise UsageError("选项 --root 指的文件夹不存在：%s" % root)
    for name in ("as_of", "on"):
        day = values.get(name)
        if day and not is_date(day):
            option = name.replace("_", "-")
            raise UsageError("选项 --%s 应为真实日期（年-月-日，如 2026-07-20），实为“%s”" % (option, day))
    port = values.get("port", 0)
    if not 0 <= port <= LAST_PORT:
        raise UsageError("选项 --port 应在 0–%d 之间，实为 %s" % (LAST_PORT, port))
    audience = values.get("audience", "internal")
    if audience not in ("internal", "public"):
        raise UsageError("选项 --audience 应为 internal 或 public，实为“%s”" % audience)


def check_build(*, at: str, release: bool, portable: bool, audience: str) -> None:
    """Raise :class:`UsageError` for options of ``build`` that contradict one another."""
    if at and (release or portable):
        raise UsageError("选项 --at 生成从前的样子，不能和 --release、--portable 同时用")
    if audience == "internal" and not portable:
        raise UsageError("build 总是同时生成两个站；--audience 只和 --portable 一起用")


def is_date(text: str) -> bool:
    """Tell whether the text is a real date written YYYY-MM-DD."""
    import re
    from datetime import date

    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", text):
        return False
    try:
        date(*map(int, text.split("-")))
    except ValueError:
        return False
    return True
