"""`dxassess remind`: letters to the silent and the doubtful, and a list for mail merge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.kinds import NAME, PathValue
from dxassess.cli.options import AsJson, Folder, Force, Languages, Questionnaires, Templates
from dxassess.cli.publishing import edition_of, publish_reminders
from dxassess.cli.reading import look_at
from dxassess.cli.remembering import Happening, note, now
from dxassess.cli.terminal import tell, tell_json, terminal_language, texts

if TYPE_CHECKING:
    from dxassess.places.register import Register
    from dxassess.report.people.reminder import Reminder
    from dxassess.round.home import Home

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
    lang: Languages = None,
    questionnaires: Questionnaires = None,
    templates: Templates = None,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Write a letter to every facility of FOLDER whose form is missing or cannot be used, and a list."""
    from dxassess.cli.tables.reminders import print_reminders
    from dxassess.returning.choose import wanted
    from dxassess.returning.reminders import reminders
    from dxassess.returning.whose import respondents
    from dxassess.round.home import home_of

    home = home_of(folder)
    out = home.letters if out is None and home.ledger is not None else out
    _check_targets(home, out, list_, as_json=json)
    edition = edition_of(out, languages=lang, templates=templates, force=force) if out else None
    round_ = look_at(folder, questionnaires).received
    wish = wanted(severities=(), codes=(), province=province, vintage=round_.settings.vintage)
    moment = now()
    day = moment.astimezone().date()
    letters = reminders(round_, respondents(round_), as_of=day, province=wish.province)
    if list_ is not None:
        language = edition.languages[0] if edition else terminal_language()
        _write_list(list_, letters, round_.register_, language=language, force=force)
    if edition is not None:
        publish_reminders(letters, edition, err=json)
    if list_ is not None or edition is not None:
        note(home, [_noted(letter) for letter in letters], when=moment)
    if json:
        _tell_data(letters)
    else:
        print_reminders(letters)


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
    tell(texts().text("remind.listed", n=len(letters), path=str(path)), err=True)
    tell_written(written, path.parent, err=True)


def _noted(letter: Reminder) -> Happening:
    return Happening(
        "reminded",
        letter.whose,
        {"day": letter.as_of, "lacking": letter.lacking, "number": letter.number},
    )


def _tell_data(letters: Sequence[Reminder]) -> None:
    from dxassess.report.data.results import to_text
    from dxassess.returning.mail_list import mail_data

    tell_json(to_text(mail_data(letters)))
