"""A folder and its zip, put in place at one stroke: the old ones stay until the new ones are complete.

``SHA256SUMS`` lists every other file, so a folder says of itself whether it is
what was written: only such a folder is ever replaced.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from secrets import token_hex

from scripts.problems import DataError, Problem
from scripts.publish import tree
from scripts.publish.inputs import problem
from scripts.publish.lock import PATIENCE, only_builder
from scripts.publish.places import LOCK

SUMS = "SHA256SUMS"
DRAFT = ".parcel-"
_OLD = ".old"
_DENSE = (".pdf", ".png", ".jpg", ".docx", ".xlsx", ".bundle")
"""Already compressed: to try once more takes long and gains nothing."""
_LINE = len(f"{'0' * 64}  ")
_UNIX = 3  # who made the zip: else its bytes would depend on the system


@dataclass(frozen=True, kw_only=True)
class Parcelled:
    """What was put in place; ``sha256`` is the zip's."""

    folder: Path
    archive: Path
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A parcel on its way: :meth:`add` files, then :meth:`finish` it."""

    out: Path
    name: str
    draft: Path
    sums: dict[str, str] = field(default_factory=dict)

    def add(self, files: Mapping[str, bytes]) -> None:
        """Write files (relative path with ``/`` → bytes); an existing one is never overwritten."""
        tree.write_tree(self.draft / self.name, files)
        self.sums.update({path: hashlib.sha256(data).hexdigest() for path, data in files.items()})

    def finish(self, day: date) -> Parcelled:
        """Write the sums and the zip, whose files all bear ``day``, and put both in place."""
        self._sum_up()
        _pack(self.draft, self.name, [*self.sums, SUMS], day)
        tree.sync_tree(self.draft)
        folder, archive = self.out / self.name, self.out / f"{self.name}.zip"
        self._switch(folder, archive)
        tree.sync_folder(self.out)
        return Parcelled(folder=folder, archive=archive, size=archive.stat().st_size, sha256=_digest(archive))

    def settle(self) -> Path:
        """Write the sums and put the folder alone in place, without a zip; return it."""
        self._sum_up()
        tree.sync_tree(self.draft)
        folder = self.out / self.name
        self._switch(folder)
        tree.sync_folder(self.out)
        return folder

    def _sum_up(self) -> None:
        listed = "".join(f"{digest}  {path}\n" for path, digest in sorted(self.sums.items()))
        tree.write_tree(self.draft / self.name, {SUMS: listed.encode()})

    def _switch(self, folder: Path, archive: Path | None = None) -> None:
        """Give folder and zip, if any, their names; if one cannot have it, both keep what they had."""
        new = self.draft / self.name
        if folder.exists():
            folder.rename(self.draft / _OLD)
        try:
            new.rename(folder)
            if archive:
                (self.draft / archive.name).replace(archive)
        except BaseException:
            if not new.exists():
                folder.rename(new)
            _put_back(self.draft, folder)
            raise


@contextmanager
def open_parcel(
    out: Path, name: str, say: Callable[[str], None], patience: float = PATIENCE
) -> Iterator[Parcel]:
    """Yield an empty parcel; DataError when something foreign lies where it will be put."""
    _refuse_foreign(out, name)
    out.mkdir(parents=True, exist_ok=True)
    with only_builder(out / LOCK, say, patience):
        _refuse_foreign(out, name)
        for left in out.glob(f"{DRAFT}*"):
            _put_back(left, out / name)  # of a run that was killed: we hold the lock
            tree.remove(left)
        draft = out / f"{DRAFT}{token_hex(4)}"
        draft.mkdir()
        try:
            yield Parcel(out=out, name=name, draft=draft)
        finally:
            tree.remove(draft)


def _put_back(draft: Path, folder: Path) -> None:
    """Give the old folder its name again if the new one did not take it."""
    if (draft / _OLD).exists() and not folder.exists():
        (draft / _OLD).rename(folder)


def _pack(folder: Path, name: str, paths: list[str], day: date) -> None:
    """Write ``<name>.zip``; its bytes depend on names, contents and ``day`` alone."""
    with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(paths):
            entry = zipfile.ZipInfo(f"{name}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(_DENSE) else zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, (folder / name / path).read_bytes())


def _refuse_foreign(out: Path, name: str) -> None:
    if problems := list(_foreign(out, name)):
        raise DataError(problems)


def _foreign(out: Path, name: str) -> Iterator[Problem]:
    """Yield what lies in our way and is not ours, or has been changed since."""
    folder, archive = out / name, out / f"{name}.zip"
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        yield problem(out.name, "P02", f"{out} 不是文件夹；请用 --out 换一个输出目录")
    elif folder.is_symlink() or (folder.exists() and (reason := _changed(folder))):
        why = "是符号链接" if folder.is_symlink() else reason
        yield problem(name, "P02", f"{folder} 已经存在，而且{why}；请移走它，或用 --out 换一个输出目录")
    if archive.is_symlink() or (archive.exists() and not _is_parcel(archive, name)):
        message = f"{archive} 已经存在，而且不是本工具写的；请移走它，或用 --out 换一个输出目录"
        yield problem(archive.name, "P02", message)


def _changed(folder: Path) -> str:
    """Return how a folder differs from a parcel as it was written; '' when it does not."""
    if not (folder / SUMS).is_file():
        return "不是以前打的包"
    lines = (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines()
    listed = {line[_LINE:]: line[:64] for line in lines}
    present = {path: entry for path, entry in tree.files_below(folder) if path != SUMS}
    if extra := sorted(present.keys() - listed.keys()):
        return f"里面有不是本工具放的文件（{extra[0]}）"
    for path, entry in present.items():
        if not entry.is_file(follow_symlinks=False) or _digest(Path(entry.path)) != listed[path]:
            return f"里面的文件被改过（{path}）"
    return ""


def _is_parcel(archive: Path, name: str) -> bool:
    try:
        with zipfile.ZipFile(archive) as opened:
            names = opened.namelist()
    except (OSError, zipfile.BadZipFile):
        return False
    return f"{name}/{SUMS}" in names and all(each.startswith(f"{name}/") for each in names)


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
