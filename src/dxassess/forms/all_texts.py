"""What may stand on the forms of a questionnaire, to hold against what comes back."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.forms.arrange import every_sheet, steps_of
from dxassess.forms.form import FormEntry, FormSheet
from dxassess.forms.issued import IssuedLine, IssuedTexts
from dxassess.forms.layout import COVER_HEADS, QUESTION_HEADS
from dxassess.questionnaire.model import Questionnaire
from dxassess.wording.wording import LANGUAGES, wording

NEEDED = " *"
"""Behind a fact that must be filled in; it depends on the respondent which those are."""

_CONTACT = "\ue000"
_MOST_STEPS = 20


def issued_texts(questionnaire: Questionnaire) -> IssuedTexts:
    """Everything that a form of `questionnaire` may hold as issued, what is prefilled excepted."""
    sheets = [sheet for language in LANGUAGES for sheet in every_sheet(questionnaire, language)]
    says = [wording("forms", language) for language in LANGUAGES]
    steps = [step for say in says for step in steps_of(questionnaire, say)]
    opening = [say.text("help.unit", contact=_CONTACT).partition(_CONTACT)[0] for say in says]
    return IssuedTexts(
        lines=tuple(_line(line, sheet) for sheet in sheets for line in sheet.lines if line.code),
        loose=(
            *questionnaire.title.wordings,
            *steps,
            *(say.text("help") for say in says),
            *(f"{n}." for n in range(1, _MOST_STEPS)),
            *(text for sheet in sheets for text in _loose(sheet)),
        ),
        openings=tuple(filter(None, opening)),
        heads=tuple(
            (say.text(f"head.{name}"), name) for say in says for name in (*QUESTION_HEADS, *COVER_HEADS)
        ),
    )


def _line(line: FormEntry, sheet: FormSheet) -> IssuedLine:
    question = line.text.removesuffix(NEEDED)
    small = line.small if sheet.takes_evidence else ""
    return IssuedLine(
        code=line.code,
        question=question,
        printed=f"{question}\n{small}" if small else question,
        behind=line.unit if sheet.takes_evidence else line.help,
        options=line.options,
        asked=line.cell is not None,
    )


def _loose(sheet: FormSheet) -> Iterator[str]:
    yield from (sheet.title, sheet.intro)
    yield from (text for line in sheet.lines if not line.code for text in (line.text, line.help) if text)
