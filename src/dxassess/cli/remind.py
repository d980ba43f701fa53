"""`dxassess remind`: letters to the silent and the doubtful, and a list for mail merge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.data import tell_data
from dxassess.cli.kinds import NAME, PathValue
from dxassess.cli.naming import full_code
from dxassess.cli.options import AsJson, Folder, Force, Languages, OnlyFacilities, Questionnaires, Templates
from dxassess.cli.publishing import edition_of, publish_reminders
from dxassess.cli.reading import look_at
from dxassess.cli.remembering import Happening, note, now
from dxassess.cli.terminal import sum_up, terminal_language, texts

if TYPE_CHECKING:
    from datetime import date

    from dxassess.places.register import Register
    from dxassess.report.people.reminder import Reminder
    from dxassess.round.home import Home
    from dxassess.round.received import Received

LettersOut = Annotated[
    Path | None, typer.Option("-o", "--out", parser=PathValue("folder"), help="remind_out")
]
MailList = Annotated[Path | None, typer.Option("--list", parser=PathValue("file"), help="remind_list")]
RemindIn = Annotated[str | None, typer.Option("--province", parser=NAME, help="remind_province")]


def remind(
    folder: Folder,
    out: LettersOut = None,
    *,
    list_: MailList = None,
    province: RemindIn = None,
    facility: OnlyFacilities = None,
    lang: Languages = None,
    questionnaires: Questionnaires = None,
    templates: Templates = None,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Write a letter to every facility of FOLDER whose form is missing or cannot be used, and a list."""
    from dxassess.cli.tables.reminders import print_reminders
    from dxassess.returning.mail_list import mail_data
    from dxassess.round.home import home_of

    home = home_of(folder)
    out = home.letters if out is None and home.ledger is not None else out
    _check_targets(home, out, list_, as_json=json)
    edition = edition_of(out, languages=lang, templates=templates, force=force) if out else None
    round_ = look_at(folder, questionnaires).received
    moment = now()
    letters = _letters(round_, province, facility or (), as_of=moment.astimezone().date())
    language = edition.languages[0] if edition else terminal_language()
    if list_ is not None:
        _write_list(list_, letters, round_.register_, language=language, force=force)
    if edition is not None:
        publish_reminders(letters, edition)
    if list_ is not None or edition is not None:
        note(home, [_noted(letter) for letter in letters], when=moment)
    if json:
        tell_data("remind", mail_data(letters))
    else:
        print_reminders(letters)


def _letters(
    round_: Received, province: str | None, typed: Sequence[str], *, as_of: date
) -> tuple[Reminder, ...]:
    """The letters to those in a province and with the codes that were typed; to all where none are named."""
    from dxassess.returning.choose import wanted
    from dxassess.returning.reminders import reminders
    from dxassess.returning.whose import respondents

    wish = wanted(severities=(), codes=(), province=province, vintage=round_.settings.vintage)
    letters = reminders(round_, respondents(round_), as_of=as_of, province=wish.province)
    codes = set(map(full_code, typed))
    return tuple(letter for letter in letters if not codes or letter.code in codes)


def _check_targets(home: Home, out: Path | None, list_: Path | None, *, as_json: bool) -> None:
    from dxassess.cli.writing import check_outputs
    from dxassess.errors import DxassessError
    from dxassess.files.table_file import refuse_other_suffix

    if out is None and list_ is None and not as_json:
        raise DxassessError("remind.nowhere")
    if list_ is not None:
        refuse_other_suffix(list_)
    check_outputs(files=[list_], folders=[out], read=[home.inbox])


def _write_list(
    path: Path, letters: Sequence[Reminder], register: Register | None, *, language: str, force: bool
) -> None:
    from dxassess.cli.writing import tell_written
    from dxassess.files.staging import write_output
    from dxassess.files.table_file import table_bytes
    from dxassess.returning.mail_list import mail_list

    table = table_bytes(mail_list(letters, register, language=language), path.suffix)
    written = write_output(path, table, force=force)
    sum_up(texts().text("remind.listed", n=len(letters), path=str(path)))
    tell_written(written, path.parent)


def _noted(letter: Reminder) -> Happening:
    return Happening(
        "reminded",
        letter.whose,
        {"day": letter.as_of, "lacking": letter.lacking, "number": letter.number},
    )
