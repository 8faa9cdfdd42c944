"""What the tasks for a forge do: one function a task, returning its exit code."""

import os
from pathlib import Path

from scripts.commands import OK, PROBLEMS, UNUSABLE, say
from scripts.forge.api import Forge, ForgeError
from scripts.forge.remarks import post_labels, post_remark
from scripts.forge.size import files_of, size_faults, touched_between
from scripts.history.git import GitError
from scripts.load.text import read_text
from scripts.load.yamls import read_yaml
from scripts.paths import Layout

LABELS = ".github/labels.yml"


def run_size(root: str, base: str, head: str) -> int:
    """Say whether a proposal is too large to be reviewed; 2 when there is no such proposal."""
    try:
        touched = touched_between(Layout.at(root).root, base, head)
    except GitError as error:
        say(f"无法核对大小：{error}")
        return UNUSABLE
    faults = list(size_faults(touched))
    for fault in faults:
        say(fault)
    if not faults:
        say(f"大小合适：{files_of(touched)} 个文件，{sum(each.size for each in touched) / 1000:.0f} KB。")
    return PROBLEMS if faults else OK


def run_comment(root: str, pull: int, path: str) -> int:
    """Write what a file says below a pull request, in the one comment that is the program's."""
    try:
        told = (Path(root) / path).read_text(encoding="utf-8")
        say(f"{post_remark(_forge(), pull, told)}（合并请求 {pull}）。")
    except OSError:
        say(f"读不到 {path}（应为 review 写出的文件）")
        return UNUSABLE
    except ForgeError as error:
        say(f"没有写入审阅意见：{error}")
        return PROBLEMS
    return OK


def run_labels(root: str) -> int:
    """Create the labels of ``.github/labels.yml`` that the repository lacks."""
    layout = Layout.at(root)
    tree = read_yaml(read_text(layout.root / LABELS, LABELS), LABELS)
    try:
        made = post_labels(_forge(), tree.data)
    except ForgeError as error:
        say(f"没有建立标签：{error}")
        return PROBLEMS
    say(f"新建了 {made} 个标签，其余原来就有。")
    return OK


def _forge() -> Forge:
    """Return the forge the environment names, as its own runners do."""
    names = ("GITHUB_API_URL", "GITHUB_REPOSITORY", "FORGE_TOKEN")
    wanted = {name: os.environ.get(name, "") for name in names}
    if missing := [name for name, value in wanted.items() if not value]:
        raise ForgeError(f"缺少环境变量 {'、'.join(missing)}（工作流程里会自动设置）")
    api, repository, token = wanted.values()
    return Forge(api=api, repository=repository, token=token)
