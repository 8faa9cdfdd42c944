"""The unit that got another name halfway: files as they were before, and the commit that changes them all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from scripts.sample.commits import OFFICE, Kind, Person, Planned

OLD_NAME, NEW_NAME = "县城市管理局", "县综合行政执法局"
RENAMED = datetime.combine(date(2026, 5, 20), time(8, 30))

_TEXT = (".yml", ".csv", ".md")


def named(each: Planned) -> Planned:
    """Return the commit with the unit under the name it bore at that time."""
    if each.at >= RENAMED:
        return each
    return replace(
        each,
        by=Person(name=each.by.name.replace(NEW_NAME, OLD_NAME), mail=each.by.mail),
        message=each.message.replace(NEW_NAME, OLD_NAME),
        files={path: _renamed(path, data) for path, data in each.files.items()},
    )


def renaming(main: Mapping[str, bytes]) -> Planned:
    """Call the unit by its new name in every file at once."""
    new = NEW_NAME.encode()
    files = {path: data for path, data in main.items() if path.endswith(_TEXT) and new in data}
    message = f"机构改革：{OLD_NAME}更名为{NEW_NAME}，全部数据随之改名，原名留在曾用名"
    return Planned(kind=Kind.MAIN, at=RENAMED, by=OFFICE, message=message, files=files)


def _renamed(path: str, data: bytes) -> bytes:
    if not path.endswith(_TEXT):
        return data
    pair, alone = f"{NEW_NAME},{OLD_NAME},".encode(), f"{OLD_NAME},,".encode()
    return data.replace(pair, alone).replace(NEW_NAME.encode(), OLD_NAME.encode())
