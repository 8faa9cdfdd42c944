"""The stand-in font: no shapes, only the promise of which characters can be shown.

Charts carry text as text and the reader's own font draws it, so no real font is
needed, but Matplotlib wants one and warns about every character it lacks. This
one maps whole Unicode ranges to one empty glyph of 1 em. A character outside them
(emoji, private use, control characters) is an error when the chart is saved.

``metrics.ttf`` is made by ``python -m scripts.charts.font`` and checked by a test.
"""

import re
from pathlib import Path

FONT_FILE = Path(__file__).with_name("metrics.ttf")
NAME = "Chart Metrics"
EM = 1000
COVERED = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin with accents: pinyin
    (0x01CD, 0x01DC),  # pinyin, third tone
    (0x0391, 0x03C9),  # Greek
    (0x0401, 0x0451),  # Cyrillic
    (0x2010, 0x2027),  # dashes, quotation marks, dots
    (0x2030, 0x203B),  # per mille, primes, reference mark
    (0x2100, 0x2193),  # units, Roman numerals, arrows
    (0x2200, 0x22BF),  # mathematical operators
    (0x2460, 0x249B),  # numbers in circles and brackets
    (0x25A0, 0x25EF),  # geometric shapes
    (0x2605, 0x2606),  # stars
    (0x2713, 0x2717),  # ticks and crosses
    (0x2E80, 0x303F),  # radicals, Chinese punctuation
    (0x3105, 0x3129),  # bopomofo
    (0x3220, 0x3243),  # bracketed ideographs
    (0x3280, 0x33FF),  # circled ideographs, units
    (0x3400, 0x4DBF),  # Han, extension A
    (0x4E00, 0x9FFF),  # Han
    (0xF900, 0xFAFF),  # Han, compatibility
    (0xFE30, 0xFE4F),  # vertical and wavy punctuation
    (0xFF01, 0xFFE6),  # full-width forms
    (0x20000, 0x323AF),  # Han, extensions B to H: rare names and places
)


UNCOVERED = re.compile("[^" + "".join(rf"\U{first:08x}-\U{last:08x}" for first, last in COVERED) + "]")
"""Any one character that charts cannot show."""


def write_font(path: Path) -> None:
    """Write the font, a few hundred bytes, to ``path``."""
    from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
    from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]

    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "any"])
    builder.setupCharacterMap({})
    builder.font["cmap"].tables = [_ranges()]
    builder.setupGlyf({".notdef": Glyph(), "any": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (EM, 0), "any": (EM, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(path)


def _ranges() -> object:
    """Make a character map of format 13: many characters, one glyph."""
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable  # type: ignore[import-untyped]

    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.cmap = {code: "any" for first, last in COVERED for code in range(first, last + 1)}
    return table


if __name__ == "__main__":
    write_font(FONT_FILE)
