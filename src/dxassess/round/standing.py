"""What would count if the round were scored now, told without scoring it once more."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from dxassess.files.marks import digest_of
from dxassess.frozen import Frozen
from dxassess.intake.submission import Submission
from dxassess.ledger.reading import decode, encode_summary
from dxassess.ledger.shelf import Shelf, key_of
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.receive import Arrival
from dxassess.round.received import Received
from dxassess.round.verdicts import read_verdicts

_YES, _NO = b"1", b"0"


class RoundStanding(NamedTuple):
    """What was received, and the files in which a respondent answered too little for a score."""

    received: Received
    unscored: frozenset[str]


class Parts(Frozen):
    """What belongs to a standing beside the outcomes; as in `Received` and `RoundStanding`."""

    unscored: frozenset[str]
    register_: Register | None
    joined: tuple[Entry, ...]
    senders: tuple[tuple[str, str], ...]


def keep_standing(arrival: Arrival, standing: RoundStanding, shelf: Shelf) -> None:
    """Keep how a round stands, to be recalled while nothing changes; not where a file was read that might be
    read otherwise the next time, nor where somebody was visited."""
    received = standing.received
    if arrival.mark is None or received.visits or arrival.readings is None or not arrival.readings.complete:
        return
    parts = Parts(
        unscored=standing.unscored,
        register_=received.register_,
        joined=received.joined,
        senders=received.senders,
    )
    keys = _standing_keys(arrival.mark)
    shelf.keep({keys[0]: encode_summary(received.outcomes), keys[1]: parts.model_dump_json().encode()})


def recall_standing(arrival: Arrival, shelf: Shelf) -> RoundStanding | None:
    """How the round stood when the same had arrived, None where that is not known. What was received comes
    without questionnaires and without the answers of its submissions: whoever asks for them fails."""
    if arrival.mark is None:
        return None
    keys = _standing_keys(arrival.mark)
    contents = shelf.recall(keys)
    outcomes = decode(contents[keys[0]], "") if len(contents) == len(keys) else None
    if outcomes is None:
        return None
    parts = Parts.model_validate_json(contents[keys[1]])
    known: dict[str, Any] = {
        "settings": arrival.settings,
        "register_": parts.register_,
        "outcomes": outcomes,
        "verdicts": read_verdicts(arrival.home.root),
        "joined": parts.joined,
        "memory": arrival.memory,
        "senders": parts.senders,
    }
    return RoundStanding(Received.model_construct(**known), parts.unscored)


def _standing_keys(mark: str) -> tuple[str, str]:
    return key_of("standing", mark), key_of("standing parts", mark)


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
