"""Which blocks of a section stand on its page, and which in the annex behind it."""

from __future__ import annotations

from dxassess.report.value.model import Block, Bullet, Paragraph, Section, Table

_SENTENCES = (Paragraph, Bullet)


def _is_empty(block: Block) -> bool:
    """A table of heads alone says nothing."""
    return isinstance(block, Table) and not block.rows


def on_page(section: Section, *block_ids: str) -> Section:
    """The section with its sentences and the blocks of these ids."""
    blocks = tuple(
        block
        for block in section.blocks
        if isinstance(block, _SENTENCES) or (block.id in block_ids and not _is_empty(block))
    )
    return section.model_copy(update={"blocks": blocks})


def in_annex(section: Section, *block_ids: str) -> tuple[Section, ...]:
    """The section with the blocks that do not stand on its page; nothing where all of them do."""
    blocks = tuple(
        block
        for block in section.blocks
        if not isinstance(block, _SENTENCES) and block.id not in block_ids and not _is_empty(block)
    )
    return (section.model_copy(update={"intro": None, "blocks": blocks}),) if blocks else ()
