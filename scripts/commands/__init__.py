"""What each task does with a root: one function a task, returning its exit code.

The clock is read here, once. Every function prints for people, in Chinese.
"""

import sys
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from scripts.history.unseen import escaped
from scripts.paths import Layout
from scripts.pipeline import (
    Examined,
    audited,
    build,
    build_past,
    examine,
    internal_view,
    public_view,
    public_watch,
)
from scripts.problems import Severity

PROJECT = Layout.at(Path(__file__).parent.parent.parent)
"""This project's own repository: the sample county, the templates, the schemas."""

FORM_PAGE = "edit/index.html"
"""Where the internal server keeps the web form (``editing.py``), seen from the site."""

OK, PROBLEMS, UNUSABLE = 0, 1, 2


def today() -> date:
    """Return the day it is in China."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def moment() -> str:
    """Return the moment it is, in UTC to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_of(text: str) -> date | None:
    """Return the day a user named; None when he named none."""
    return date.fromisoformat(text) if text else None


def say(text: str) -> None:
    """Print lines for people, at once; what nobody can see, and a terminal would obey, is escaped."""
    sys.stdout.write(f"{escaped(text)}\n")
    sys.stdout.flush()


def run_check(root: str, as_of: str) -> int:
    """Print every problem of the repository at once; write nothing."""
    examined = examine(Layout.at(root), day_of(as_of), today(), with_form=True)
    for problem, words in examined.findings:
        say(f"{problem}{f'〔{words}〕' if words else ''}")
    return _verdict(examined)


def _verdict(examined: Examined) -> int:
    errors = len(examined.errors)
    waived = sum(bool(words) for _, words in examined.findings)
    warnings = sum(problem.severity is Severity.WARNING and not words for problem, words in examined.findings)
    counts = f"错误 {errors} 个，警告 {warnings} 个，豁免 {waived} 个"
    if errors:
        say(f"核对未通过：{counts}。请按上面的文件和行号改正后再运行。")
        return PROBLEMS
    dataset = examined.usable()
    items = sum(len(data.items) for data in dataset.campaigns)
    say(
        f"核对通过（{examined.clock.as_of}）：{len(dataset.campaigns)} 个创建活动，{items} 个小项，{counts}。"
    )
    return OK


def run_build(  # noqa: PLR0913 - the task's own options, named one by one
    root: str, as_of: str, out: str, at: str = "", *, release: bool = False, webform: bool = False
) -> int:
    """Build both sites, now or as they stood at a day, tag or commit; say which files to open."""
    from scripts.history.days import named_day

    started = time.monotonic()
    day, place = day_of(as_of), Path(out).resolve() if out else None
    if at:
        if (then := named_day(at)) and then > today():
            say(f"--at 写的 {at} 还没有到（应为今天或以前的日期）")
            return PROBLEMS
        published = build_past(Path(root), at, day, place, say)
    else:
        edit = FORM_PAGE if webform else ""
        published = build(Path(root), day, today(), place, say, release=release, edit=edit)
    say(f"已生成，用时 {time.monotonic() - started:.1f} 秒。请打开：")
    for name, site in (("内部进展站", published.internal), ("公开专栏站", published.public)):
        say(f"  {name}  {site / 'index.html'}")
    own = "" if Path(root).resolve() == PROJECT.root else f" --root {root}"
    say(f"双击即可在浏览器里打开，站内搜索也能用；改数据时实时预览：python3 tasks.py serve{own}")
    return OK


def run_portable(root: str, as_of: str, out: str, audience: str, *, release: bool = False) -> int:
    """Write one site for a USB stick, as folder and zip, and say where they are."""
    from scripts.portable import Load, carry

    load = Load(audience=audience, out=Path(out).resolve() if out else None, release=release)
    carry(Layout.at(root), load, day_of(as_of), today(), say)
    return OK


def run_format(root: str) -> int:
    """Rewrite data files that are not in canonical form."""
    from scripts.load.formatting import unformatted
    from scripts.publish.tree import write_file

    layout = Layout.at(root)
    found, problems = unformatted(layout)
    for path, _, wanted in found:
        write_file(path, wanted.encode())
        say(f"已整理 {layout.relative(path)}")
    for problem in problems:
        say(str(problem))
    say(
        f"整理了 {len(found)} 个文件"
        + (f"，{len(problems)} 个问题须先改正" if problems else "，其余已是统一格式")
    )
    return PROBLEMS if problems else OK


def generated(layout: Layout) -> Mapping[str, bytes]:
    """Return every generated file of a repository: schemas, the data dictionary, who owns which file."""
    from scripts.generating import owner_files
    from scripts.load.dictionary import with_dictionary
    from scripts.load.schemas import schema_files

    readme = layout.data / "README.md"
    files = dict(schema_files())
    if readme.exists():
        files["data/README.md"] = with_dictionary(readme.read_text(encoding="utf-8")).encode()
    return files | owner_files(layout)


