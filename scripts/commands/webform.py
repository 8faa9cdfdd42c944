"""What the task of the web form does with a root: one function, returning its exit code."""

from pathlib import Path

from scripts.commands import OK, PROJECT, say, today
from scripts.editing import Wanted, put_form
from scripts.paths import Layout
from scripts.webform.config import Server

_NEXT = {
    "local": "接着运行 edit/server.mjs，由内部站的服务器转给它（docs/internal/guide/webform.md）。",
    "github": "登录用单位自己的 GitHub 账号；谁能合并由代码平台的分支保护决定。",
    "forgejo": "登录用单位自己的 Forgejo 账号；谁能合并由代码平台的分支保护决定。",
}


def run_webform(root: str, out: str, modules: str, server: Server) -> int:
    """Write the form beside the internal site, and say what comes next."""
    layout = Layout.at(root)
    place = Path(out).resolve() if out else layout.build
    installed = Path(modules).resolve() if modules else PROJECT.root / "edit" / "node_modules"
    folder = put_form(layout, Wanted(server=server, modules=installed, out=place), today(), say)
    say(f"网页表单已放在 {folder}，内部站的 /edit/ 下可用。{_NEXT[server.name]}")
    return OK
