"""Who may see which part of a report: what is not named here stays with the department (method.md §7)."""

from __future__ import annotations

from dxassess.report.value.model import Block, Bullet, Paragraph, Readers, Report, Section

# Blocks whose numbers stand for groups. Those about single facilities, their files, doubts about their
# answers and whom to visit are not among them.
_OF_GROUPS = frozenset(
    {
        "strip",
        "provinces",
        "province-table",
        "map",
        "profile",
        "conditions-table",
        "condition-table",
        "next-level",
        "gap",
        "mix",
        "peers",
        "moves-figure",
        "change-table",
        "systems",
        "systems-table",
        "systems-legend",
        "connections",
        "barriers-figure",
        "barriers-by-type",
        "barriers-items",
        "barrier-table",
        "practices",
        "levels",
        "blockers",
        "unlock",
        "own-steps",
        "model-cards",
        "network",
        "proposals",
        "answers",
        "grades",
        "scenarios",
        "moves",
        "alpha",
        "weak-items",
    }
)


def for_readers(report: Report, readers: Readers) -> Report:
    """The report without the blocks that these readers may not see, and the sections that are left empty."""
    if readers == "department":
        return report
    sections = (_shown(section) for section in report.sections)
    return report.model_copy(update={"sections": tuple(section for section in sections if section.blocks)})


def _shown(section: Section) -> Section:
    blocks = tuple(block for block in section.blocks if _may_see(block))
    return section.model_copy(update={"blocks": blocks})


def _may_see(block: Block) -> bool:
    """Sentences in a section are about all of the report's facilities."""
    return (
        isinstance(block, Paragraph | Bullet) or block.id in _OF_GROUPS or block.id.startswith("condition-c")
    )