def run_generate(root: str) -> int:
    """Make the generated files of the repository anew."""
    return _write(Layout.at(root), generated(Layout.at(root)))


def run_new_campaign(root: str, campaign_id: str, title: str) -> int:
    """Make the folder of a new campaign and say what to do next."""
    from scripts.load.scaffold import new_campaign

    layout = Layout.at(root)
    own = layout if (layout.campaigns / "_template").is_dir() else PROJECT
    files = new_campaign(layout, own, campaign_id, title)
    _write(layout, files)
    folder = f"data/campaigns/{campaign_id}"
    say(
        f"下一步：1. 改 {folder}/campaign.yml 的节点日期和机构；2. 把本省考评标准填进 {folder}/standard.csv；"
    )
    say(f"3. 在 {folder}/rules.yml 写计分规则；4. 运行 python3 tasks.py check。字段说明见 data/README.md。")
    return OK


def _write(layout: Layout, files: Mapping[str, bytes]) -> int:
    from scripts.publish.tree import write_file

    for name, content in files.items():
        path = layout.root / name
        if not path.exists() or path.read_bytes() != content:
            write_file(path, content)
            say(f"已写入 {name}")
    return OK


def run_changes(root: str, since: str, until: str, form: str, out: str = "", *about: str) -> int:
    """Print what was changed between two days, tags or commits, or write it to the file ``out``.

    ``about`` narrows it down to an item, a unit, a person, a field and a flag, as in ``wanted``.
    """
    from scripts.exports.workbook import Table, workbook
    from scripts.history.report.forms import COLUMNS, FORMATS, count_words, rows
    from scripts.history.report.period import report_on
    from scripts.history.report.wanted import Wanted
    from scripts.kept import history_at

    if form not in (*FORMATS, "xlsx"):
        say(f"没有“{form}”这种格式（应为 {' / '.join((*FORMATS, 'xlsx'))}）")
        return PROBLEMS
    if form == "xlsx" and not out:
        say("xlsx 是文件，请用 --out 写明文件名，如 --format xlsx --out 变更记录.xlsx")
        return PROBLEMS
    layout = Layout.at(root)
    report = report_on(layout.root, history_at(layout), since, until, Wanted(*about))
    if form == "xlsx":
        table = Table(title="变更记录", columns=COLUMNS, rows=list(rows(report)), about=report.period)
        told = workbook([table])
    else:
        told = FORMATS[form](report).encode()
    return hand_over(told, Path(out), f"{report.period}：{count_words(report)}") if out else print_bytes(told)


def print_bytes(told: bytes) -> int:
    """Print what is told, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()
    return OK


def hand_over(told: bytes, out: Path, about: str) -> int:
    """Write one file for a person and say where it is, and what it holds."""
    from scripts.publish.tree import write_file

    if not out.parent.is_dir() or out.is_dir():
        say(f"写不了 {out}：{'这是文件夹' if out.is_dir() else '没有这个文件夹'}（--out 应为文件名）")
        return PROBLEMS
    try:
        write_file(out, told)
    except OSError:
        say(f"写不了 {out}：请关闭正在打开它的程序，或换一个文件名")
        return PROBLEMS
    say(f"已写入 {out}：{about}")
    return OK


def run_serve(root: str, audience: str, port: int, as_of: str) -> int:
    """Show one site live in the browser; it follows the data."""
    from scripts.history.git import head
    from scripts.kept import history_at
    from scripts.publish import SiteInput
    from scripts.serve import serve
    from scripts.sites import internal_input, public_input

    layout, day = Layout.at(root), day_of(as_of)

    def render() -> SiteInput:
        examined = examine(layout, day, today())
        if audience == "public":
            return public_input(public_view(examined), layout, public_watch(examined))
        site = internal_view(examined, head(layout.root))
        return internal_input(audited(site, layout.root, lambda: history_at(layout), lambda _: None), layout)

    return serve(render, [layout.data, layout.public_docs, layout.internal_docs], port, say)


def run_demo(out: str, seed: int, items: int, commits: int) -> int:
    """Make a repository of the whole campaign, build its sites, say what to try; 2 if it cannot be made."""
    from scripts.demo import Wanted, make_demo, next_steps
    from scripts.demo.place import PlaceError
    from scripts.history.git import GitError
    from scripts.history.proof.sshkeys import SigningError

    root = Path(out).resolve() if out else PROJECT.build / "demo"
    started = time.monotonic()
    try:
        made = make_demo(PROJECT.root, root, Wanted(seed=seed, items=items, commits=commits), say)
    except (PlaceError, GitError, SigningError) as error:
        say(f"没有生成演示：{error}")
        return UNUSABLE
    say(f"演示仓库已生成：{made.root}（{made.commits} 次提交，用时 {time.monotonic() - started:.1f} 秒）")
    code = run_build(str(made.root), "", "")
    for line in next_steps(made):
        say(line)
    return code
