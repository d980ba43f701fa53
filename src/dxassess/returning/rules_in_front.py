"""A colour that wins: rules of ours in front of the rules by which a form colours its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

_ALWAYS = 'N("dxassess")=0'
"""True of every cell, and by its text known again as ours."""


def paint_in_front(sheet: Worksheet, cells_by_colour: Mapping[str, Sequence[str]]) -> None:
    """Rules for the cells of each colour before all others, which count from behind them. The rules of the
    form keep their ranges: their formulas count from the first cell of the range."""
    ours = len(cells_by_colour)
    others = _rules(sheet)
    for _, rule in others:
        rule.priority = (rule.priority or 0) + ours
    rules = [
        (" ".join(cells), _rule(colour, priority))
        for priority, (colour, cells) in enumerate(cells_by_colour.items(), start=1)
    ]
    # Excel goes by the priority, LibreOffice by the order in the file.
    _set_rules(sheet, [*rules, *others])


def _rule(colour: str, priority: int) -> Rule:
    look = DifferentialStyle(fill=PatternFill("solid", fgColor=colour, bgColor=colour))
    return Rule(type="expression", formula=[_ALWAYS], dxf=look, stopIfTrue=True, priority=priority)


def take_off(sheet: Worksheet) -> None:
    """Remove the rules that `paint_in_front` set, whoever saved the workbook since."""
    _set_rules(sheet, [(cells, rule) for cells, rule in _rules(sheet) if not _is_ours(rule)])


def _set_rules(sheet: Worksheet, rules: Sequence[tuple[str, Rule]]) -> None:
    sheet.conditional_formatting = ConditionalFormattingList()
    for cells, rule in rules:
        sheet.conditional_formatting.add(cells, rule)


def _rules(sheet: Worksheet) -> list[tuple[str, Rule]]:
    return [(str(of.sqref), rule) for of in sheet.conditional_formatting for rule in of.rules]


def _is_ours(rule: Rule) -> bool:
    return any("dxassess" in formula for formula in rule.formula)
