"""XML parts walked by expat with namespaces; DTDs and encodings that hide something are refused."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from dxassess.intake.workbook.opening import Refused

Attributes = dict[str, str]
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii"}
_MOST_NAMES = 2_000
_names: dict[str, str] = {}


def walk(
    data: bytes,
    part: str,
    *,
    start: Callable[[str, Attributes], object] | None = None,
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Calls the handlers for every element of `data`. Names are "namespace local"; see `local`.

    Raises Refused where `data` is no well-formed UTF-8 XML or has a DOCTYPE (entities, external files).
    """
    if b"\0" in data[:64]:
        raise Refused("ODD_XML_ENCODING", found=part)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse_doctype(*_declaration: object) -> None:
        raise Refused("DTD", found=part)

    def refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise Refused("ODD_XML_ENCODING", found=part)

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.XmlDeclHandler = refuse_encoding
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise Refused("CORRUPT", found=part) from problem


def local(name: str) -> str:
    """The name of an element of the spreadsheet's namespace, "" of any other.

    Kept, since a sheet has a dozen names and thousands of elements.
    """
    short_name = _names.get(name)
    if short_name is None:
        short_name = next((name[len(space) :] for space in _MAIN if name.startswith(space)), "")
        if len(_names) < _MOST_NAMES:
            _names[name] = short_name
    return short_name


def is_true(value: str | None) -> bool:
    """A truth as XML Schema writes it; absent is false."""
    return value in ("1", "true")
