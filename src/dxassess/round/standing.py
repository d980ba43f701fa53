"""What would count if the round were scored now, told without scoring it once more."""

from __future__ import annotations

import json
from typing import NamedTuple

from dxassess.intake.submission import Submission
from dxassess.ledger.shelf import Shelf, digest_of, key_of
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.received import Received

_YES, _NO = b"1", b"0"


class RoundStanding(NamedTuple):
    """What was received, and the files in which a respondent answered too little for a score."""

    received: Received
    unscored: frozenset[str]


def standing_of(received: Received, shelf: Shelf) -> RoundStanding:
    """How a round stands. Whether a submission has a score is found out once and kept on the shelf."""
    marks = {q.respondent: digest_of(q.model_dump_json()) for q in received.questionnaires}
    keys = {s.file: _key(s, marks[s.respondent]) for s in received.counting}
    known = dict(shelf.recall(keys.values()))
    questionnaires = {q.respondent: q for q in received.questionnaires}
    new = {
        keys[s.file]: _YES if _is_scored(s, questionnaires[s.respondent]) else _NO
        for s in received.counting
        if keys[s.file] not in known
    }
    shelf.keep(new)
    known |= new
    return RoundStanding(received, frozenset(file for file, key in keys.items() if known[key] == _NO))


def _key(submission: Submission, questionnaire_mark: str) -> str:
    """The key of all that a score comes from."""
    answers = [(answer.item, answer.state, answer.value) for answer in submission.answers]
    content = json.dumps([submission.facts.model_dump(), answers], ensure_ascii=False)
    return key_of("scored", questionnaire_mark, content)


def _is_scored(submission: Submission, questionnaire: Questionnaire) -> bool:
    from dxassess.scoring.score_submission import score_submission

    return score_submission(submission, questionnaire).overall.score is not None
