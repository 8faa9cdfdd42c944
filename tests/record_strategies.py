"""Any record of the model as the text tree a loader would hand over, made from the model itself.

A field of a new type fails here until it is given texts to try.
"""

import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BeforeValidator

from scripts.load.text import invisible
from scripts.model import accounts, articles, column, due, fields, phones, progress, publicity
from scripts.model.fields import Record
from tests import strategies as own

Tree = st.SearchStrategy[Any]


def _regex(pattern: str) -> Tree:
    return st.from_regex(pattern, fullmatch=True)


text = own.texts.map(lambda each: unicodedata.normalize("NFC", each).strip()).filter(
    lambda each: bool(each) and not invisible(each) and unicodedata.normalize("NFC", each) == each
)
cell_text = text.filter(lambda each: "；" not in each)
key = text.filter(lambda each: each != "<<")
day = own.days.map(lambda each: each.isoformat())
number = st.decimals(-9999, 9999, places=2).map(str)
fact = st.one_of(
    text, number, own.counts, st.dictionaries(st.one_of(key, own.counts), text, min_size=1, max_size=3)
)
done = st.one_of(day, st.dictionaries(key, day, min_size=1, max_size=3))


def _reader(annotated: Any) -> Callable[..., Any]:
    """Return the function that reads a field type; it tells the types apart."""
    [reader] = [each.func for each in get_args(annotated) if isinstance(each, BeforeValidator)]
    return reader


TEXTS: dict[Callable[..., Any], Tree] = {
    _reader(annotated): tree
    for annotated, tree in (
        (fields.Text, text),
        (fields.LongText, text),
        (fields.TextList, st.lists(cell_text, min_size=1, max_size=3)),
        (fields.ItemId, _regex(r"[0-9]{1,2}\.[0-9]{2,3}")),
        (
            fields.Slug,
            _regex(r"[a-z0-9]([a-z0-9-]{0,9}[a-z0-9])?").filter(lambda each: each not in fields.RESERVED),
        ),
        (fields.LocalId, _regex(r"[A-Za-z][A-Za-z0-9_-]{0,9}")),
        (fields.FactName, _regex("[一-龥A-Za-z0-9]{1,6}")),
        (fields.Sha256, _regex("[0-9a-f]{64}")),
        (fields.Box, _regex("[0-9]{1,2}-[0-9]{2}")),
        (fields.Page, _regex("[0-9]{1,4}(-[0-9]{1,4})?")),
        (fields.EvidencePath, _regex(r"[0-9]{1,2}\.[0-9]{2}/[A-Za-z0-9]{1,5}\.(pdf|jpg|png|docx|xlsx)")),
        (accounts.Login, _regex("[A-Za-z0-9][A-Za-z0-9_-]{0,8}")),
        (accounts.Mail, _regex(r"[a-z0-9._-]{1,8}@[a-z0-9-]{1,8}\.example")),
        (articles.PictureName, _regex(r"[a-z0-9]{1,5}\.(jpg|png)")),
        (articles.DocumentName, _regex(r"[a-z0-9]{1,5}\.(pdf|docx|xlsx)")),
        (articles.PagePath, _regex(r"[a-z]{1,5}/[a-z0-9]{1,5}\.md")),
        (column.PiecePath, _regex(r"docs/public/[a-z]{1,5}/[a-z0-9]{1,5}\.md")),
        (phones.OfficePhone, _regex("0[3-9][0-9]{2}-[2-9][0-9]{6}")),
        (publicity.ReportAddress, _regex(r"待填|https://[a-z]{1,8}\.example\.cn/")),
        (publicity.SiteAddress, _regex(r"https://[a-z]{1,8}\.example\.cn/")),
        (fields.Day, day),
        (fields.Number, number),
        (fields.Count, st.integers(0, 9999).map(str)),
        (fields.Year, st.integers(2000, 2100).map(str)),
        (fields.YesNo, st.sampled_from(("是", "否"))),
        (fields.ItemKindWord, st.sampled_from(("基础", "加分", "扣分", "一票否决", "base"))),
        (due.DueField, st.one_of(day, _regex("[A-Z]{1,3}(-[0-9]{1,3})?"))),
        (progress.Fact, fact),
        (progress.DoneField, done),
    )
}


def trees(model: type[Record]) -> Tree:
    """Return a strategy of trees that ``model`` accepts, by the names the file has."""
    needed: dict[str, Tree] = {}
    optional: dict[str, Tree] = {}
    for name, field in model.model_fields.items():
        into = needed if field.is_required() else optional
        into[field.alias or name] = _tree(field.annotation, field.metadata)
    return st.fixed_dictionaries(needed, optional=optional)


def _tree(annotation: Any, metadata: Iterable[Any] = ()) -> Tree:
    for each in metadata:
        if isinstance(each, BeforeValidator) and each.func in TEXTS:
            return TEXTS[each.func]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _tree(arguments[0], arguments[1:])
    if origin is not None:
        return _compound(origin, arguments, sum(getattr(each, "min_length", 0) for each in metadata))
    if issubclass(annotation, Record):
        return trees(annotation)
    if issubclass(annotation, StrEnum):
        return st.sampled_from([member.value for member in annotation])
    raise NotImplementedError(f"这种字段还没有试验用的文字：{annotation}")


def _compound(origin: Any, arguments: tuple[Any, ...], least: int) -> Tree:
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_tree(arguments[0]), min_size=least, max_size=2)
    if origin is dict:
        keys = _tree(arguments[0]).filter(lambda each: each != "<<")
        return st.dictionaries(keys, _tree(arguments[1]), min_size=1, max_size=2)
    return st.one_of(*(_tree(each) for each in arguments if each is not type(None)))


def cells(model: type[Record]) -> Tree:
    """Return a strategy of rows that a table of ``model`` accepts: filled cells by column."""

    def joined(row: dict[str, Any]) -> dict[str, str]:
        flat = {name: "；".join(cell) if isinstance(cell, list) else cell for name, cell in row.items()}
        return {name: cell for name, cell in flat.items() if cell}

    return trees(model).map(joined)
