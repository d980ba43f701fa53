"""A form for every line of the register, in a folder per province."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dxassess.errors import OutputError
from dxassess.files.write import cannot_write, write_whole
from dxassess.forms.arrange import KnownFacts, cover_for, footer_for, form_for, known_of, stamp_for
from dxassess.forms.contact import Contact
from dxassess.forms.last_time import LastTime
from dxassess.forms.template import Template, fill_in, template_of
from dxassess.places.provinces import province_of
from dxassess.places.register import DEPARTMENT, Entry, Register
from dxassess.questionnaire.model import Questionnaire, Respondent

_LONGEST_NAME = 60
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')


class Press:
    """Prints forms in a language, with the law of `day` and, beside the answers, what is known by code of
    those of the round before; those who are asked the same share a template."""

    def __init__(
        self,
        language: str,
        contact: Contact | None = None,
        *,
        day: str | None = None,
        round_id: str = "",
        last_times: Mapping[str, LastTime] | None = None,
    ) -> None:
        self.language = language
        self.contact = contact
        self.day = day
        self.round_id = round_id
        self.last_times = last_times or {}
        self.templates: dict[tuple[str, str, KnownFacts, bool], Template] = {}

    def print(self, questionnaire: Questionnaire, prefill: Mapping[str, str]) -> bytes:
        """The workbook of a respondent; of `questionnaire` all that is printed must be the same."""
        last = self.last_times.get(prefill.get("facility_code", ""))
        shows_last = last is not None
        key = (questionnaire.id, questionnaire.respondent, known_of(questionnaire, prefill), shows_last)
        if key not in self.templates:
            form = form_for(
                questionnaire, self.language, prefill, self.contact, day=self.day, shows_last=shows_last
            )
            self.templates[key] = template_of(form)
        cover = cover_for(questionnaire, self.language, prefill)
        stamp = stamp_for(questionnaire, self.language, prefill, self.round_id)
        return fill_in(self.templates[key], cover, footer=footer_for(prefill), stamp=stamp.text, last=last)


def issue_forms(
    register: Register,
    questionnaires: Sequence[Questionnaire],
    out: Path,
    *,
    language: str,
    contact: Contact | None = None,
    day: str | None = None,
    round_id: str = "",
    last_times: Mapping[str, LastTime] | None = None,
    on_form: Callable[[int, int | None], None] | None = None,
) -> tuple[Path, ...]:
    """Write the form of every entry and return the paths, in the order of the register. `contact` is whom
    the forms say to ask, `day` that of the round and `round_id` its id, with which they are stamped;
    `last_times` what was answered in the round before, by code; `on_form` hears of (done, total).

    A workbook that is already there and differs is never overwritten, since somebody may have filled it in:
    OutputError names it, and forms written before it stay.
    """
    by_respondent = {q.respondent: q for q in questionnaires}
    respondents = [(e, q) for e in register.entries if (q := _asked(e, by_respondent)) is not None]
    press = Press(language, contact, day=day, round_id=round_id, last_times=last_times)
    paths: list[Path] = []
    for printed, (entry, questionnaire) in enumerate(respondents, start=1):
        path = out / _province_folder(entry) / form_name(entry)
        _keep_or_write(path, press.print(questionnaire, prefill_of(entry)))
        paths.append(path)
        if on_form is not None:
            on_form(printed, len(respondents))
    return tuple(paths)


def form_name(entry: Entry) -> str:
    """The file name of an entry's form: its code, then its name as far as every system can store it."""
    name = " ".join(_UNSAFE.sub(" ", entry.name).split())[:_LONGEST_NAME].rstrip(" .")
    return _UNSAFE.sub("-", f"{entry.code} {name}".rstrip()) + ".xlsx"


def prefill_of(entry: Entry) -> dict[str, str]:
    """What the register knows of an entry, by fact key."""
    prefill = {"facility_code": entry.code, "name": entry.name}
    province = province_of(entry.province)
    if province is not None:
        prefill["province"] = province.name
    if entry.type != DEPARTMENT:
        prefill["type"] = entry.type
    return prefill | dict(entry.facts)


def _province_folder(entry: Entry) -> str:
    province = province_of(entry.province)
    return _UNSAFE.sub(" ", f"{province.code} {province.name}" if province else entry.province)


def _respondent(entry: Entry) -> Respondent:
    return "department" if entry.type == DEPARTMENT else "facility"


def _asked(entry: Entry, by_respondent: Mapping[Respondent, Questionnaire]) -> Questionnaire | None:
    """The questionnaire that the entry is to fill in, None if none is for it: a form without questions is
    never issued."""
    questionnaire = by_respondent.get(_respondent(entry))
    if questionnaire is None or entry.type == DEPARTMENT:
        return questionnaire
    types = {type_.code for type_ in questionnaire.types}
    return questionnaire if entry.type in types else None


def _keep_or_write(path: Path, content: bytes) -> None:
    try:
        present = path.read_bytes() if path.exists() else None
    except OSError as problem:
        raise cannot_write(path, problem) from problem
    if present is not None and present != content:
        raise OutputError("forms.exists", path=str(path))
    if present is None:
        write_whole(path, content)
