"""Matplotlib, brought in late, quietly, and without touching the user's home.

Left alone it reads the user's settings, looks through every font of the system
(seconds, on the first run) and keeps a cache under the home folder, with warnings
where that cannot be written. Charts need none of this: their only font is our own
stand-in, named by its path.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType


@cache
def matplotlib() -> ModuleType:
    """Matplotlib with Figure and the SVG writer loaded; imported on the first chart."""
    with _private_settings():
        import matplotlib as mpl
        import matplotlib.backends.backend_svg
        import matplotlib.figure
        import matplotlib.font_manager

        mpl.get_configdir(), mpl.get_cachedir()  # asked once, remembered by Matplotlib
    return mpl


@contextmanager
def _private_settings() -> Iterator[None]:
    """While Matplotlib is imported, give it an empty folder of its own as its home.

    The folder is asked for only during the import and is removed at exit, so the
    environment of this process and of its children is left as it was.
    """
    folder = tempfile.mkdtemp(prefix="charts-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    wanted = {"MPLCONFIGDIR": folder, "MATPLOTLIBRC": folder, "MPL_IGNORE_SYSTEM_FONTS": "1"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            _restore(name, value)


def _restore(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
