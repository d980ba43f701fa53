"""An example round in a folder: a register, forms issued from it, filled in, sent back with some mess."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from openpyxl import load_workbook

from dxassess.demo.answers import answer_all
from dxassess.demo.broken import BROKEN, LEFTOVERS
from dxassess.demo.filling import fill_form
from dxassess.demo.invented import invent_respondent
from dxassess.demo.mess import MESSES
from dxassess.demo.names import choose_name
from dxassess.demo.population import Facility, invent_facilities, region
from dxassess.demo.register_file import ROUND_ID, SETTINGS, department_line, facility_line, register_workbook
from dxassess.demo.sealing import seal
from dxassess.demo.situation import Lead, invent_lead
from dxassess.errors import OutputError
from dxassess.files.resources import resource_folder
from dxassess.forms.arrange import form_for
from dxassess.forms.issue import form_name, prefill_of
from dxassess.forms.template import write_form
from dxassess.frozen import Frozen
from dxassess.places.provinces import Province
from dxassess.places.register import DEPARTMENT, Entry, Register
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.versions import DEFAULT
from dxassess.round.register_file import read_register

REGISTER, ROUND = "register.xlsx", "round.yaml"
MESSY = 0.14


class DemoSummary(Frozen):
    """What was made: workbooks sent back (broken ones among them) and respondents in the register."""

    workbooks: int
    asked: int


def make_demo(folder: Path, *, seed: int = 2023, language: str = "vi") -> DemoSummary:
    """Make the round in `folder`, which must be new or empty: OutputError otherwise.

    The same seed gives the same bytes.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError("demo.not_empty", path=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    invented = {p: invent_facilities(p, Random(f"{seed} {p.code}")) for p in region()}
    (folder / ROUND).write_text(SETTINGS, encoding="utf-8", newline="\n")
    lines = [line for p, fs in invented.items() for line in (department_line(p), *map(facility_line, fs))]
    (folder / REGISTER).write_bytes(register_workbook(lines))
    register = read_register(folder / REGISTER, vintage="gso2004")
    questionnaires: dict[str, Questionnaire] = {
        q.respondent: q for q in load_questionnaires(resource_folder("questionnaires") / DEFAULT)
    }
    first = next(iter(invented))
    # openpyxl saves the first form of a process with another default font than all later ones.
    next(
        iter(
            _send(
                register, first, invented[first], questionnaires=questionnaires, seed=seed, language=language
            )
        )
    )
    workbooks = 0
    for province, facilities in invented.items():
        returned = _send(
            register, province, facilities, questionnaires=questionnaires, seed=seed, language=language
        )
        for name, content in returned:
            path = folder / f"{province.code} {province.name}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            workbooks += 1
    workbooks += _break_some(folder)
    for name, content in LEFTOVERS.items():
        (folder / name).write_bytes(content)
    return DemoSummary(workbooks=workbooks, asked=len(register.entries))


def _send(
    register: Register,
    province: Province,
    facilities: tuple[Facility, ...],
    *,
    questionnaires: Mapping[str, Questionnaire],
    seed: int,
    language: str,
) -> Iterator[tuple[str, bytes]]:
    """What the respondents of a province send back, as (file name, content)."""
    lead = invent_lead(province, Random(f"{seed} {province.code} lead"))
    silent = {facility.code for facility in facilities if not facility.answers}
    for entry in register.entries:
        if entry.province == province.key and entry.code not in silent:
            respondent = DEPARTMENT if entry.type == DEPARTMENT else "facility"
            random = Random(f"{seed} {entry.code}")
            yield _answer(entry, questionnaires[respondent], lead, random=random, language=language)


def _answer(
    entry: Entry,
    questionnaire: Questionnaire,
    lead: Lead,
    *,
    random: Random,
    language: str,
) -> tuple[str, bytes]:
    form = io.BytesIO()
    write_form(form_for(questionnaire, language, prefill_of(entry), round_id=ROUND_ID), form)
    book = load_workbook(form)
    facts, respondent, situation = invent_respondent(entry, lead, random)
    replies = answer_all(questionnaire, respondent, situation, random=random)
    rows = fill_form(book, questionnaire, replies=replies, facts=facts, language=language, random=random)
    if random.random() < MESSY:
        random.choice(MESSES)(book, questionnaire, rows)
    stem = form_name(entry).removesuffix(".xlsx")
    return choose_name(stem, entry.name, random), seal(book)


def _break_some(folder: Path) -> int:
    """Break three of the workbooks, each in its own way, and send one sound one twice; the number of files
    that this adds."""
    sound = sorted(path for path in folder.glob("*/*.xlsx") if path.stem[:5].isdecimal())
    for number, damage in enumerate(BROKEN.values(), start=1):
        victim = sound[number * len(sound) // (len(BROKEN) + 1)]
        victim.write_bytes(damage(victim.read_bytes()))
    sound[0].with_name(f"{sound[0].stem} (1).xlsx").write_bytes(sound[0].read_bytes())
    return 1
