"""The whole flow on one screen: data to two published sites.

``load → check → score → views → charts → pages → publish``; each room does one
stage. The build is a pure function of the commit and ``as_of``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.check import check, waived
from scripts.check.echoes import echoes
from scripts.check.public_files import public_files
from scripts.check.public_words import accepting
from scripts.guard.watch import Watch
from scripts.history.git import Commit, head
from scripts.history.past import past_of
from scripts.history.proof.freeze import last_anchor
from scripts.load.dataset import load
from scripts.load.formatting import format_problems
from scripts.model.dataset import Dataset
from scripts.model.units import Waiver
from scripts.paths import Layout
from scripts.problems import DataError, Problem, Severity
from scripts.publish.tree import write_tree
from scripts.releasing import release_faults

if TYPE_CHECKING:
    from scripts.history.mining.mine import History
    from scripts.publish import Published
    from scripts.views.internal import InternalSite
    from scripts.views.public import PublicSite

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The day everything is computed for, and why it is not today ('' when it is)."""

    as_of: date
    note: str


@dataclass(frozen=True, kw_only=True)
class Examined:
    """A repository after load and check. ``findings`` pair a problem with its waiver's words."""

    layout: Layout
    dataset: Dataset | None
    clock: Clock
    findings: Sequence[tuple[Problem, str]]

    @property
    def errors(self) -> list[Problem]:
        """Errors nobody waived: they stop everything."""
        return [
            problem for problem, words in self.findings if problem.severity is Severity.ERROR and not words
        ]

    def usable(self) -> Dataset:
        """Return the dataset, or raise every error."""
        if self.errors or self.dataset is None:
            raise DataError(self.errors)
        return self.dataset


def examine(
    layout: Layout,
    as_of: date | None,
    today: date,
    *,
    with_form: bool = False,
    standing: Sequence[Waiver] | None = None,
) -> Examined:
    """Load and check the repository at ``layout``; ``with_form`` also checks the canonical form.

    Where ``standing`` waivers are given, no others hold: a change waives no problem of its own.
    """
    dataset, problems = load(layout)
    clock = clock_for(dataset, as_of, today)
    found = list(problems)
    if dataset is not None:
        found += [problem for problem in check(dataset, clock.as_of) if not echoes(problem, problems)]
        found += public_files(dataset, lambda path: (layout.root / path).read_bytes())
    if with_form:
        found += format_problems(layout)
    waivers = dataset.waivers if dataset else ()
    if standing is not None:
        waivers = tuple(each for each in waivers if each in standing)
    return Examined(
        layout=layout, dataset=dataset, clock=clock, findings=waived(sorted(set(found)), waivers, clock.as_of)
    )


def sound(examined: Examined) -> Examined:
    """Return a repository that may be built; DataError when it may not."""
    examined.usable()
    return examined


def fit_for_release(examined: Examined) -> Examined:
    """Return a repository that may go to the real server; DataError when it may not."""
    if found := release_faults(examined.usable(), examined.clock.as_of):
        raise DataError(found)
    return examined


def clock_for(dataset: Dataset | None, as_of: date | None, today: date) -> Clock:
    """Return the day to compute for: the one asked for, else the demo clock, else today."""
    if as_of is not None:
        return Clock(as_of=as_of, note="" if as_of == today else f"按 {as_of} 计算，不是今天的数据")
    demo = dataset.campaigns[0].campaign.demo_clock if dataset else None
    if demo is not None:
        return Clock(as_of=demo, note=f"演示日期 {demo}，不是今天的数据")
    return Clock(as_of=today, note="")


def internal_view(examined: Examined, commit: Commit | None) -> "InternalSite":
    """Return what the internal site shows."""
    from scripts.views.make_internal import internal_site

    clock = examined.clock
    made = internal_site(examined.usable(), clock.as_of, commit, clock.note, examined.findings)
    return replace(made, anchor=last_anchor(examined.layout.root))


def mined(root: Path, last: str = "") -> "History":
    """Return every change git knows of up to a commit (default HEAD), read anew."""
    from scripts.history.mining.mine import history_of, mine

    return history_of(mine(root, last=last))


