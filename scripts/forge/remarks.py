"""The one comment below a proposal, brought up to date in place; and the labels of the repository."""

from collections.abc import Mapping, Sequence

from scripts.forge.api import Forge

MARK = "<!-- 审阅：由程序写入，随每次提交更新 -->"
LONGEST = 65_000
"""Characters: GitHub takes 65,536."""
_ROBOTS = frozenset({"github-actions[bot]", "forgejo-actions", "gitea-actions"})
_CUT = "> 内容太长，下面只是开头；全文见这次运行的摘要。\n\n"


def post_remark(forge: Forge, pull: int, told: str) -> str:
    """Write or renew the comment below a pull request; return what was done.

    Only a robot's own comment is renewed: anybody can write the mark.
    """
    body = remark(told)
    own = next((each for each in forge.entries(f"issues/{pull}/comments") if _is_own(each)), None)
    if own is None:
        forge.ask("POST", f"issues/{pull}/comments", {"body": body})
        return "已写入审阅意见"
    if own["body"].replace("\r\n", "\n") == body:
        return "审阅意见没有变化"
    forge.ask("PATCH", f"issues/comments/{own['id']}", {"body": body})
    return "已更新审阅意见"


def remark(told: str) -> str:
    """Return the comment's text: marked, and short enough for every forge."""
    whole = f"{MARK}\n{told}"
    if len(whole) <= LONGEST:
        return whole
    kept = told[: LONGEST - len(MARK) - len(_CUT) - 1]
    lines = kept[: kept.rfind("\n") + 1]
    return f"{MARK}\n{_CUT}{lines or kept}"


def _is_own(comment: Mapping[str, object]) -> bool:
    user = comment["user"]
    return (
        isinstance(user, Mapping) and user.get("login") in _ROBOTS and str(comment["body"]).startswith(MARK)
    )


def post_labels(forge: Forge, labels: Sequence[Mapping[str, str]]) -> int:
    """Create the labels the repository lacks and return how many; existing ones stay as they are."""
    known = {each["name"] for each in forge.entries("labels")}
    missing = [each for each in labels if each["name"] not in known]
    for each in missing:
        forge.ask("POST", "labels", {**each, "color": _hash(forge) + each["color"]})
    return len(missing)


def _hash(forge: Forge) -> str:
    """Gitea and Forgejo write colours with ``#``, GitHub without."""
    return "#" if forge.api.endswith("/api/v1") else ""
