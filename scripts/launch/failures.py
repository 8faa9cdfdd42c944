"""Why pip or uv failed, in one Chinese sentence with the remedy."""

import re

from scripts.launch import sources

NETWORK = (
    r"NewConnectionError|Temporary failure in name resolution|Name or service not known|"
    r"Connection (?:refused|reset|aborted)|Max retries exceeded|ConnectTimeout|ReadTimeout|"
    r"Network is unreachable|Cannot connect to proxy|ProxyError|dns error|Could not connect|"
    r"error sending request|Failed to fetch|operation timed out|timed out"
)
UNREACHABLE = (
    "连不上软件源，无法下载软件包：请检查网络或代理，或用 PIP_INDEX_URL 指定可用的镜像；"
    "完全不能上网时设 PIP_NO_INDEX=1 和 PIP_FIND_LINKS=离线文件夹（由 wheels 任务备好）。"
)

#: Causes that are certain once their words are in the log, with the sentence for each.
FIRST = (
    (
        r"DO NOT MATCH THE HASHES|[Hh]ash mismatch|did not match any of the expected",
        "软件包校验值与锁文件不符，内容可能被替换或损坏：请换用可信的软件源后重试，切勿绕过校验。",
    ),
    (r"No space left on device", "磁盘空间不足：请在项目所在磁盘腾出至少 1 GB 空间后重试。"),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|certificate verify failed|UnknownIssuer",
        "软件源的 HTTPS 证书无法验证：请用 PIP_CERT 指定本单位的根证书，或换用可信的软件源后重试。",
    ),
    (r"Permission denied", "没有权限写入项目文件夹：请检查其属主和权限后重试。"),
)

MISSING = (
    r"satisfies the requirement ([\w.-]+(?:==[\w.]+)?)",
    r"No matching distribution found for ([\w.-]+(?:==[\w.]+)?)",
    r"[Bb]ecause ([\w.-]+(?:==[\w.]+)?)(?: \S+)? (?:was not found|has no|needs to be)",
    r"there (?:is|are) no versions? of ([\w.-]+(?:==[\w.]+)?)",
)


def explain(output: str) -> str:
    """Return the sentence for what the installer printed; the likeliest cause first."""
    for pattern, sentence in FIRST:
        if re.search(pattern, output):
            return sentence
    if sources.is_offline():
        return missing_from_folder(output)
    if re.search(NETWORK, output):
        return UNREACHABLE
    if name := missing(output):
        return f"软件源里没有 {name}：请用 PIP_INDEX_URL 换一个同步完整的软件源后重试。"
    return f"安装软件包失败（{last_line(output)}）：请按完整记录 .venv/install.log 排除后重试。"


def missing_from_folder(output: str) -> str:
    """Say which package the offline folder lacks."""
    folder = sources.setting("find-links")
    name = missing(output) or "所需的软件包"
    if not folder:
        return "已设 PIP_NO_INDEX 但未设 PIP_FIND_LINKS：请指明离线文件夹（由 wheels 任务备好）。"
    return (
        f"离线文件夹 {folder} 里没有 {name}："
        "请在能上网的同类机器上运行 python3 tasks.py wheels --dev --out 文件夹，把它整个拷来后重试。"
    )


def missing(output: str) -> str:
    """Return the package that was not found, as name or name==version, or an empty string."""
    for pattern in MISSING:
        if match := re.search(pattern, output):
            return match[1]
    return ""


def last_line(output: str) -> str:
    """Return the last line that says something."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "安装程序没有说明原因"
