"""What a form came with already, by the register: ours, and no answer of the respondent."""

from __future__ import annotations

from collections.abc import Mapping

from dxassess.forms.arrange import cover_for
from dxassess.forms.issue import prefill_of
from dxassess.intake.reading import shown
from dxassess.intake.words.text import same_words
from dxassess.places.register import Entry
from dxassess.questionnaire.model import Questionnaire
from dxassess.wording.wording import LANGUAGES


def prefilled(questionnaire: Questionnaire, entry: Entry | None) -> Mapping[str, frozenset[str]]:
    """The texts by the code of the fact, each as it stands on forms of any language, to be compared by
    `same_words`; nothing of a respondent who is not in the register."""
    if entry is None:
        return {}
    texts: dict[str, frozenset[str]] = {}
    for language in LANGUAGES:
        for line in cover_for(questionnaire, language, prefill_of(entry)).lines:
            if line.cell is not None and line.cell.value is not None:
                words = same_words(shown(line.cell.value))
                texts[line.code] = texts.get(line.code, frozenset()) | {words}
    return texts
