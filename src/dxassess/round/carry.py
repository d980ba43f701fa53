"""A round scored by another framework, from the answers that were given to its own questionnaire."""

from __future__ import annotations

from dxassess.errors import DxassessError
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Register
from dxassess.questionnaire.load import QuestionnaireError
from dxassess.questionnaire.mapping import NOT_ASKED, find_mapping_faults
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.carry_over import carry_over
from dxassess.round.narrow import narrow
from dxassess.round.round import Round, build_round


def carry_round(round_: Round, target: Questionnaire) -> Round:
    """The facilities of `round_` for which `target` is meant, scored by what it shares with the questionnaire
    that they answered (see `mapping.narrow`); departments have no part in it.

    What the version that was answered does not ask stays without an answer. Raises QuestionnaireError if
    `maps_to` is faulty, DxassessError if the two share nothing.
    """
    mapping_faults = find_mapping_faults(target, (round_.facility,), file=target.id)
    faults = tuple(fault for fault in mapping_faults if fault.key != NOT_ASKED)
    if faults:
        raise QuestionnaireError(faults)
    shared = narrow(round_.facility, target)
    if shared is None or target.respondent != "facility":
        raise DxassessError("score.nothing_shared", source=round_.facility.id, target=target.id)
    return build_round(
        (_carried(outcome, round_.facility, shared) for outcome in round_.outcomes),
        questionnaires=(shared,),
        settings=round_.settings,
        register=concerned(round_.register_, shared),
    )


def concerned(register: Register | None, facility: Questionnaire) -> Register | None:
    """The register with only the types that `facility` is for: the others' silence is none."""
    if register is None:
        return None
    types = {type_.code for type_ in facility.types}
    return Register(entries=tuple(entry for entry in register.entries if entry.type in types))


def _carried(outcome: FileOutcome, source: Questionnaire, shared: Questionnaire) -> FileOutcome:
    submission = outcome.submission
    types = {type_.code for type_ in shared.types}
    if submission is None or submission.respondent != "facility" or submission.facts.type not in types:
        return outcome.model_copy(update={"submission": None})
    return outcome.model_copy(update={"submission": carry_over(submission, source, shared)})
