"""A file of a round to the page that shows it: what came, what was read, what was not and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dxassess.findings.catalogue import SEVERITIES
from dxassess.findings.finding import Finding
from dxassess.findings.words import remedy, sentence, where
from dxassess.intake.submission import FileOutcome, Submission
from dxassess.places.provinces import province_of
from dxassess.places.register import Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.returning.cells import cells_of
from dxassess.returning.page_cells import PageCells, PageRow, PageSheet
from dxassess.returning.prefilled import prefilled
from dxassess.returning.row_states import RowReader, item_counts
from dxassess.returning.shown import ShownFinding, ShownForm, ShownRow, ShownSheet
from dxassess.returning.whose import Whose
from dxassess.wording.wording import MISSING, Wording, wording

_STATES = ("read", "not_counted", "blank", "prefilled", "private")
_WORDS = ("came", "read", "question", "problems", "other", "remedy", "sheets", "intro")


class Showing(NamedTuple):
    """What all pages of a run have in common."""

    language: str
    round_name: str
    questionnaires: tuple[Questionnaire, ...]
    register: Register | None


def show_form(outcome: FileOutcome, cells: PageCells, sender: Whose, terms: Showing) -> ShownForm:
    """The page of `outcome`. Its findings stand at their rows, those without one at their sheet or on top."""
    say = wording("returning", terms.language)
    submission = outcome.submission
    questionnaire = _questionnaire(cells, submission, terms)
    entry = terms.register.entry_by_code.get(sender.code or "") if terms.register else None
    file, _ = holder(outcome)
    rows = RowReader(questionnaire, submission, prefilled(questionnaire, entry), file=file, say=say)
    sheets = tuple(_sheet(n, sheet, outcome.findings, rows, say) for n, sheet in enumerate(cells.sheets, 1))
    names = {sheet.name for sheet in cells.sheets}
    on_top = [f for f in outcome.findings if f.place.sheet not in names]
    return ShownForm(
        language=terms.language,
        title=sender.name or outcome.file.rpartition("/")[2],
        round=terms.round_name,
        verdict=say.text(f"show.status.{outcome.status}"),
        status=outcome.status,
        facts=_facts(outcome, sender, questionnaire, say),
        findings=_said(on_top, say),
        problems=tuple(_problems(sheets)),
        sheets=sheets,
        words=tuple((key, say.text(f"show.{key}")) for key in _WORDS),
    )


def holder(outcome: FileOutcome) -> tuple[str, str]:
    """The workbook of an outcome, and which of its respondents it is of, "" where it is of the workbook."""
    answers = outcome.submission.answers if outcome.submission else ()
    places = (*(place for answer in answers for place in answer.places), *(f.place for f in outcome.findings))
    for place in places:
        if outcome.file.startswith(f"{place.file}#"):
            return place.file, outcome.file[len(place.file) + 1 :]
    return outcome.file, ""


def _questionnaire(cells: PageCells, submission: Submission | None, terms: Showing) -> Questionnaire:
    """The one that the form answers: as it was read, else the one with most of its codes."""
    if submission is not None:
        return next(q for q in terms.questionnaires if q.respondent == submission.respondent)
    codes = {row.code for sheet in cells.sheets for row in sheet.rows}
    return max(
        terms.questionnaires,
        key=lambda q: (sum(code in codes for item in q.items for code, _ in item.parts), q.id),
    )


def _facts(
    outcome: FileOutcome, sender: Whose, questionnaire: Questionnaire, say: Wording
) -> tuple[tuple[str, str], ...]:
    submission = outcome.submission
    province = province_of(sender.province) if sender.province else None
    text_by_fact = {
        "file": outcome.file,
        "facility": sender.code or MISSING,
        "province": province.name if province else MISSING,
        "version": f"{submission.questionnaire} {submission.version}" if submission else MISSING,
        "answered_on": say.date(submission.facts.answered_on or "") if submission else MISSING,
    }
    if submission is not None:
        answered, question_count = item_counts(questionnaire, submission)
        text_by_fact["answered"] = say.text("show.answered.of", n=answered, asked=question_count)
    return tuple((say.text(f"show.fact.{key}"), text) for key, text in text_by_fact.items())


def _sheet(
    number: int, sheet: PageSheet, findings: Iterable[Finding], rows: RowReader, say: Wording
) -> ShownSheet:
    here = [f for f in findings if f.place.sheet == sheet.name]
    marked = frozenset(cell for each in here for cell in cells_of(each))
    at_rows, loose = _placed(sheet, here)
    shown = [
        _row(f"s{number}r{n}", row, at_rows[n], marked, rows, say)
        for n, row in enumerate(sheet.rows, start=1)
    ]
    counts = {state: sum(row.state == state for row in shown) for state in _STATES}
    return ShownSheet(
        id=f"s{number}",
        name=sheet.name,
        counts="; ".join(say.text(f"show.count.{state}", n=n) for state, n in counts.items() if n),
        findings=_said(loose, say),
        rows=tuple(shown),
    )


def _placed(sheet: PageSheet, findings: Iterable[Finding]) -> tuple[dict[int, list[Finding]], list[Finding]]:
    """The findings by the row, counted from 1 on the page, whose answer they are on, or else in which they
    stand; and those that stand in none."""
    by_cell = {row.cell: n for n, row in reversed(list(enumerate(sheet.rows, start=1))) if row.cell}
    by_number = {row.row: n for n, row in reversed(list(enumerate(sheet.rows, start=1)))}
    at_rows: dict[int, list[Finding]] = {n: [] for n, _ in enumerate(sheet.rows, start=1)}
    loose: list[Finding] = []
    for each in findings:
        n = by_cell.get(each.place.cell or "") or by_number.get(_row_of(each))
        at_rows.get(n or 0, loose).append(each)
    return at_rows, loose


def _row(  # noqa: PLR0917 - what a row is, in the order in which it is shown
    anchor: str,
    row: PageRow,
    findings: Sequence[Finding],
    marked: frozenset[str],
    rows: RowReader,
    say: Wording,
) -> ShownRow:
    state, value = rows.judge(row, findings)
    question, *options = row.question.split("\n")
    return ShownRow(
        id=anchor,
        state=state,
        label="" if state == "text" else say.text(f"show.state.{state}"),
        code=row.code or "",
        question=question,
        options=tuple(options),
        cell=row.cell or "",
        typed=row.typed,
        value=value,
        beside=tuple((cell, text, cell in marked) for cell, text in row.beside),
        findings=_said(findings, say),
    )


def _row_of(finding: Finding) -> int:
    """The row of its cell, 0 without one."""
    cell = finding.place.cell
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) if cell else 0


def _said(findings: Sequence[Finding], say: Wording) -> tuple[ShownFinding, ...]:
    return tuple(
        ShownFinding(
            severity=f.severity,
            label=say.text(f"severity.{f.severity}"),
            where=where(f, say.language),
            text=sentence(f, say.language),
            remedy=remedy(f, say.language),
        )
        for f in sorted(findings, key=lambda f: SEVERITIES.index(f.severity))
    )


def _problems(sheets: Iterable[ShownSheet]) -> Iterable[tuple[str, str, str]]:
    """What must be corrected, with the way to it."""
    for sheet in sheets:
        for finding in sheet.findings:
            if finding.severity == "error":
                yield sheet.id, sheet.name, finding.text
        for row in sheet.rows:
            for finding in row.findings:
                if finding.severity == "error":
                    yield row.id, finding.where, finding.text
