"""What may stand on the forms of a questionnaire, to hold against what comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dxassess.forms.arrange import every_sheet, laws_under, steps_of
from dxassess.forms.form import FormEntry, FormSheet
from dxassess.forms.issued import IssuedLine, IssuedTexts
from dxassess.forms.layout import COVER_HEADS, HEADS_WITH_LAST
from dxassess.questionnaire.model import Questionnaire
from dxassess.wording.wording import LANGUAGES, wording

NEEDED = " *"
"""Behind a fact that must be filled in; it depends on the respondent which those are."""

_CONTACT = "\ue000"
_MOST_STEPS = 20


def issued_texts(questionnaire: Questionnaire) -> IssuedTexts:
    """Everything that a form of `questionnaire` may hold as issued, what is prefilled excepted."""
    by_language = {language: every_sheet(questionnaire, language) for language in LANGUAGES}
    sheets = [sheet for of_language in by_language.values() for sheet in of_language]
    says = [wording("forms", language) for language in LANGUAGES]
    steps = [step for say in says for step in steps_of(questionnaire, say, shows_last=True)]
    opening = [say.text("help.unit", contact=_CONTACT).partition(_CONTACT)[0] for say in says]
    return IssuedTexts(
        lines=tuple(_lines(questionnaire, by_language)),
        loose=(
            *questionnaire.title.wordings,
            *steps,
            *(say.text(key) for say in says for key in ("help", "intro.last")),
            *(f"{n}." for n in range(1, _MOST_STEPS)),
            *(text for sheet in sheets for text in _loose(sheet)),
        ),
        openings=tuple(filter(None, opening)),
        heads=tuple(
            (say.text(f"head.{name}"), name) for say in says for name in (*HEADS_WITH_LAST, *COVER_HEADS)
        ),
    )


def _lines(
    questionnaire: Questionnaire, by_language: Mapping[str, tuple[FormSheet, ...]]
) -> Iterator[IssuedLine]:
    """Every line without a word of the law, and with what it says on any day."""
    for language, sheets in by_language.items():
        laws = laws_under(questionnaire, language)
        for sheet in sheets:
            for line in sheet.lines:
                if line.code:
                    yield _line(line, sheet)
                    for law in laws.get(line.code, ()):
                        yield _line(line.model_copy(update={"law": law}), sheet)


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
