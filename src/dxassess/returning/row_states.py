"""What became of each row of a form: read as what, not counted, blank, or as we had filled it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dxassess.findings.finding import Finding
from dxassess.findings.persons import without_persons
from dxassess.insight.explanation import said
from dxassess.intake.submission import Answer, Submission
from dxassess.intake.words.text import same_words
from dxassess.questionnaire.credit import credit
from dxassess.questionnaire.items import Item, Multi, Ratio
from dxassess.questionnaire.model import Fact, Questionnaire, Text
from dxassess.questionnaire.skips import standing
from dxassess.returning.page_cells import PageRow
from dxassess.returning.shown import RowState
from dxassess.wording.wording import Wording


class RowReader:
    """Holds the rows of a form against what was read of it. `prefill` is what it came with, by the code of
    the fact; without a `submission` nothing on it counts."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        submission: Submission | None,
        prefill: Mapping[str, frozenset[str]],
        *,
        file: str,
        say: Wording,
    ) -> None:
        self._items = {**questionnaire.item_by_cell, **questionnaire.item_by_code}
        self._facts = {fact.code: fact for fact in questionnaire.facts}
        self._answers = {a.item: a for a in submission.answers} if submission else {}
        self._counts = submission is not None
        self._prefill = prefill
        self._file = file
        self._say = say

    def judge(self, row: PageRow, findings: Sequence[Finding]) -> tuple[RowState, str]:
        """The state of a row, and what was read of it in words ("" for nothing)."""
        fact, item = self._facts.get(row.code or ""), self._items.get(row.code or "")
        if fact is not None and row.cell is not None:
            return self._fact(row, fact, findings)
        if item is None:
            return "text", ""
        answer = self._answers.get(item.code)
        value = self._value(row, item, answer)
        if row.cell is None:
            return ("text", "") if not value else ("read", value)
        if not row.typed:
            return "blank", value
        return ("read", value) if value else ("not_counted", "")

    def _fact(self, row: PageRow, fact: Fact, findings: Sequence[Finding]) -> tuple[RowState, str]:
        if not row.typed:
            return "blank", ""
        if fact.personal:
            return "private", ""
        if same_words(row.typed) in self._prefill.get(fact.code, ()):
            return "prefilled", row.typed
        failed = not self._counts or any(finding.severity == "error" for finding in findings)
        return ("not_counted", "") if failed else ("read", row.typed)

    def _value(self, row: PageRow, item: Item, answer: Answer | None) -> str:
        if answer is None or answer.state == "missing" or not self._is_here(answer):
            return ""
        if answer.state == "not_applicable":
            return self._say.text("show.not_applicable") if row.typed or row.cell is None else ""
        if row.code != item.code and isinstance(item, Multi):
            options = answer.value if isinstance(answer.value, tuple) else ()
            is_chosen = any(row.code == f"{item.code}{option}" for option in options)
            return self._say.text("show.chosen" if is_chosen else "show.not_chosen")
        if row.code != item.code and isinstance(item, Ratio):
            return row.typed
        text = said(item, answer)
        return without_persons(text[self._say.language] if isinstance(text, Text) else text or "")

    def _is_here(self, answer: Answer) -> bool:
        """Whether the answer that counts stands in this file, and not in another one of the respondent."""
        return not answer.places or any(place.file == self._file for place in answer.places)


def item_counts(questionnaire: Questionnaire, submission: Submission) -> tuple[int, int]:
    """How many questions of those that were asked of the respondent are answered, and of how many; "not
    applicable" is an answer, what an answer skips is not asked."""
    answers = submission.answer_by_item

    def concerns(item: Item) -> bool:
        return questionnaire.applies(item.applies, submission.facts.type, submission.facts.beds)

    def declined(item: Item) -> bool:
        return item.code in answers and answers[item.code].state == "not_applicable"

    def earned(item: Item) -> float | None:
        answer = answers.get(item.code)
        return credit(item, answer.value) if answer is not None and answer.state == "answered" else None

    item_codes = [
        item.code
        for item in questionnaire.items
        if concerns(item)
        and standing(questionnaire, item, concerns=concerns, declined=declined, earned=earned) != "skipped"
    ]
    return sum(code in answers and answers[code].state != "missing" for code in item_codes), len(item_codes)
