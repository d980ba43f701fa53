"""Names and values in the XML of a workbook."""

from __future__ import annotations

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)
_MOST_NAMES = 2_000
_names: dict[str, str] = {}


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
