"""What every column and every code means, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dxassess.questionnaire.items import Item, goalposts_of, options_of, unit_of
from dxassess.questionnaire.model import Questionnaire
from dxassess.report.data.table import Column, DataTable, DataValue, table
from dxassess.wording.wording import Wording, wording

CodebookRow = tuple[DataValue, ...]
_CODEBOOK = "table:code column:code:none meaning:text unit:text:none range:text:none empty:text:none"
_QUESTIONS = (
    "respondent:code item:code condition:code condition_name:text indicator:code indicator_name:text "
    "type:code wording:text unit:text:none applies:code weight:number indicator_weight:number "
    "condition_weight:number floor:number:none target:number:none gates:text:none tags:text:none"
)
_OPTIONS = "respondent:code item:code option:code wording:text score:score:none weight:number:none"


def codebook_table(tables: Iterable[DataTable], language: str) -> DataTable:
    """A row per column of `tables`, and of itself."""
    said = wording("codebook", language)
    own = table("codebook", _CODEBOOK, ())
    return own.model_copy(update={"rows": tuple(_explained([own, *tables], said))})


def questions_table(asked: Iterable[Questionnaire], language: str) -> DataTable:
    """A row per item: its wording, where it stands and how much it weighs."""
    return table("questions", _QUESTIONS, (row for q in asked for row in _questions(q, language)))


def options_table(asked: Iterable[Questionnaire], language: str) -> DataTable:
    """A row per option of an item that offers a choice."""
    rows = (
        (q.respondent, item.code, option.code, option.text[language], option.score, option.weight)
        for q in asked
        for item in q.items
        for option in options_of(item)
    )
    return table("options", _OPTIONS, rows)


def _explained(tables: Iterable[DataTable], said: Wording) -> Iterator[CodebookRow]:
    for each in tables:
        yield (each.name, None, said.text(f"table.{each.name}"), None, None, None)
        for column in each.columns:
            yield (each.name, column.name, *_column(each.name, column, said))


def _column(name: str, column: Column, said: Wording) -> CodebookRow:
    own = f"{name}.{column.name}"
    meaning = said.text(own if said.has(own) else f"column.{column.name}")
    unit, range_ = (
        said.text(key) if said.has(key) else None for key in (f"unit.{column.kind}", f"range.{column.kind}")
    )
    return meaning, unit, range_, said.text(f"empty.{column.empty}")


def _questions(asked: Questionnaire, language: str) -> Iterator[CodebookRow]:
    for condition in asked.conditions:
        for indicator in condition.indicators:
            for item in indicator.items:
                unit, (floor, target) = unit_of(item), goalposts_of(item)
                yield (
                    asked.respondent, item.code, condition.code, condition.name[language], indicator.code,
                    indicator.name[language], item.type, item.text[language],
                    unit[language] if unit else None, item.applies, item.weight,
                    indicator.weight_over(indicator.items), condition.weight, floor, target,
                    _gates(item), "; ".join(item.tags) or None,
                )  # fmt: skip


def _gates(item: Item) -> str | None:
    return "; ".join(f"{gate.level}:{gate.at_least:g}" for gate in item.gates) or None
