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
    words = wording("codebook", language)
    codebook = table("codebook", _CODEBOOK, ())
    return codebook.model_copy(update={"rows": tuple(_explained([codebook, *tables], words))})


def questions_table(questionnaires: Iterable[Questionnaire], language: str) -> DataTable:
    """A row per item: its wording, where it stands and how much it weighs."""
    return table("questions", _QUESTIONS, (row for q in questionnaires for row in _questions(q, language)))


def options_table(questionnaires: Iterable[Questionnaire], language: str) -> DataTable:
    """A row per option of an item that offers a choice."""
    rows = (
        (q.respondent, item.code, option.code, option.text[language], option.score, option.weight)
        for q in questionnaires
        for item in q.items
        for option in options_of(item)
    )
    return table("options", _OPTIONS, rows)


def meanings(tables: Iterable[DataTable]) -> dict[str, str]:
    """What each table holds, by its name, as the codebook among `tables` says."""
    codebook = next((each for each in tables if each.name == "codebook"), None)
    rows = codebook.rows if codebook else ()
    return {str(name): str(meaning) for name, column, meaning, *_ in rows if column is None}


def _explained(tables: Iterable[DataTable], words: Wording) -> Iterator[CodebookRow]:
    for each in tables:
        yield (each.name, None, words.text(f"table.{each.name}"), None, None, None)
        for column in each.columns:
            yield (each.name, column.name, *_column(each.name, column, words))


def _column(name: str, column: Column, words: Wording) -> CodebookRow:
    own_key = f"{name}.{column.name}"
    meaning = words.text(own_key if words.has(own_key) else f"column.{column.name}")
    unit, range_ = (
        words.text(key) if words.has(key) else None for key in (f"unit.{column.kind}", f"range.{column.kind}")
    )
    return meaning, unit, range_, words.text(f"empty.{column.empty}")


def _questions(questionnaire: Questionnaire, language: str) -> Iterator[CodebookRow]:
    for condition in questionnaire.conditions:
        for indicator in condition.indicators:
            for item in indicator.items:
                unit, (floor, target) = unit_of(item), goalposts_of(item)
                yield (
                    questionnaire.respondent, item.code, condition.code, condition.name[language],
                    indicator.code, indicator.name[language], item.type, item.text[language],
                    unit[language] if unit else None, item.applies, item.weight,
                    indicator.weight_over(indicator.items), condition.weight, floor, target,
                    _gates(item), "; ".join(item.tags) or None,
                )  # fmt: skip


def _gates(item: Item) -> str | None:
    return "; ".join(f"{gate.level}:{gate.at_least:g}" for gate in item.gates) or None
