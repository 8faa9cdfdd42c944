"""The generated part of ``data/README.md``: every file, every field, from the model."""

import types
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from scripts.load.kinds import KINDS, FileKind
from scripts.model.fields import Record
from scripts.problems import DataError, Problem

BEGIN = "<!-- 以下由 python3 tasks.py generate 生成，请勿手改 -->"
END = "<!-- 生成部分到此为止 -->"


def with_dictionary(readme: str) -> str:
    """Return ``readme`` with the part between the marks made anew; DataError without marks."""
    if BEGIN not in readme or END not in readme.split(BEGIN, 1)[1]:
        message = f"缺少生成部分的标记（应先后各有一行“{BEGIN}”“{END}”）"
        raise DataError([Problem(path="data/README.md", line=1, code="T110", message=message)])
    before, rest = readme.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    return f"{before}{BEGIN}\n\n{dictionary()}\n{END}{after}"


def dictionary() -> str:
    """Return the data dictionary as Markdown."""
    return "\n".join([_files(), *(_kind(kind) for kind in KINDS)])


def _files() -> str:
    rows = [
        f"| `data/{kind.pattern.replace('*/', '<活动>/', 1).replace('*', '<编号>')}` | {kind.title} | "
        f"{kind.purpose} | {kind.owner} | {kind.readers} |"
        for kind in KINDS
    ]
    return "\n".join(
        [
            "## 文件一览",
            "",
            "| 文件 | 名称 | 内容 | 谁来填 | 谁能看 |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _kind(kind: FileKind) -> str:
    parts = [f"## {kind.title}　`{kind.pattern}`", "", _table(kind.model)]
    parts += [f"### {kind.title}中的 `{name}`\n\n{_table(model)}" for name, model in _nested(kind.model)]
    return "\n".join(parts)


def _table(model: type[Record]) -> str:
    rows = ["| 键 | 含义 | 必填 | 写法 |", "| --- | --- | --- | --- |"]
    for name, field in model.model_fields.items():
        needed = "是" if field.is_required() else "否"
        rows.append(f"| `{field.alias or name}` | {field.description or ''} | {needed} | {_form(field)} |")
    return "\n".join(rows) + "\n"


def _nested(model: type[Record], seen: frozenset[type] = frozenset()) -> list[tuple[str, type[Record]]]:
    found: list[tuple[str, type[Record]]] = []
    for name, field in model.model_fields.items():
        for each in _records(field.annotation):
            if each not in seen:
                label = f"{field.alias or name}" + (f"（{_tag(each)}）" if _tag(each) else "")
                found += [(label, each), *_nested(each, seen | {each})]
    return found


def _tag(model: type[Record]) -> str:
    kind = model.model_fields.get("kind")
    values = get_args(kind.annotation) if kind else ()
    return str(values[0]) if len(values) == 1 and isinstance(values[0], str) else ""


def _records(annotation: Any) -> list[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for each in get_args(annotation) for record in _records(each)]


_FORMS = {
    "bool": "是 / 否",
    "int": "整数",
    "Decimal": "数字",
    "date": "YYYY-MM-DD",
    "str": "文字",
    "Due": "C-60 或日期",
}


def _form(field: FieldInfo) -> str:
    return _form_of(field.annotation)


def _form_of(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _form_of(arguments[0])
    if origin in (Union, types.UnionType):
        named = {_form_of(each) for each in arguments if each is not type(None)}
        return named.pop() if len(named) == 1 else "见下"
    if origin is tuple:
        return "列表，每项见下" if _records(arguments[0]) else f"列表：{_form_of(arguments[0])}"
    if arguments and isinstance(arguments[0], str):
        return " / ".join(arguments)
    return "映射" if origin is dict else _plain_form(annotation)


def _plain_form(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return " / ".join(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return "见下"
    return _FORMS.get(getattr(annotation, "__name__", ""), "见说明")
