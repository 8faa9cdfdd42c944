"""Two tiny sites for the tests of publishing: quick to build, with one of each kind."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from scripts.publish import INTERNAL, PUBLIC, Published, SiteInput, publish

AS_OF = date(2026, 7, 20)
PDF = b"%PDF-1.4\n%%EOF\n"
FILES = {"public.json": b'{"a": 1}\n', "internal.json": b'{"b": 2}\n'}


def page(title: str, body: str) -> bytes:
    """Return a staged page as the pages room writes it."""
    return f'---\ntitle: "{title}"\n---\n\n# {title}\n\n{body}\n'.encode()


PUBLIC_DOCS: Mapping[str, bytes] = {
    "index.md": page("双拥专栏", "国防教育进校园，军民团结一家亲。\n\n[创建动态](progress/index.md)"),
    "progress/index.md": page("创建动态", "省级双拥模范县创建活动稳步推进。"),
}
INTERNAL_DOCS: Mapping[str, bytes] = {
    "index.md": page(
        "总览",
        '<div class="sy-bar" style="width: 63%"><a href="items/1.05.html#s-得分">领导小组全体会议</a></div>',
    ),
    "items/index.md": page("小项", "各单位责任清单。\n\n- [领导小组会议](1.05.md)"),
    "items/1.05.md": page(
        "1.05 领导小组会议", '## 得分\n\n每年召开全体会议。\n\n<a href="../evidence/e1.pdf">会议纪要</a>'
    ),
    "units/towns/a.md": page("青石镇", "乡镇综合服务中心。"),
    "evidence/e1.pdf": PDF,
}


def public_site(changes: Mapping[str, bytes] | None = None, **fields: object) -> SiteInput:
    """Return the small public site, with some docs changed or added."""
    return _site(PUBLIC, PUBLIC_DOCS, changes, fields, nav=[{"首页": "index.md"}, "progress/index.md"])


def internal_site(changes: Mapping[str, bytes] | None = None, **fields: object) -> SiteInput:
    """Return the small internal site, with some docs changed or added."""
    nav = [{"总览": "index.md"}, {"任务": ["items/index.md"]}]
    return _site(INTERNAL, INTERNAL_DOCS, changes, fields, nav=nav)


def _site(
    audience: str,
    docs: Mapping[str, bytes],
    changes: Mapping[str, bytes] | None,
    fields: Mapping[str, object],
    nav: object,
) -> SiteInput:
    values: dict[str, object] = {
        "site_name": f"示例县（{audience}）",
        "nav": nav,
        "extra": {"banner": "示例数据", "footer": ["数据日期 2026-07-20"]},
    }
    return SiteInput(audience=audience, docs={**docs, **(changes or {})}, **{**values, **fields})  # type: ignore[arg-type]


def quiet(_text: str) -> None:
    """Say nothing."""


def publish_small(
    out: Path,
    public: SiteInput | None = None,
    internal: SiteInput | None = None,
    say: Callable[[str], None] = quiet,
) -> Published:
    """Publish the small sites, or the given ones, into ``out``."""
    return publish(
        out,
        public=public or public_site(),
        internal=internal or internal_site(),
        files=FILES,
        commit="c0ffee",
        as_of=AS_OF,
        say=say,
    )


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file below ``folder``."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