def audited(site: "InternalSite", root: Path, read: Callable[[], "History"], say: Say) -> "InternalSite":
    """Return the site with its audit trail and its trend; without a history it says why there is none."""
    from scripts.history.replay.replay import replay
    from scripts.views.make_audit import with_audit
    from scripts.views.make_trend import with_trend

    try:
        history = read()
        past = replay(root, history.tip, date.fromisoformat(site.as_of))
    except DataError as error:
        say("变更审计和趋势没有生成：" + "；".join(problem.message for problem in error.problems))
        return site
    return with_trend(with_audit(site, history, past), past)


def public_view(examined: Examined) -> "PublicSite":
    """Return what the public site shows, read back from its own JSON."""
    from scripts.exports.contracts import from_json, to_json
    from scripts.views.make_public import public_site
    from scripts.views.public import PublicSite

    made = public_site(examined.usable(), examined.clock.as_of, examined.clock.note)
    return from_json(PublicSite, to_json(replace(made, anchor=last_anchor(examined.layout.root))))


def public_watch(examined: Examined) -> Watch:
    """Return what the office allows in public texts: its own numbers, and wording it has accepted."""
    lifted = {(problem.code, problem.path) for problem, words in examined.findings if words}
    return accepting(examined.usable(), lambda code, path: (code, path) in lifted)


def build(  # noqa: PLR0913 - the task's own options, named one by one
    root: Path,
    as_of: date | None,
    today: date,
    out: Path | None,
    say: Say,
    *,
    release: bool = False,
    edit: str = "",
) -> "Published":
    """Build both sites of the repository at ``root`` into ``out``; DataError when the data forbid it.

    A ``release`` is for the real server: sample data and unfinished public words forbid it too.
    ``edit`` is where the internal server keeps the web form, '' where there is none.
    """
    layout = Layout.at(root)
    say("读取并核对数据")
    examined = (fit_for_release if release else sound)(examine(layout, as_of, today))
    return _published(examined, head(layout.root), layout.root, out or layout.build, say, edit)


def build_past(root: Path, name: str, as_of: date | None, out: Path | None, say: Say) -> "Published":
    """Build both sites as they stood at a day, tag or commit: the same bytes as on that day."""
    layout = Layout.at(root)
    past = past_of(layout.root, name)
    day = as_of or past.day
    say(f"取出提交 {past.commit[:10]}（{past.day}）时的数据")
    with TemporaryDirectory(prefix="past-") as folder:
        then = Layout.at(folder)
        write_tree(then.root, past.files)
        examined = sound(examine(then, day, day))
        commit = Commit(id=past.commit, is_dirty=False)
        place = out or layout.build / "at" / f"{day}-{past.commit[:10]}"
        return _published(examined, commit, layout.root, place, say)


def _published(  # noqa: PLR0913, PLR0917 - what the last step of every build is given
    examined: Examined, commit: Commit | None, repository: Path, out: Path, say: Say, edit: str = ""
) -> "Published":
    """Publish both sites, and the units' forms when the data are those of a commit."""
    from scripts.exports.contracts import to_json
    from scripts.publish import publish
    from scripts.sites import internal_input, public_input
    from scripts.unit_forms import with_forms

    say("计算得分、完成率和亮灯")
    last = commit.id if commit else ""
    base = last if commit and not commit.is_dirty else ""
    internal = audited(internal_view(examined, commit), repository, lambda: mined(repository, last), say)
    internal = replace(internal, edit=edit)
    internal, forms = with_forms(internal, examined.usable(), base) if base else (internal, {})
    public = public_view(examined)
    say("绘制图表，生成页面")
    return publish(
        out,
        public=public_input(public, examined.layout, public_watch(examined)),
        internal=internal_input(internal, examined.layout, forms),
        files={"public.json": to_json(public), "internal.json": to_json(internal)},
        commit=internal.commit or "",
        as_of=examined.clock.as_of,
        say=say,
    )
