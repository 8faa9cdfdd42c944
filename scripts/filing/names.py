"""A field of a filing by the name the history has for it, and the words people read."""

from scripts.filing.entries import Path


def field_of(path: Path) -> str:
    """Return the path as the history of changes writes it: the first report of a day has no number."""
    if path[0] == "reports":
        return ".".join((path[0], path[1].removesuffix("#1"), *path[2:]))
    return ".".join(path)


def group_of(path: Path) -> Path:
    """Return what is told on one line: an entry of a list that comes or goes, else the field."""
    return path[:2] if path[0] in ("steps", "evidence", "reports") else path[:1]
