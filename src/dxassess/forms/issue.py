"""A form for every line of the register, in a folder per province."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dxassess.files.batches import batches
from dxassess.files.journal import Written
from dxassess.files.names import safe_name
from dxassess.files.staging import Stage, staged
from dxassess.forms.arrange import KnownFacts, cover_for, footer_for, form_for, known_of, stamp_for
from dxassess.forms.contact import Contact
from dxassess.forms.last_time import LastTime
from dxassess.forms.template import Template, fill_in, template_of
from dxassess.places.provinces import province_of
from dxassess.places.register import DEPARTMENT, Entry, Register
from dxassess.questionnaire.model import Questionnaire, Respondent

_LONGEST_NAME = 60


class IssuedForms(NamedTuple):
    """The paths of the forms of a register, in its order, and what became of them."""

    paths: tuple[Path, ...] = ()
    written: Written = Written()


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

    def print(self, questionnaire: Questionnaire, prefill: Mapping[str, str], copy_number: int = 1) -> bytes:
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
        stamp = stamp.model_copy(update={"copy_number": copy_number})
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
    force: bool = False,
    on_form: Callable[[int, int | None], None] | None = None,
) -> IssuedForms:
    """Write the form of every entry. `contact` is whom the forms say to ask, `day` that of the round and
    `round_id` its id, with which they are stamped; `last_times` what was answered in the round before, by
    code; `on_form` hears of (done, total).

    A form that was issued before and would be printed the same again is left. One that would be printed
    otherwise is issued anew under the next copy number: in place of the one before or, where somebody may
    have filled that in, beside it.
    """
    by_respondent = {q.respondent: q for q in questionnaires}
    respondents = [(e, q) for e in register.entries if (q := _asked(e, by_respondent)) is not None]
    press = Press(language, contact, day=day, round_id=round_id, last_times=last_times)
    issued = IssuedForms()
    for start, some in batches(respondents):
        with staged(out, force=force) as stage:
            for printed, (entry, questionnaire) in enumerate(some, start + 1):
                _stage(stage, press, entry, questionnaire)
                if on_form is not None:
                    on_form(printed, len(respondents))
        paths = (*issued.paths, *(out / name for name in stage.names))
        issued = IssuedForms(paths, issued.written.joined(stage.written))
    return issued


def form_name(entry: Entry) -> str:
    """The file name of an entry's form: its code, then its name as far as every system can store it."""
    name = " ".join(safe_name(entry.name).split()) if entry.name.strip() else ""
    return safe_name(f"{entry.code} {name[:_LONGEST_NAME]}", instead="-") + ".xlsx"


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
    return safe_name(f"{province.code} {province.name}" if province else entry.province)


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


def _stage(stage: Stage, press: Press, entry: Entry, questionnaire: Questionnaire) -> None:
    """Stage the form of an entry, with the number of its copy: the same as before for the same form. Its key
    is that number and the hash of the form as a first copy."""
    name, prefill = f"{_province_folder(entry)}/{form_name(entry)}", prefill_of(entry)
    first = press.print(questionnaire, prefill)
    digest = hashlib.sha256(first).hexdigest()
    number, _, before = stage.last_key(name).partition(" ")
    if before == digest and stage.standing(name, f"{number} {digest}"):
        stage.add_standing(name, f"{number} {digest}", is_form=True)
        return
    copy_number = _copy_number(stage, name, first=first, number=number, changed=before != digest)
    content = first if copy_number == 1 else press.print(questionnaire, prefill, copy_number)
    stage.add(name, content, key=f"{copy_number} {digest}", is_form=True)


def _copy_number(stage: Stage, name: str, *, first: bytes, number: str, changed: bool) -> int:
    """The number of a copy: one more than that which was noted, where there is a change. Of what nobody noted
    and is no first copy, whatever it is, that is the number."""
    if number.isdecimal():
        return int(number) + changed
    return 1 if stage.is_free(name, first) else 2
