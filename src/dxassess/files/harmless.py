"""Text that a spreadsheet would run: the one rule for everything that may be opened as a workbook."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
"""What begins a formula or a command to another program in a spreadsheet, full-width forms included."""


def would_run(text: str) -> bool:
    """Whether a spreadsheet that opens `text` as a cell of a CSV file might take it for a formula."""
    return text.lstrip(" ").startswith(FORMULA_STARTS)


def harmless(text: str) -> str:
    """`text`, with an apostrophe before it where it would run. For CSV, which cannot say "this is text"."""
    return "'" + text if would_run(text) else text
