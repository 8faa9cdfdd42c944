"""A field of a filing by the name the history has for it."""

from scripts.filing.entries import Path


def field_of(path: Path) -> str:
    """Return the path as the history of changes writes it: the first report of a day has no number."""
    if path[0] == "reports":
        return ".".join((path[0], path[1].removesuffix("#1"), *path[2:]))
    return ".".join(path)
