"""XML parts of a workbook, looked at before the reader sees them: well-formed, UTF-8, without a DTD."""

from __future__ import annotations

from xml.parsers import expat

from dxassess.intake.workbook.opening import Refused

_UTF8 = {None, "utf-8", "utf8", "us-ascii", "ascii"}


class _Doctype(Exception):  # noqa: N818 - carries the verdict out of expat's callback
    pass


def refuse_odd_xml(data: bytes, name: str) -> None:
    """Raises Refused if `data` is not well-formed UTF-8 XML, or has a DOCTYPE (entities, external files)."""
    encodings: list[str | None] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = lambda _version, encoding, _standalone: encodings.append(encoding)
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except _Doctype as problem:
        raise Refused("DTD", found=name) from problem
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise Refused("CORRUPT", found=name) from problem
    declared = encodings[0] if encodings else None
    if b"\0" in data[:64] or (declared and declared.lower()) not in _UTF8:
        raise Refused("ODD_XML_ENCODING", found=name)


def _refuse_doctype(*_declaration: object) -> None:
    raise _Doctype
