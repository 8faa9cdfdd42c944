"""What may stand in a page of a pdf: the keys that draw it, and no other."""

import re
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
    TextStringObject,
)

from scripts.guard.files import Unfit
from scripts.guard.jpeg import without_notes
from scripts.guard.pdf_content import put_content, redrawn
from scripts.guard.pdf_walk import at

_KEYS = frozenset(
    "/" + name
    for line in (
        # page
        "Type Subtype Resources MediaBox CropBox BleedBox TrimBox ArtBox Contents Rotate Group",
        "UserUnit",
        # resources
        "ExtGState ColorSpace Pattern Shading XObject Font ProcSet",
        # streams
        "BBox Matrix FormType Width Height BitsPerComponent ImageMask Mask Decode Interpolate",
        "SMask Intent Length Filter DecodeParms JBIG2Globals K EndOfLine EncodedByteAlign Columns",
        "Rows EndOfBlock BlackIs1 DamagedRowsBeforeError Predictor Colors EarlyChange",
        "ColorTransform Length1 Length2 Length3",
        # fonts
        "BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts",
        "CIDSystemInfo Registry Ordering Supplement DW W DW2 W2 CIDToGIDMap BaseEncoding",
        "Differences FontBBox FontMatrix CharProcs FontName FontStretch FontWeight Flags",
        "ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth",
        "MissingWidth FontFile FontFile2 FontFile3 CMapName UseCMap WMode",
        # states
        "LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR TR2 FL SM SA BM CA ca AIS TK S G BC CS I",
        # functions
        "FunctionType Domain Range Size BitsPerSample Order Encode C0 C1 N Functions Bounds",
        # colours
        "ShadingType Background AntiAlias Coords Function Extend BitsPerCoordinate BitsPerFlag",
        "VerticesPerRow PatternType PaintType TilingType XStep YStep Alternate WhitePoint",
        "BlackPoint Gamma Colorants Process Components",
    )
    for name in line.split()
)
_STRINGS = (TextStringObject, ByteStringObject)
_WRITTEN = frozenset({"/Registry", "/Ordering"})
"""Keys whose value is a text."""
_INDEXED = ("/Indexed", "/I")
_NAMES = frozenset({"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font"})
"""Keys of the resources under which things have names of their own."""
_PAGE, _PLAIN, _RESOURCES, _OWN, _GLYPHS = "page", "plain", "resources", "own names", "glyphs"
_TABLE = "table of letters"
_COMMENT = re.compile(rb"%[^\r\n]*")
_SHORT = {
    "/Fl": "/FlateDecode", "/LZW": "/LZWDecode", "/AHx": "/ASCIIHexDecode", "/A85": "/ASCII85Decode",
    "/RL": "/RunLengthDecode", "/CCF": "/CCITTFaxDecode", "/DCT": "/DCTDecode",
}  # fmt: skip
_FILTERS = frozenset({*_SHORT.values(), "/JBIG2Decode"})
_PHOTO = "/DCTDecode"
PACKED = "pdf 里有去不掉附加信息的图片或内容（应重新“输出为 PDF”）"


def strip(page: DictionaryObject, reader: Any) -> None:
    """Take from a page, and from all that it draws with, whatever does not draw."""
    seen: dict[tuple[int, str], object] = {}
    waiting: list[tuple[Any, str]] = [(page, _PAGE)]
    while waiting:
        node, role = waiting.pop()
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if (id(node), role) in seen:
            continue
        seen[id(node), role] = node
        if isinstance(node, DictionaryObject):
            _limit(node, role)
            waiting += [(node.raw_get(key), _role(key, role)) for key in node if key != "/Parent"]
            if isinstance(node, StreamObject):
                _repack(node, role, reader)
        elif isinstance(node, ArrayObject):
            _unwrite(node)
            waiting += [(each, _PLAIN) for each in node]
    if at(page, "/Contents") is not None:
        content = StreamObject()
        put_content(content, redrawn(page["/Contents"], reader))
        page[NameObject("/Contents")] = content


def _role(key: str, parent: str) -> str:
    """Return what stands under a key: names of its own, or what is known."""
    if parent == _RESOURCES and key in _NAMES:
        return _OWN
    if parent == _GLYPHS:
        return _GLYPHS
    return {"/Resources": _RESOURCES, "/CharProcs": _GLYPHS, "/Colorants": _OWN, "/ToUnicode": _TABLE}.get(
        key, _PLAIN
    )


def _limit(node: DictionaryObject, role: str) -> None:
    """Take away what nobody needs to draw; names of its own are kept."""
    for key in list(node):
        is_known = role in (_OWN, _GLYPHS) or key in _KEYS or (role == _PAGE and key == "/Parent")
        value = node.raw_get(key)
        value = value.get_object() if isinstance(value, IndirectObject) else value
        if not is_known or (isinstance(value, _STRINGS) and key not in _WRITTEN):
            del node[key]


def _unwrite(node: ArrayObject) -> None:
    """Take the texts from a list; the colours of a palette are no text."""
    if node and node[0] in _INDEXED:
        return
    for index, each in enumerate(node):
        if isinstance(each.get_object(), _STRINGS):
            node[index] = NullObject()


def _repack(node: StreamObject, role: str, reader: Any) -> None:
    """Write anew what draws, and take the notes from a photo."""
    names = _filters(node)
    if not _FILTERS.issuperset(names) or _PHOTO in names[:-1]:
        raise Unfit([PACKED])
    if role == _GLYPHS or at(node, "/Subtype") == "/Form" or at(node, "/PatternType") == 1:
        put_content(node, redrawn(node, reader))
    elif role == _TABLE:
        put_content(node, _COMMENT.sub(b"", node.get_data()))
    elif names and names[-1] == _PHOTO:
        _put_photo(node, names[:-1])


def _filters(node: StreamObject) -> list[str]:
    """Return how a stream is packed, in full names."""
    packed = at(node, "/Filter")
    each = packed if isinstance(packed, ArrayObject) else [packed] if isinstance(packed, NameObject) else []
    return [_SHORT.get(str(name.get_object()), str(name.get_object())) for name in each]


def _put_photo(node: StreamObject, outer: list[str]) -> None:
    """Unpack a photo as far as the photo itself, and take its notes."""
    data = node._data  # noqa: SLF001 - the packed bytes as they are
    parameters = at(node, "/DecodeParms")
    if outer:
        packed = EncodedStreamObject()
        packed._data = data  # noqa: SLF001
        packed[NameObject("/Filter")] = ArrayObject(map(NameObject, outer))
        if isinstance(parameters, ArrayObject):
            packed[NameObject("/DecodeParms")] = ArrayObject(parameters[: len(outer)])
        data = packed.get_data()
    node.pop("/DecodeParms", None)
    last = parameters[-1].get_object() if isinstance(parameters, ArrayObject) and parameters else parameters
    if isinstance(last, DictionaryObject):
        node[NameObject("/DecodeParms")] = last
    node[NameObject("/Filter")] = NameObject(_PHOTO)
    try:
        node._data = without_notes(data)  # noqa: SLF001
    except ValueError:
        raise Unfit([PACKED]) from None
