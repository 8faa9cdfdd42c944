"""The whole of publishing: two sites in, one complete set out, or nothing."""

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.problems import DataError, Problem
from scripts.publish import gates, tree
from scripts.publish.finished import Finished
from scripts.publish.inputs import INTERNAL, PUBLIC, SiteInput, problem
from scripts.publish.manifest import check_manifest, write_manifest
from scripts.publish.places import SET
from scripts.publish.server import policy_files
from scripts.publish.site import Workshop, build, prepare
from scripts.publish.stage import stage_all
from scripts.publish.switch import Draft, open_draft

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Published:
    """What is live now. ``release`` counts the publications of this folder."""

    release: int
    public: Path
    internal: Path
    manifest: Path


def publish(  # noqa: PLR0913 - the pipeline's last call names everything it hands over
    out: Path,
    *,
    public: SiteInput,
    internal: SiteInput,
    files: Mapping[str, bytes],
    commit: str,
    as_of: date,
    say: Say,
) -> Published:
    """Build, examine and publish both sites and the data ``files`` beside them.

    Afterwards ``out`` holds ``public/site``, ``internal/site``, the files and
    ``manifest.json``. Raises DataError with all findings; the last good
    publication then stays as it was.
    """
    if (public.audience, internal.audience) != (PUBLIC, INTERNAL) or not set(files) <= set(SET):
        raise ValueError("two sites of the right audiences, and no file but those of places.SET")
    with disk_faults(out), open_draft(out, say) as draft:
        sites = _build(draft, public, internal, as_of, say)
        say("检查成品：文件、脚本、链接、外部地址、搜索……")
        _stop_at(gates.examine_pair(*sites))
        tree.write_tree(draft.folder, files)
        for site in sites:
            tree.write_tree(draft.folder / site.audience, policy_files(site))
        manifest = write_manifest(sites, files, commit, as_of)
        tree.write_tree(draft.folder, {"manifest.json": manifest})
        _stop_at(check_manifest(draft.folder, manifest))
        say("切换到新版本……")
        release = draft.publish()
    return Published(
        release=release,
        public=out / public.audience / "site",
        internal=out / internal.audience / "site",
        manifest=out / "manifest.json",
    )


def _build(
    draft: Draft, public: SiteInput, internal: SiteInput, as_of: date, say: Say
) -> tuple[Finished, Finished]:
    """Stage, build and examine each site on its own; raise all findings of both."""
    stage_all(draft.folder, (public, internal))
    say("准备网页引擎和中文词典……")
    shops = [prepare(draft.folder / site.audience, site) for site in (public, internal)]
    say(f"生成网页：公开站 {len(public.pages)} 页，内部站 {len(internal.pages)} 页……")
    sites = [
        Finished.of(site, shop.site, shop.scripts)
        for site, shop in zip((public, internal), shops, strict=True)
    ]
    found = [make(shop, site, as_of) for shop, site in zip(shops, sites, strict=True)]
    _stop_at([*found[0], *found[1]])
    return sites[0], sites[1]


def make(shop: Workshop, site: Finished, as_of: date) -> list[Problem]:
    """Build one site and look at it; findings of the engine come before the gates'."""
    return build(shop, as_of) or gates.examine(site)


def _stop_at(problems: "list[Problem] | Iterator[Problem]") -> None:
    """Raise if there is any finding."""
    found = list(problems)
    if found:
        raise DataError(found)


_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已满",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
}


@contextmanager
def disk_faults(out: Path) -> Iterator[None]:
    """Turn an error of the disk into one sentence that names the file."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        where = error.filename if isinstance(error.filename, str) else str(out)
        message = f"无法写入 {where}：{reason}。原来发布的内容没有改动"
        raise DataError([problem(out.name, "P04", message)]) from error
