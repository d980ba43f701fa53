"""Who may see which part of a report: a block that does not say it is of groups stays with the department
(method.md §7)."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.report.value.model import Block, Bullet, Paragraph, Readers, Report, Section


def for_readers(report: Report, readers: Readers) -> Report:
    """The report without the blocks that these readers may not see, and the sections that are left empty."""
    if readers == "department":
        return report
    return report.model_copy(update={"sections": _left(report.sections), "annex": _left(report.annex)})


def _left(sections: Iterable[Section]) -> tuple[Section, ...]:
    shown_sections = (_shown(section) for section in sections)
    return tuple(section for section in shown_sections if section.blocks)


def _shown(section: Section) -> Section:
    blocks = tuple(block for block in section.blocks if _may_see(block))
    return section.model_copy(update={"blocks": blocks})


def _may_see(block: Block) -> bool:
    """Sentences in a section are about all of the report's facilities."""
    return isinstance(block, Paragraph | Bullet) or block.of_groups
