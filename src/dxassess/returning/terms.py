"""What all returns of a run have in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dxassess.forms.contact import Contact
from dxassess.forms.last_time import LastTime
from dxassess.returning.fresh import FreshForms
from dxassess.round.received import Received


class Terms(NamedTuple):
    """The language and the round's name; `questions` are the wordings of items and facts by code. `contact`
    is whom a sender may ask, `due` the ISO day until which corrected forms are expected, None where the round
    does not say or it is over. `fresh` prints new forms; None: nobody gets one."""

    language: str
    round_name: str
    questions: Mapping[str, str]
    contact: Contact | None = None
    due: str | None = None
    fresh: FreshForms | None = None


def terms_of(
    round_: Received,
    language: str,
    *,
    today: date | None = None,
    last_times: Mapping[str, LastTime] | None = None,
) -> Terms:
    """The terms of a round's returns in a language. A due day before `today` is not asked for. New forms show
    what was answered in the round before, `last_times`, by the respondent's code."""
    questions: dict[str, str] = {}
    for questionnaire in filter(None, (round_.department, round_.facility)):
        for item in questionnaire.items:
            questions[item.code] = item.text[language]
            questions |= {code: text[language] for code, text in item.parts}
        questions |= {fact.code: fact.text[language] for fact in questionnaire.facts}
    settings = round_.settings
    over = today is not None and settings.due is not None and settings.due < today.isoformat()
    return Terms(
        language=language,
        round_name=settings.name[language],
        questions=questions,
        contact=settings.contact,
        due=None if over else settings.due,
        fresh=FreshForms(round_, language, last_times),
    )
