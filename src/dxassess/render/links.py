"""Links from one report to another: how they end, as what the reader holds."""

from __future__ import annotations

from dxassess.render.document import Document, PrintedBlock, PrintedCell, PrintedFigure, PrintedTable


def linked(document: Document, format_: str) -> Document:
    """The document with links that lead to the files of its own language and of this format, `.vi.pdf`.
    Anchors, and links that end as a file does, stay as they are."""
    suffix = f".{document.language}.{format_}"
    sections = (
        section.model_copy(update={"blocks": tuple(_block(block, suffix) for block in section.blocks)})
        for section in document.sections
    )
    return document.model_copy(update={"sections": tuple(sections)})


def _block(block: PrintedBlock, suffix: str) -> PrintedBlock:
    match block:
        case PrintedTable():
            return _table(block, suffix)
        case PrintedFigure(table=PrintedTable() as table):
            return block.model_copy(update={"table": _table(table, suffix)})
        case _:
            return block


def _table(table: PrintedTable, suffix: str) -> PrintedTable:
    rows = tuple(tuple(_cell(cell, suffix) for cell in row) for row in table.rows)
    return table.model_copy(update={"rows": rows})


def _cell(cell: PrintedCell, suffix: str) -> PrintedCell:
    href = cell.href
    if href is None or href.startswith("#") or href.endswith((".html", ".pdf")):
        return cell
    return cell.model_copy(update={"href": href + suffix})
