"""Heading ids that can never take an id of the theme.

The theme finds its own parts by ids such as ``__config`` or ``__search``. A
heading with such a text would take the id and stop all scripts of the page,
so every heading id begins with a fixed prefix.
"""

import unicodedata

PREFIX = "s-"
LONGEST = 60


def slugify(text: str, separator: str) -> str:
    """Return ``s-`` and the letters, digits and Chinese characters of ``text``.

    Everything else becomes one ``separator``. Called by the ``toc`` extension
    (named in ``mkdocs.yml``), which adds ``_1``, ``_2`` … to repeats.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    words = "".join(mark if mark.isalnum() else " " for mark in plain).split()
    return PREFIX + separator.join(words)[:LONGEST]
