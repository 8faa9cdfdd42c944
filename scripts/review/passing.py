"""Files that only commits in between touch: merging keeps them for ever, and shows them nowhere; pure."""

from collections.abc import Mapping, Sequence

_DIGITS, _SHOWN = 10, 3


def passing(found: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return each path with the commits to look at."""
    return tuple(f"{path}（{_commits(commits)}）" for path, commits in found.items())


def _commits(commits: Sequence[str]) -> str:
    shown = "、".join(each[:_DIGITS] for each in commits[:_SHOWN])
    return f"提交 {shown}" + (f" 等 {len(commits)} 次" if len(commits) > _SHOWN else "")
