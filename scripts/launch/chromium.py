"""Where the browser tests find Chromium, and how it gets there."""

import os
import shutil
import subprocess
import sys

from scripts.launch.bootstrap import Stop

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
REMEDY = (
    "请安装 Chromium 和中文字体（Debian/Ubuntu：apt install chromium fonts-noto-cjk），"
    "或用环境变量 CHROMIUM 指明其路径。"
)


def find_chromium() -> str | None:
    """Return the browser's path: the variable CHROMIUM first, then PATH."""
    given = os.environ.get("CHROMIUM")
    if given:
        return shutil.which(given)
    return next(filter(None, map(shutil.which, NAMES)), None)


def ensure_chromium(*, required: bool) -> None:
    """Install Chromium where that is possible; else stop, or only say so if not required."""
    if find_chromium():
        return
    if can_install() and install():
        return
    message = f"找不到浏览器 Chromium，浏览器测试无法进行：{REMEDY}"
    if required:
        raise Stop(message)
    sys.stderr.write(f"{message}\n")


def can_install() -> bool:
    """Tell whether this is root on a system with apt-get, and no other browser was asked for."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and shutil.which("apt-get") is not None and not os.environ.get("CHROMIUM")


def install() -> bool:
    """Install the browser and Chinese fonts with apt-get; tell whether it is there now."""
    sys.stderr.write("没有找到 Chromium，正在用 apt-get 安装 chromium 和 fonts-noto-cjk，约需几分钟……\n")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (("update",), ("install", "-y", "--no-install-recommends", *PACKAGES)):
        command = ["apt-get", "-qq", *arguments]
        subprocess.run(  # noqa: S603 - fixed words, no shell
            command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
        )
    return find_chromium() is not None
