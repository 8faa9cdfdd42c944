"""What is wrong with a file that was to be published."""

from collections.abc import Iterable


class Unfit(Exception):  # noqa: N818 - a state of the file, not an error of the program
    """A file has no public copy until a person mends it; ``reasons`` are sentences with a remedy."""

    def __init__(self, reasons: Iterable[str]) -> None:
        """Keep the reasons, each once, in order."""
        self.reasons = tuple(dict.fromkeys(reasons))
        super().__init__("；".join(self.reasons))
