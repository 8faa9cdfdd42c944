"""Reading the XML of a part without trusting it: no DTD, no notes, nothing expanded."""

from collections.abc import Callable, Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from scripts.guard.files import Unfit
from scripts.guard.office_rules import BROKEN, DOCTYPE, NOTES, TWICE

Begin = Callable[[str, str, Mapping[str, str]], None]
"""Told namespace, name and attributes (by local name) of each element."""
End = Callable[[str], None]
Words = Callable[[str], None]


def _nothing(*_: object) -> None:
    """Hear and forget."""


def read_xml(data: bytes, begin: Begin, end: End = _nothing, words: Words = _nothing) -> None:
    """Walk through a part; Unfit when it is no plain XML."""
    parser = ParserCreate("utf-8", "}")
    parser.buffer_text = True

    def opened(name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition("}")
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if len(plain) < len(attributes):
            raise Unfit([TWICE])  # the one would hide behind the other
        begin(space, local, plain)

    def refused(reason: str) -> Callable[..., None]:
        def stop(*_: object) -> None:
            raise Unfit([reason])

        return stop

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() != "utf-8":
            raise Unfit([BROKEN])

    parser.XmlDeclHandler = declared
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda name: end(name.rpartition("}")[2])
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = refused(DOCTYPE)
    parser.CommentHandler = parser.ProcessingInstructionHandler = refused(NOTES)
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the only way to say that this is all
    except (ExpatError, ValueError, LookupError):
        raise Unfit([BROKEN]) from None
