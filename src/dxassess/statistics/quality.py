"""Data-quality flags, each with the facts behind it (method.md §11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import assert_never, get_args

from dxassess.frozen import Frozen
from dxassess.intake.form.consistency import contradicted, statements_of
from dxassess.intake.submission import Submission
from dxassess.questionnaire.credit import Value, quantity
from dxassess.questionnaire.items import MOST_PERCENT, Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.rule import Rule
from dxassess.questionnaire.tolerance import exceeds, reaches
from dxassess.round.round import Round
from dxassess.round.settings import FlagKind
from dxassess.scoring.score import Score
from dxassess.statistics.twins import twins

_STAFF = {"it_staff", "staff"}
STRAIGHT_SHARE = 0.9
STRAIGHT_ITEMS = 20


class Flag(Frozen):
    """Something odd about a submission; it changes no score.

    `facts` by kind. straight_lining: position (1 the first option), items there, `choice` items answered.
    twins: other file, same answers, of. contradiction: the code of the questionnaire's rule that the answers
    break. implausible: what (a fact's key or an item's code), found, at most.
    evidence: items without the evidence they require, items that require it; more than half are without.
    stale: answered on, opened.
    """

    kind: FlagKind
    file: str
    facts: tuple[str | int | float, ...]


def quality_flags(round_: Round, *, opened: str | None = None) -> tuple[Flag, ...]:
    """The flags of all facilities, by file, then in the order of the kinds above.

    `opened` is the day on which the round opened (ISO); None: nothing is stale.
    """
    scores = {score.file: score for score in round_.facilities}
    submissions = [round_.submission_by_file[file] for file in scores]
    flags = list(flags_between(submissions, round_.facility, opened=opened))
    flags += [flag for s in submissions for flag in _own(s, scores[s.file], round_.facility)]
    return tuple(sorted(flags, key=_in_order))


def flags_without_scores(
    submissions: Sequence[Submission], questionnaire: Questionnaire, *, opened: str | None = None
) -> tuple[Flag, ...]:
    """The flags of facilities' submissions that rest on no score: all but those of evidence."""
    impossible = [flag for s in submissions for flag in _impossible(s, questionnaire)]
    return (*flags_between(submissions, questionnaire, opened=opened), *impossible)


def flags_between(
    submissions: Sequence[Submission], questionnaire: Questionnaire, *, opened: str | None = None
) -> tuple[Flag, ...]:
    """The flags of facilities' submissions that nothing in a form tells where it is read: twins, one option
    throughout, and answers from before the round `opened`; in the same order."""
    flags = [flag for s in submissions for flag in _straight(s, questionnaire)]
    flags += [flag for s in submissions for flag in _stale(s, opened)]
    for group in twins(submissions, questionnaire):
        for file in group.files:
            other = next(f for f in group.files if f != file)
            flags.append(Flag(kind="twins", file=file, facts=(other, group.same, group.of)))
    return tuple(sorted(flags, key=_in_order))


def _in_order(flag: Flag) -> tuple[str, int, tuple[str, ...]]:
    return flag.file, get_args(FlagKind).index(flag.kind), tuple(map(str, flag.facts))


def _own(submission: Submission, score: Score, questionnaire: Questionnaire) -> Iterator[Flag]:
    """The other flags that a submission earns by itself."""
    yield from _impossible(submission, questionnaire)
    yield from _evidence(submission, score, questionnaire)


def _impossible(submission: Submission, questionnaire: Questionnaire) -> Iterator[Flag]:
    """What contradicts itself and what cannot be."""
    broken = contradicted(questionnaire, statements_of(submission))
    yield from (Flag(kind="contradiction", file=submission.file, facts=(rule.code,)) for rule in broken)
    yield from _implausible(submission, questionnaire, broken)


def _stale(submission: Submission, opened: str | None) -> Iterator[Flag]:
    on = submission.facts.answered_on
    if opened is not None and on is not None and on < opened:
        yield Flag(kind="stale", file=submission.file, facts=(on, opened))


def _straight(submission: Submission, questionnaire: Questionnaire) -> Iterator[Flag]:
    positions = [
        [option.code for option in item.options].index(str(answer.value)) + 1
        for answer in submission.answers
        if (item := questionnaire.item_by_code.get(answer.item)) is not None
        and isinstance(item, Choice)
        and answer.state == "answered"
    ]
    if len(positions) >= STRAIGHT_ITEMS:
        position, count = min(Counter(positions).items(), key=lambda entry: (-entry[1], entry[0]))
        if reaches(count, STRAIGHT_SHARE * len(positions)):
            facts = (position, count, len(positions))
            yield Flag(kind="straight_lining", file=submission.file, facts=facts)


def _implausible(
    submission: Submission, questionnaire: Questionnaire, broken: tuple[Rule, ...]
) -> Iterator[Flag]:
    """Facts and shares that cannot be; not what one of the `broken` rules says already."""
    facts = submission.facts
    it_staff, most = facts.it_staff, facts.staff
    already_said = any({subject.code for subject in rule.subjects} >= _STAFF for rule in broken)
    if it_staff is not None and most is not None and it_staff > most and not already_said:
        yield Flag(kind="implausible", file=submission.file, facts=("it_staff", it_staff, most))
    for answer in submission.answers:
        item = questionnaire.item_by_code.get(answer.item)
        if item is None or answer.state != "answered":
            continue
        share = _share(item, answer.value)
        if share is not None and exceeds(share, MOST_PERCENT):
            yield Flag(kind="implausible", file=submission.file, facts=(item.code, share, 100.0))


def _share(item: Item, value: Value | None) -> float | None:
    """The answer in percent where it is a share of a whole: a percentage, or a ratio per hundred of two
    counts asked for itself (counts from the cover sheet may be of different things, as staff and beds)."""
    match item:
        case Quantity():
            return quantity(item, value) if item.percent else None
        case Ratio():
            return quantity(item, value) if item.scale == MOST_PERCENT and not item.facts else None
        case Choice() | Multi() | YesNo() | Note():
            return None
        case _:
            assert_never(item)


def _evidence(submission: Submission, score: Score, questionnaire: Questionnaire) -> Iterator[Flag]:
    required, missing = evidence_gaps(submission, score, questionnaire)
    if missing > required / 2:
        yield Flag(kind="evidence", file=submission.file, facts=(missing, required))


def evidence_gaps(submission: Submission, score: Score, questionnaire: Questionnaire) -> tuple[int, int]:
    """How many items require evidence, and how many of these have none. Required is evidence that the
    questionnaire asks for where the answer opens a gate of this respondent: a level rests on it. (Taken as
    required wherever the questionnaire asks for it, hardly a submission would be without a flag, and a flag
    would say nothing.) A gate of 0 is met by any answer, "no" as well, so that there is nothing to prove."""
    nodes, required, missing = score.node_by_code, 0, 0
    for item in questionnaire.items:
        item_score = nodes[item.code].score
        opens = any(
            gate.at_least > 0 and item_score is not None and reaches(item_score, gate.at_least)
            for gate in item.gates
            if gate.applies is None
            or questionnaire.applies(gate.applies, submission.facts.type, submission.facts.beds)
        )
        if item.evidence is None or not opens:
            continue
        required += 1
        answer = submission.answer_by_item.get(item.code)
        missing += answer is None or not answer.evidence
    return required, missing
