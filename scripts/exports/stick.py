"""The two files beside a site that is carried on a USB stick: where to begin, and how to use it."""

from dataclasses import dataclass

from scripts.exports.pages import FIRST, SITE, html_page

GUIDE = "使用说明.txt"
_BOM = "\ufeff"
"""Without it the Notepad of an old Windows shows Chinese as rubbish."""


@dataclass(frozen=True, kw_only=True)
class Stick:
    """What the stick holds: the site's title, its day, who may see it."""

    title: str
    as_of: str
    clock_note: str
    is_sample: bool
    is_internal: bool
    pages: int


def stick_files(stick: Stick) -> dict[str, bytes]:
    """Return the first page and the guide by name."""
    guide = "\r\n".join([*_guide(stick), ""])
    return {FIRST: html_page("stick.html", {"pack": stick, "site": SITE}), GUIDE: f"{_BOM}{guide}".encode()}


def _guide(stick: Stick) -> list[str]:
    whom = (
        "内部资料，只供创建工作使用，不得外传；用完请收回或删除。"
        if stick.is_internal
        else "内容与公开网站相同，可以拷给任何人。"
    )
    return [
        f"{stick.title}　数据日期 {stick.as_of}",
        "",
        "1. 把整个文件夹拷到电脑或 U 盘上；如果拿到的是压缩包，先全部解压，不要在压缩包里直接点开。",
        f"2. 双击“{FIRST}”，再点标题进入网页；也可以直接双击“{SITE}”文件夹里的 index.html。",
        "3. 不用联网，不用安装。请用较新的浏览器（Chrome、Edge、Firefox、360 极速模式等）。",
        "4. 右上角的放大镜是站内搜索，输入中文词即可；第一次搜索要等一两秒。",
        "5. 不要只拷其中一个文件：网页要和旁边的文件夹在一起才完整。",
        f"6. {whom}",
        "",
        "SHA256SUMS 列出每个文件的校验值：内容有没有被改过，用 sha256sum -c SHA256SUMS 核对。",
    ]
