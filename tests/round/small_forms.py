"""Forms of the small questionnaire, for tests of what becomes of several of one respondent."""

from __future__ import annotations

from collections.abc import Mapping

from tests.scoring.small import WORKED, submission

from dxassess.findings.finding import Place, finding
from dxassess.forms.stamp import Stamp, parent_of
from dxassess.intake.submission import FileOutcome

SHARE, YES = "C1.1.2", "C1.2.2"


def form(
    file: str,
    day: str | None,
    answers: Mapping[str, float | bool | str | None],
    *,
    copy: int = 0,
    parent: str = "",
    failed: str = "",
) -> FileOutcome:
    """A form with these answers; `copy` is the number of its stamp (0: none), `parent` the file that it is a
    copy of, `failed` an item that could not be read."""
    read = submission({**WORKED, **{code.replace(".", "_"): value for code, value in answers.items()}})
    stamp = Stamp(
        round="r",
        code="00001",
        respondent="facility",
        questionnaire="small",
        version="1",
        language="vi",
        copy_number=copy,
        parent=parent_of(parent),
    )
    facts = read.facts.model_copy(update={"answered_on": day})
    read = read.model_copy(update={"file": file, "facts": facts, "stamp": stamp if copy else None})
    told = (finding("NOT_A_NUMBER", Place(file=file), item=failed),) if failed else ()
    return FileOutcome(file=file, size=1, sha256=file, status="accepted", submission=read, findings=told)


def with_code(outcome: FileOutcome, code: str) -> FileOutcome:
    """The form under another code of its facility."""
    assert outcome.submission is not None
    facts = outcome.submission.facts.model_copy(update={"facility_code": code})
    submission = outcome.submission.model_copy(update={"facts": facts})
    return outcome.model_copy(update={"submission": submission})
