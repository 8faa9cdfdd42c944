"""What the task ``digest`` does with a root, returning its exit code."""

from collections.abc import Mapping
from pathlib import Path

from scripts.commands import OK, UNUSABLE, day_of, say, today
from scripts.digest import INDEX, Forms, all_files, digests_of, files_of, forms_of, of_unit
from scripts.exports.digest import mail
from scripts.history.git import head
from scripts.paths import Layout
from scripts.pipeline import Examined, examine
from scripts.publish.tree import write_file


def run_digest(root: str, unit: str, as_of: str, *, everyone: bool, **to: str) -> int:
    """Print a unit's mail, or write the files of one unit or of all.

    ``to`` names the folder (``out``) and the address of the internal site (``site``).
    """
    out, site = to["out"], to["site"]
    if everyone == bool(unit):
        say("请写 --unit 单位（一个单位）或者 --all（全部单位），两者写一个")
        return UNUSABLE
    layout = Layout.at(root)
    examined = examine(layout, day_of(as_of), today())
    found = digests_of(examined)
    if everyone:
        folder = Path(out).resolve() if out else layout.build / "digest"
        busy = sum(bool(each.asks) for each in found)
        return _write(
            folder,
            all_files(found, site, _forms(examined)),
            f"{len(found)} 个单位，{busy} 个有事要办；先看 {INDEX}",
        )
    digest = of_unit(found, unit)
    if out:
        return _write(
            Path(out).resolve(),
            files_of(digest, site, _forms(examined)),
            f"{digest.name} {len(digest.asks)} 件事",
        )
    say(mail(digest, site).rstrip("\n"))
    return OK


def _forms(examined: Examined) -> Forms:
    """Return the units' forms, or say why none goes with the mails."""
    commit = head(examined.layout.root)
    if commit is None or commit.is_dirty:
        say("数据还没有提交，写不出填报表：信里请各单位到自己的页面下载")
        return {}
    return forms_of(examined, commit.id)


def _write(folder: Path, files: Mapping[str, bytes], about: str) -> int:
    try:
        for name, content in files.items():
            write_file(folder / name, content)
    except OSError:
        say(f"写不了 {folder}：请关闭正在打开其中文件的程序，或换一个文件夹")
        return UNUSABLE
    say(f"已写入 {folder}：{about}")
    return OK
