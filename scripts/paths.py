"""The only module that knows the folder names of a data repository."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where things lie below the root of a data repository.

    ``root`` is absolute. Paths handed to users are relative to it, with
    forward slashes (:meth:`relative`).
    """

    root: Path

    @classmethod
    def at(cls, root: str | Path) -> "Layout":
        """Return the layout of the repository at ``root``."""
        return cls(root=Path(root).resolve())

    @property
    def data(self) -> Path:
        """Everything that is status: YAML and CSV."""
        return self.root / "data"

    @property
    def campaigns(self) -> Path:
        """One folder per campaign; folders that begin with ``_`` are templates."""
        return self.data / "campaigns"

    @property
    def calendars(self) -> Path:
        """One file per year of working days."""
        return self.data / "calendar"

    @property
    def publicity(self) -> Path:
        """Tables of the public column, its reviews and the office's word list."""
        return self.data / "publicity"

    @property
    def reviews(self) -> Path:
        """Who approved which public text."""
        return self.publicity / "reviews.csv"

    @property
    def schemas(self) -> Path:
        """JSON Schemas for editors, generated from the model."""
        return self.data / "schemas"

    @property
    def public_docs(self) -> Path:
        """Hand-written pages of the public column."""
        return self.root / "docs" / "public"

    @property
    def internal_docs(self) -> Path:
        """Hand-written guides and decision records."""
        return self.root / "docs" / "internal"

    @property
    def build(self) -> Path:
        """Where ``build`` publishes when no ``--out`` is given."""
        return self.root / "build"

    def relative(self, path: Path) -> str:
        """Return ``path`` as a user sees it: relative to the root, with ``/``."""
        return path.relative_to(self.root).as_posix()
