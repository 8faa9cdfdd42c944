"""Make today's outputs the expected ones: ``python3 tasks.py bless``. Prints what changes."""

import difflib
import sys
from collections.abc import Iterator

from tests.golden import EXPECTED, OUTPUTS, expected


def main() -> int:
    """Rewrite the expected files that differ, after showing how."""
    EXPECTED.mkdir(exist_ok=True)
    for name, make in OUTPUTS.items():
        made = make()
        if made == expected(name):
            sys.stdout.write(f"{name}：没有变化\n")
            continue
        sys.stdout.writelines(_difference(name, made))
        (EXPECTED / name).write_bytes(made)
        sys.stdout.write(f"{name}：已确认为标准答案\n")
    return 0


def _difference(name: str, made: bytes) -> Iterator[str]:
    old, new = (raw.decode().splitlines(keepends=True) for raw in (expected(name), made))
    return iter(list(difflib.unified_diff(old, new, f"{name}（原来）", f"{name}（现在）", n=1)))


if __name__ == "__main__":
    sys.exit(main())
