"""Rules of the public column's tables (preferences, places, the schematic, questions) and of its foot."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from scripts.check.scope import repeated
from scripts.model.dataset import Dataset
from scripts.model.words import BLANK
from scripts.problems import Problem

_FOLDER = "data/publicity"
_CHOICES = range(2, 5)
_BOXES = range(1, 13)
"""More boxes side by side cannot be read on a phone; empty ones are drawn, too."""


def table_ids_unique(dataset: Dataset, _: date) -> Iterator[Problem]:
    """No two rows of a table share the name by which a link finds them."""
    column = dataset.column
    tables: tuple[tuple[str, list[str]], ...] = (
        ("benefits", [each.id for each in column.benefits]),
        ("places", [each.id for each in column.places]),
        ("townships", [each.name for each in column.townships]),
        ("questions", [each.id for each in column.questions]),
    )
    for name, ids in tables:
        for index in repeated(ids):
            yield _at(dataset, name, index, "K396", f"“{ids[index]}”重复（应唯一）")


def schematic_is_drawable(dataset: Dataset, _: date) -> Iterator[Problem]:
    """Every place lies in a box of the schematic, and no two boxes lie on each other."""
    townships = dataset.column.townships
    names = {each.name for each in townships}
    for index in repeated([f"{each.row} {each.column}" for each in townships]):
        yield _at(dataset, "townships", index, "K397", "示意图的这一格已经有了（应换一行或一列）")
    for index, each in enumerate(townships):
        if not (each.row in _BOXES and each.column in _BOXES):
            message = f"示意图的行和列应为 1–{_BOXES[-1]}（实为第 {each.row} 行第 {each.column} 列）"
            yield _at(dataset, "townships", index, "K397", message)
    for index, place in enumerate(dataset.column.places):
        if names and place.township not in names:
            message = f"示意图里没有“{place.township}”（应为 townships.csv 里的名称）"
            yield _at(dataset, "places", index, "K397", message)


def questions_have_answers(dataset: Dataset, _: date) -> Iterator[Problem]:
    """A question offers two to four different choices, and its answer is one of them."""
    for index, each in enumerate(dataset.column.questions):
        if len(each.choices) not in _CHOICES or len(set(each.choices)) < len(each.choices):
            yield _at(dataset, "questions", index, "K398", "选项应为二至四个，互不相同，用；隔开")
        elif each.answer not in range(1, len(each.choices) + 1):
            message = f"答案不在选项里（应为 1–{len(each.choices)}，实为 {each.answer}）"
            yield _at(dataset, "questions", index, "K398", message)


def footers_lead_to_listed_hosts(dataset: Dataset, _: date) -> Iterator[Problem]:
    """The address of 找错 is of a listed host: a page leads to no other, and would show 待填 instead."""
    for data in dataset.campaigns:
        report, path = data.publicity.footer.report, data.path("publicity.yml")
        host = urlsplit(report).hostname
        if report != BLANK and host not in dataset.column.words.hosts:
            message = f"footer.report 的网站 {host} 没有登记（应先写进 data/publicity/words.yml 的 hosts）"
            line = dataset.line(path, "footer", "report")
            yield Problem(path=path, line=line, code="K407", message=message)


def _at(dataset: Dataset, name: str, index: int, code: str, message: str) -> Problem:
    path = f"{_FOLDER}/{name}.csv"
    return Problem(path=path, line=dataset.line(path, index), code=code, message=message)
