"""A submission to one questionnaire as a submission to another, by the `maps_to` of its items."""

from __future__ import annotations

from dxassess.findings.finding import Place
from dxassess.intake.submission import Answer, Submission, Value
from dxassess.questionnaire.carried import Carried
from dxassess.questionnaire.items import Item, YesNo, options_of
from dxassess.questionnaire.model import Questionnaire


def carry_over(submission: Submission, source: Questionnaire, target: Questionnaire) -> Submission:
    """What `submission`, answered to `source`, says to the items of `target`.

    Every answer keeps the places that it was read from, and the evidence. Facts are the same. Nothing is
    guessed: without an answer there (blank, skipped, not in the file), or with one that says nothing
    certain about the item here, the item stays without an answer. "Not applicable" stays so where the item
    here allows it, and is no answer where it does not. `maps_to` must be without faults
    (`find_mapping_faults`).
    """
    answers = (_carried(item, submission, source) for item in target.items)
    return Submission(
        file=submission.file,
        sha256=submission.sha256,
        respondent=target.respondent,
        questionnaire=target.id,
        version=target.version,
        facts=submission.facts,
        answers=tuple(answer for answer in answers if answer is not None),
    )


def _carried(item: Item, submission: Submission, source: Questionnaire) -> Answer | None:
    """None where the other questionnaire does not ask, or the file does not hold its item."""
    carried = item.maps_to
    if carried is None or carried.questionnaire != source.id:
        return None
    source_item = source.item_by_code.get(carried.item)
    answer = submission.answer_by_item.get(carried.item)
    if source_item is None or answer is None:
        return None
    value = _value(carried, answer) if answer.state == "answered" else None
    excused = answer.state == "not_applicable" and item.allow_na
    return Answer(
        item=item.code,
        state="answered" if value is not None else "not_applicable" if excused else "missing",
        value=value if value is None or not isinstance(item, YesNo) else _truth(value),
        places=_places(carried, answer, source_item),
        evidence=answer.evidence,
    )


def _value(carried: Carried, answer: Answer) -> Value | None:
    """The value here; for yes and no still as the word or the truth."""
    value = answer.value
    if carried.options:
        word = ("no", "yes")[value] if isinstance(value, bool) else value
        return carried.here.get(word) if isinstance(word, str) else None
    if carried.part is not None:
        return carried.part in value if isinstance(value, tuple) else None
    if carried.at_least is not None:
        return value >= carried.at_least if isinstance(value, int | float) else None
    return value


def _truth(value: Value) -> bool:
    return value == "yes" if isinstance(value, str) else bool(value)


def _places(carried: Carried, answer: Answer, source_item: Item) -> tuple[Place, ...]:
    """The cells of the answer; of a `multi` item the cell of the one option, if every option has its own."""
    codes = [option.code for option in options_of(source_item)]
    if carried.part in codes and len(answer.places) == len(codes):
        return (answer.places[codes.index(carried.part)],)
    return answer.places
