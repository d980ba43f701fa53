"""XML parts of a workbook, walked by expat: well-formed, UTF-8, without a DTD. One policy for all formats."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from dxassess.intake.workbook.opening import Refused

Attributes = dict[str, str]
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii"}


def walk(
    data: bytes,
    part: str,
    *,
    namespaces: bool = True,
    start: Callable[[str, Attributes], object] | None = None,
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Calls the handlers for every element of `data`. With `namespaces` names are "namespace local", and one
    that is not declared is no XML; without, prefixes stand as they are.

    Raises Refused where `data` is no well-formed UTF-8 XML or has a DOCTYPE (entities, external files).
    """
    if b"\0" in data[:64]:
        raise Refused("ODD_XML_ENCODING", found=part)
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
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
