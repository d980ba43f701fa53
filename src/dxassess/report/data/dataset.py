"""A round as tidy tables."""

from __future__ import annotations

from dxassess.insight.analysis import Analysis
from dxassess.report.data.changes import change_tables
from dxassess.report.data.codebook import codebook_table, options_table, questions_table
from dxassess.report.data.files import files_table, findings_table
from dxassess.report.data.provinces import provinces_table, soundness_table, strata_table
from dxassess.report.data.respondents import items_table, nodes_table, respondents_table, visits_table
from dxassess.report.data.table import DataTable


def dataset(analysis: Analysis, language: str) -> tuple[DataTable, ...]:
    """All tables of a round, the codebook first. Names of tables, columns and codes are the same in every
    language; wordings, findings and the codebook are in `language`. No personal fact is in any of them:
    such facts never leave the intake."""
    round_ = analysis.round
    tables = (
        respondents_table(round_, "facility"),
        respondents_table(round_, "department"),
        nodes_table(round_, "conditions"),
        nodes_table(round_, "indicators"),
        items_table(round_),
        visits_table(round_),
        provinces_table(analysis),
        strata_table(analysis),
        soundness_table(analysis),
        *change_tables(analysis, language),
        files_table(round_.outcomes),
        findings_table(round_.outcomes, language),
        questions_table(round_.questionnaires, language),
        options_table(round_.questionnaires, language),
    )
    return (codebook_table(tables, language), *tables)
