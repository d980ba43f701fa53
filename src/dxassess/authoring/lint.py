"""All that can be said of a questionnaire beyond its faults, in one list."""

from __future__ import annotations

from dxassess.authoring.lint_former import former_remarks
from dxassess.authoring.lint_law import law_remarks
from dxassess.authoring.lint_options import option_remarks
from dxassess.authoring.lint_paths import gate_remarks, skip_remarks
from dxassess.authoring.lint_rules import rule_remarks
from dxassess.authoring.lint_validity import reason_remarks, validity_remarks
from dxassess.authoring.lint_weights import audience_remarks, weight_remarks
from dxassess.authoring.lint_words import word_remarks
from dxassess.authoring.remark import Remark, from_faults
from dxassess.questionnaire.load import faults_of
from dxassess.questionnaire.model import Questionnaire


def lint(
    questionnaire: Questionnaire, former: Questionnaire | None = None, *, day: str | None = None
) -> tuple[Remark, ...]:
    """Every remark on `questionnaire`, and on what it did with the codes of its `former` version. The law is
    that of the ISO `day` (None: on which the version was issued). Where it is faulty there are only the
    faults: they make all other remarks doubtful."""
    faults = faults_of(questionnaire, file="")
    if faults:
        return tuple(remark.model_copy(update={"file": None}) for remark in from_faults(faults))
    q = questionnaire
    return (
        *skip_remarks(q),
        *gate_remarks(q),
        *option_remarks(q),
        *weight_remarks(q),
        *audience_remarks(q),
        *rule_remarks(q),
        *word_remarks(q),
        *law_remarks(q, day or q.issued),
        *reason_remarks(q),
        *validity_remarks(q),
        *(former_remarks(q, former) if former is not None else ()),
    )
