"""What came of a file as bytes to keep, and back: short, and fast to put together again.

A reading is kept whatever the file is called: its name, which stands in every place, is left out. Only where
the name may stand within a sentence is it part of what was read (`names_itself`)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import get_args

from dxassess.findings.finding import Finding, Place
from dxassess.forms.stamp import Stamp
from dxassess.intake.memory import Outcomes
from dxassess.intake.submission import Answer, Facts, FileOutcome, State, Submission
from dxassess.questionnaire.model import Text

FORMAT = "3"
"""Of these bytes: a program that writes them otherwise reads anew what another one kept."""

_STATES: tuple[State, ...] = get_args(State)
_STATE_NUMBERS = {state: number for number, state in enumerate(_STATES)}
_LEVEL = 1  # of compression: twice as fast as the usual one, a tenth larger
_TELLING = 12
_PASSING = frozenset(
    {"TIMEOUT", "READER_CRASH", "CANNOT_OPEN", "PATH_TOO_LONG", "CHANGED_WHILE_READING", "NOT_A_FILE"}
)


def lasts(outcomes: Outcomes) -> bool:
    """Whether the bytes alone decided: not a reader that died or was too slow, nor a file that was closed."""
    return not any(finding.code in _PASSING for outcome in outcomes for finding in outcome.findings)


def names_itself(outcomes: Outcomes, file: str) -> bool:
    """Whether something that was found may quote the name of the file: only under this name is it true."""
    telling = PurePosixPath(file).name[:_TELLING]
    findings = (finding for outcome in outcomes for finding in outcome.findings)
    facts = (fact for finding in findings for fact in (finding.found, finding.expected))
    return any(telling in text for fact in facts if fact is not None for text in _texts(fact))


def encode(outcomes: Outcomes, file: str) -> bytes:
    """The outcomes of `file` and of what it holds, without its name."""
    return _packed([_outcome_data(outcome, file) for outcome in outcomes])


def encode_summary(outcomes: Outcomes) -> bytes:
    """The outcomes of a round without the answers of its submissions, of which there are a hundred times as
    many."""
    return _packed([_outcome_data(outcome, "", answers=False) for outcome in outcomes])


def _packed(data: object) -> bytes:
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), _LEVEL)


def decode(content: bytes, file: str) -> Outcomes | None:
    """The outcomes as of a file of this name, "" for those of a round; None where the bytes are not what was
    encoded. A submission without answers has no such attribute: whoever asks for them fails."""
    try:
        return tuple(_outcome(fields, file) for fields in json.loads(zlib.decompress(content)))
    except (zlib.error, ValueError, TypeError, LookupError):
        return None


def _outcome_data(outcome: FileOutcome, file: str, *, answers: bool = True) -> list[object]:
    submission = outcome.submission
    return [
        _shortened(outcome.file, file),
        outcome.size,
        outcome.sha256,
        outcome.status,
        [_finding_data(finding, file) for finding in outcome.findings],
        None if submission is None else _submission_data(submission, file, answers=answers),
        outcome.points_to,
    ]


def _outcome(fields: Sequence[object], file: str) -> FileOutcome:
    name, size, sha256, status, findings, submission, points_to = fields
    return FileOutcome.unchecked(
        {
            "file": _full(name, file),
            "size": size,
            "sha256": sha256,
            "status": status,
            "findings": tuple([_finding(_list(finding), file) for finding in _list(findings)]),
            "submission": None if submission is None else _submission(_list(submission), file),
            "points_to": tuple(_list(points_to)),
        },
    )


def _submission_data(submission: Submission, file: str, *, answers: bool) -> list[object]:
    return [
        _shortened(submission.file, file),
        submission.sha256,
        submission.respondent,
        submission.questionnaire,
        submission.version,
        submission.facts.model_dump(exclude_none=True),
        None if submission.stamp is None else submission.stamp.model_dump(),
        [_answer_data(answer, file) for answer in submission.answers] if answers else None,
    ]


def _submission(fields: Sequence[object], file: str) -> Submission:
    name, sha256, respondent, questionnaire, version, facts, stamp, answers = fields
    values: dict[str, object] = {
        "file": _full(name, file),
        "sha256": sha256,
        "respondent": respondent,
        "questionnaire": questionnaire,
        "version": version,
        "facts": Facts.model_validate(facts),
    }
    if answers is not None:
        values["answers"] = tuple([_answer(_list(answer), file) for answer in _list(answers)])
    values["stamp"] = None if stamp is None else Stamp.model_validate(stamp)
    return Submission.unchecked(values)


def _answer_data(answer: Answer, file: str) -> list[object]:
    """Item, state, value, evidence, then three for every place."""
    data: list[object] = [answer.item, _STATE_NUMBERS[answer.state], answer.value, answer.evidence]
    for place in answer.places:
        data += _place_data(place, file)
    return data


def _answer(fields: Sequence[object], file: str) -> Answer:
    item, state, value, evidence, *places = fields
    return Answer.unchecked(
        {
            "item": item,
            "state": _STATES[state],  # type: ignore[call-overload] # a number, or decode says that it is none
            "value": tuple(value) if isinstance(value, list) else value,
            "places": tuple([_place(places[n : n + 3], file) for n in range(0, len(places), 3)]),
            "evidence": evidence,
        },
    )


def _finding_data(finding: Finding, file: str) -> list[object]:
    return [_place_data(finding.place, file), finding.model_dump(exclude={"place"}, exclude_defaults=True)]


def _finding(fields: Sequence[object], file: str) -> Finding:
    place, facts = fields
    if not isinstance(facts, dict):
        raise TypeError(type(facts))
    return Finding.model_validate({**facts, "place": _place(_list(place), file)})


def _place_data(place: Place, file: str) -> tuple[object, object, object]:
    return _shortened(place.file, file), place.sheet, place.cell


def _place(fields: Sequence[object], file: str) -> Place:
    name, sheet, cell = fields
    return Place.unchecked({"file": _full(name, file), "sheet": sheet, "cell": cell})


def _shortened(name: str, file: str) -> str | list[str]:
    """What follows the name of the file; a name that is another one as a list of its own."""
    return name[len(file) :] if name.startswith(file) else [name]


def _full(name: object, file: str) -> str:
    if not name:
        return file
    return file + name if isinstance(name, str) else str(_list(name)[0])


def _list(data: object) -> Sequence[object]:
    if not isinstance(data, list):
        raise TypeError(type(data))
    return data


def _texts(fact: str | Text) -> Iterator[str]:
    yield from (fact,) if isinstance(fact, str) else _strings(fact.model_dump().values())


def _strings(values: Iterable[object]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))
