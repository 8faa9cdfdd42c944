"""One run of mkdocs over a staged project, inside this process.

The result depends on the staged files and ``as_of`` alone: not on the folder,
the time zone, the locale or the day. What mkdocs warns of stops the build and
is told in Chinese (``messages.py``).
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.problems import DataError, Problem
from scripts.publish import words
from scripts.publish.inline import KnownScripts, learn
from scripts.publish.inputs import SiteInput, problem
from scripts.publish.messages import translate
from scripts.publish.policy import meta_value

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """A staged project made ready: its configuration and the theme's scripts."""

    audience: str
    config: "MkDocsConfig"
    scripts: KnownScripts
    searchable: bool

    @property
    def site(self) -> Path:
        """Where the finished pages go."""
        return Path(self.config.site_dir)


def prepare(stage: Path, site: SiteInput) -> Workshop:
    """Load what building ``stage`` needs: dictionary, configuration, templates.

    Raises DataError without jieba, or when ``mkdocs.yml`` or the theme is wrong.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the engine's notice is for us, not users
    if site.searchable:
        words.load_dictionary(site.docs[page] for page in site.pages)
    with engine_faults(site.audience) as found:
        config = _load(stage)
        env = config.theme.get_env()
        # mkdocs asks for a new environment several times and compiles each template anew.
        setattr(config.theme, "get_env", lambda: env)  # noqa: B010 - mypy forbids the assignment
        depth = max((path.count("/") for path in site.pages), default=0)
        scripts = learn(config, env, depth)
        config.extra["sy_policy"] = meta_value(scripts.sources)
    if found:
        raise DataError(found)
    return Workshop(audience=site.audience, config=config, scripts=scripts, searchable=site.searchable)


def build(workshop: Workshop, as_of: date) -> list[Problem]:
    """Run mkdocs; return what it found wrong. An empty list means a finished site."""
    from mkdocs.commands.build import build as run_mkdocs

    with fixed_clock(as_of), engine_faults(workshop.audience) as found:
        run_mkdocs(workshop.config)
    if found or not workshop.searchable:
        return found
    words.write_disk_index(workshop.site)
    fault = words.index_fault(workshop.site)
    if fault:
        found.append(problem(f"{workshop.audience}/site/{words.INDEX}", "M02", fault))
    return found


def _load(stage: Path) -> "MkDocsConfig":
    """Return the configuration of a staged project; paths in it are relative to it."""
    from mkdocs.config import load_config

    return load_config(str(stage / "mkdocs.yml"))


@contextmanager
def fixed_clock(as_of: date) -> Iterator[None]:
    """Let mkdocs take ``as_of`` for today; the old setting comes back after."""
    old = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.combine(as_of, time(), UTC)  # mkdocs reads it back in UTC
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if old is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = old


@contextmanager
def engine_faults(audience: str) -> Iterator[list[Problem]]:
    """Collect what the engine warns of, and how it fails, as findings.

    The list is complete when the block ends; nothing is raised or printed.
    """
    logger, records, found = logging.getLogger("mkdocs"), _Records(), list[Problem]()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(records)
    failed = ""
    try:
        yield found
    except OSError:
        raise  # the disk, not the pages
    except (Exception, SystemExit) as error:  # noqa: BLE001 - mkdocs.Abort is a SystemExit
        failed = f"{type(error).__name__} {error}"
    finally:
        logger.removeHandler(records)
        logger.propagate = propagate
    found += [translate(audience, record.getMessage()) for record in records.seen]
    if failed and not found:
        found.append(problem(f"{audience}/mkdocs.yml", "M01", f"生成网页失败：{failed}"))


class _Records(logging.Handler):
    """A handler that keeps what it is given."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)
