"""The web form in place: data read, configuration made, ``<out>/edit`` put beside the internal site."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.paths import Layout
from scripts.pipeline import clock_for, examine
from scripts.problems import DataError, Problem
from scripts.publish.parcel import open_parcel
from scripts.webform.config import Server, config_of
from scripts.webform.pages import bundle_files, page_files

FOLDER = "edit"
"""Below the output folder, beside the sites: only the internal server serves it, under ``/edit/``."""
SERVERS = ("local", "github", "forgejo")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What was asked for: the server, where npm put its packages, and the output folder."""

    server: Server
    modules: Path
    out: Path


def put_form(layout: Layout, wanted: Wanted, today: date, say: Callable[[str], None]) -> Path:
    """Write the form and return its folder; DataError when something is missing or wrong."""
    if problems := _unfit(wanted.server):
        raise DataError(problems)
    bundle = bundle_files(wanted.modules)
    dataset = examine(layout, None, today).usable()
    files = page_files(config_of(dataset, wanted.server, clock_for(dataset, None, today).as_of))
    with open_parcel(wanted.out, FOLDER, say) as parcel:
        parcel.add(files | bundle)
        return parcel.settle()


def _unfit(server: Server) -> list[Problem]:
    """Return what the options lack."""
    wrong = []
    if server.name not in SERVERS:
        wrong.append(f"--backend 应为 {' / '.join(SERVERS)}，实为“{server.name}”")
    if server.name in ("github", "forgejo") and server.repo.count("/") != 1:
        wrong.append(f"--repo 应写 组织/仓库，如 shilixian/shuangyong，实为“{server.repo}”")
    if server.name == "forgejo" and not server.base_url:
        wrong.append("--base-url 应写 Forgejo 的网址，如 https://git.sl.example")
    if server.base_url and not server.base_url.startswith(
        ("https://", "http://localhost:", "http://127.0.0.1:")
    ):
        wrong.append(
            f"--base-url 应以 https:// 开头（本机可用 http://localhost:端口），实为“{server.base_url}”"
        )
    return [Problem(path="", line=1, code="W502", message=message) for message in wrong]
