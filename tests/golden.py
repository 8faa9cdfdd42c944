"""Whole outputs that are compared byte for byte with the files in ``tests/expected``."""

import contextlib
import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.commands import run_check
from scripts.digest import all_files, digests_of
from scripts.exports.feed import feed
from scripts.exports.open_data import benefits_json
from scripts.pages.public import public_pages
from tests import bad_county, powers_table, replay_county, review_county
from tests.counties import AS_OF, MINI, ROOT, contracts, examined
from tests.form_county import dumped, given
from tests.page_column import URL, column_site
from tests.page_public import FILES, busy_site

EXPECTED = ROOT / "tests" / "expected"
REMEDY = "与 tests/expected 中的标准答案不同；看清差异确属有意，再运行 python3 tasks.py bless"


def check_report(root: Path) -> tuple[int, str]:
    """Return the exit code of ``check`` and all it prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = run_check(str(root), AS_OF.isoformat())
    return code, out.getvalue()


def bad_report() -> bytes:
    """Return what ``check`` prints for the county with every mistake."""
    with tempfile.TemporaryDirectory() as folder:
        return check_report(bad_county.make(Path(folder) / "county"))[1].encode()


def _busy_pages() -> dict[str, bytes]:
    return public_pages(busy_site(), {}, FILES)


OUTPUTS: Mapping[str, Callable[[], bytes]] = {
    "internal.json": lambda: contracts(MINI)["internal.json"],
    "public.json": lambda: contracts(MINI)["public.json"],
    "feed.xml": lambda: feed(column_site(url=URL)),
    "benefits.json": lambda: benefits_json(column_site()),
    "bad-report.txt": bad_report,
    "replay.txt": replay_county.told,
    "powers.md": powers_table.told,
    "form.txt": lambda: dumped(given()).encode(),
    "digest.txt": lambda: all_files(digests_of(examined(MINI)), "")["rwb.txt"],
    "review.md": lambda: review_county.told("md"),
    "review.txt": lambda: review_county.told("text"),
    "review.json": lambda: review_county.told("json"),
    "article.md": lambda: _busy_pages()["policies/rules.md"],
    "article-elder.md": lambda: _busy_pages()["elder/policies/rules.md"],
}


def expected(name: str) -> bytes:
    """Return a blessed output, '' before it was blessed."""
    path = EXPECTED / name
    return path.read_bytes() if path.exists() else b""
