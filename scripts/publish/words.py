"""Chinese words for the search index.

Without ``jieba`` the search plugin puts whole sentences into the index: the
site looks right and every Chinese query finds nothing, without a warning. So
the build makes sure of the dictionary before, and of its traces in the index
after.
"""

import json
import logging
import re
import warnings
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from html import unescape
from pathlib import Path
from typing import Any

from scripts.problems import DataError
from scripts.publish import tree
from scripts.publish.inputs import problem

INDEX = "search/search_index.json"
DISK_INDEX = "search/search_index.js"
GAP = "\u200b"  # what the plugin puts between two words
_PARTED = re.compile(f"[一-鿿]{GAP}[一-鿿]")
_HAN = re.compile("[一-鿿]")


def load_dictionary(documents: Iterable[bytes]) -> None:
    """Give jieba every word that can occur in ``documents``, in silence.

    Of its 350 000 words only those made of the documents' own characters can
    ever match, so only they are read: the same cut, in a quarter of the time.
    jieba's own cache is not used: it lies in the shared temporary folder, where
    anybody could have put it. Raises DataError when jieba is missing.
    """
    jieba = _import_jieba()
    wanted = {mark for data in documents for mark in set(unescape(data.decode(errors="replace")))}
    marks = frozenset(filter(_HAN.fullmatch, wanted))
    if marks <= _loaded and jieba.dt.initialized:
        return
    _loaded.update(marks)
    with jieba.dt.get_dict_file() as file:
        lines = file.read().decode()
    jieba.dt.FREQ = _words_of(lines, _loaded)
    jieba.dt.total = sum(map(int, re.findall(" ([0-9]+) ", lines)))
    jieba.dt.initialized = True


_loaded: set[str] = set()


def _import_jieba() -> Any:
    """Return the module; its old source warns when it is compiled."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    except ImportError:
        message = "缺少中文分词库 jieba，站内搜索会查不到任何中文；请重新安装依赖后再构建"
        raise DataError([problem("requirements.lock", "P11", message)]) from None
    jieba.setLogLevel(logging.CRITICAL)
    return jieba


def _words_of(lines: str, marks: AbstractSet[str]) -> dict[str, int]:
    """Return the words written with ``marks`` alone, with how often they occur.

    As jieba wants it, the beginnings of each word are there too, with 0.
    """
    words = dict(re.findall(f"^([{''.join(sorted(marks)) or '一'}]+) ([0-9]+)", lines, re.MULTILINE))
    often = {word: int(count) for word, count in words.items()}
    for word in words:
        for end in range(len(word) - 1, 0, -1):
            if word[:end] in often:
                break  # its own beginnings are there already
            often[word[:end]] = 0
    return often


def index_fault(site: Path) -> str:
    """Return what is wrong with the finished search index, or an empty text."""
    try:
        entries = json.loads((site / INDEX).read_bytes())["docs"]
    except (OSError, ValueError, KeyError, TypeError):
        return "没有搜索索引，或读不出来"
    texts = [f"{entry['title']} {entry['text']}" for entry in entries]
    if not any(map(_HAN.search, texts)):
        return "搜索索引里没有中文"
    if not any(map(_PARTED.search, texts)):
        return "搜索索引没有分词，中文会查不到（jieba 没有起作用）"
    return ""


def write_disk_index(site: Path) -> None:
    """Write the index once more as a script: a page on the disk may not read JSON."""
    index = (site / INDEX).read_bytes()
    tree.write_file(site / DISK_INDEX, b"var __index = " + index)
