"""`dxassess status`: where the round stands, what is new, and what to type next."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dxassess.cli.data import tell_data
from dxassess.cli.kinds import PathValue
from dxassess.cli.options import AsJson, Folder, Force, OnlyProvinces, Questionnaires
from dxassess.cli.reading import look_at, today
from dxassess.cli.remembering import Happening, events_of, note, note_receipts, now
from dxassess.cli.terminal import sum_up, tell, terminal_language, texts
from dxassess.errors import OutputError

if TYPE_CHECKING:
    from dxassess.ledger.event import Event
    from dxassess.round.home import Home
    from dxassess.round.next_step import NextStep
    from dxassess.round.received import Received
    from dxassess.round.whereabouts import Whereabouts

SilentFile = Annotated[Path | None, typer.Option("--silent", parser=PathValue("file"), help="silent_file")]
_TOLD = ("issued", "received", "returned", "corrected", "decided", "reminded", "published", "joined")


def status(
    folder: Folder,
    *,
    silent: SilentFile = None,
    province: OnlyProvinces = None,
    questionnaires: Questionnaires = None,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Say where the round in FOLDER stands (or some provinces in it), what is new since the last look, and
    what to type next."""
    from dxassess.cli.naming import place_keys
    from dxassess.round.home import home_of

    home = home_of(folder)
    if silent is not None:
        _check_target(silent, home)
    received = look_at(folder, questionnaires).received
    moment = now()
    note_receipts(home, received, when=moment)
    round_status = status_of(home, received, events_of(home))
    round_status = round_status.of_provinces(place_keys(province or (), received.settings.vintage))
    if silent is not None:
        _write_silent(silent, round_status.everybody, force=force)
    if json:
        tell_data("status", round_status.as_data())
        return
    round_status.show()
    with suppress(OutputError):  # who may only read the round may look at it
        note(home, [Happening("looked", "", {})], when=moment)


class RoundStatus(NamedTuple):
    """A round, where everybody stands in it, what happened since somebody last looked (None: nobody has, or
    there is no ledger), and the next step."""

    home: Home
    received: Received
    everybody: tuple[Whereabouts, ...]
    news: tuple[Event, ...] | None
    step: NextStep

    def of_provinces(self, keys: Collection[str]) -> RoundStatus:
        """The same with the respondents of these provinces alone, of all of them where none is named."""
        some = tuple(one for one in self.everybody if not keys or one.entry.province in keys)
        return self._replace(everybody=some)

    @property
    def command(self) -> str | None:
        """What to type for the next step."""
        from dxassess.round.home import FORMS, LETTERS, REPORTS, RETURNED

        option, folder = {
            "forms": ("-o", FORMS),
            "return": ("--return", RETURNED),
            "remind": ("-o", LETTERS),
            "report": ("-o", REPORTS),
        }.get(self.step, ("", ""))
        if not option:
            return None
        command = "check" if self.step == "return" else self.step
        root = self.home.root
        if self.home.ledger is None:  # nothing is written into a bare folder, which is read
            return f'dxassess {command} "{root}" {option} "{root.with_name(f"{root.name}-{folder}")}"'
        around = Path.cwd().is_relative_to(root.resolve())
        parts = [command, *([] if around else [f'"{root}"'])]
        if self.step == "return":
            out = os.path.relpath(root / folder) if around else str(root / folder)
            parts += [option, out if out == folder else f'"{out}"']
        return " ".join(("dxassess", *parts))

    def as_data(self) -> Mapping[str, object]:
        """All of it for other programs."""
        from dxassess.round.whereabouts import RESPONDENT_STATES, count_by_province, strays

        counts = count_by_province(self.everybody)
        return {
            "round": self.received.settings.name.model_dump(),
            "due": self.received.settings.due,
            "provinces": [
                {
                    "province": one.province,
                    "registered": one.registered,
                    "issued": one.issued,
                    "received": one.received,
                    "states": dict(zip(RESPONDENT_STATES, one.states, strict=True)),
                }
                for one in counts
            ],
            "respondents": [
                {"code": one.entry.code, "province": one.entry.province, "state": one.state}
                for one in self.everybody
            ],
            "of_nobody": list(strays(self.received)),
            "new": None if self.news is None else Counter[str](event.kind for event in self.news),
            "next": {"step": self.step, "command": self.command},
        }

    def show(self) -> None:
        """All of it in the terminal."""
        from dxassess.cli.tables.whereabouts import print_whereabouts
        from dxassess.round.whereabouts import count_by_province, strays

        say = texts()
        settings = self.received.settings
        tell(say.text("status.round", name=settings.name[say.language]))
        if settings.due:
            tell(say.text("status.due", day=say.date(settings.due)))
        if self.everybody:
            print_whereabouts(count_by_province(self.everybody))
        of_nobody = strays(self.received)
        if of_nobody:
            tell(say.text("status.of_nobody", n=len(of_nobody), files=", ".join(of_nobody[:5])))
        self._show_news()
        due = settings.due
        if self.step == "wait" and due is not None and today().isoformat() <= due:
            tell(say.text("status.next.wait_until", day=say.date(due)))
        else:
            nobody_yet = self.step == "remind" and not self.received.outcomes
            tell(say.text("status.next.send" if nobody_yet else f"status.next.{self.step}"))
        if self.command is not None:
            tell(f"  {self.command}")

    def _show_news(self) -> None:
        say = texts()
        if self.news is None:
            return
        counts = Counter[str](event.kind for event in self.news)
        lines = [say.text(f"status.new.{kind}", n=counts[kind]) for kind in _TOLD if counts[kind]]
        tell(say.text("status.news", what="; ".join(lines)) if lines else say.text("status.no_news"))


def status_of(home: Home, received: Received, events: Sequence[Event]) -> RoundStatus:
    """The status of what was received at a home of which these are the events."""
    from dxassess.ledger.event import in_order
    from dxassess.round.next_step import next_step
    from dxassess.round.whereabouts import whereabouts

    everybody = whereabouts(received, events)
    ordered = sorted(events, key=in_order)
    looked = [event.when for event in ordered if event.kind == "looked"]
    news = tuple(event for event in ordered if event.when > looked[-1]) if looked else None
    return RoundStatus(home, received, everybody, news, next_step(received, everybody, today=today()))


def _check_target(path: Path, home: Home) -> None:
    from dxassess.cli.writing import check_outputs
    from dxassess.files.table_file import refuse_other_suffix

    if path.suffix.lower() != ".json":
        refuse_other_suffix(path)
    check_outputs(files=[path], read=[home.inbox])


def _write_silent(path: Path, everybody: Sequence[Whereabouts], *, force: bool) -> None:
    from dxassess.cli.writing import tell_written
    from dxassess.files.staging import write_output
    from dxassess.returning.silent_list import silent_content

    silent = [one.entry for one in everybody if one.state == "silent"]
    content = silent_content(silent, path.suffix, language=terminal_language())
    written = write_output(path, content, force=force)
    sum_up(texts().text("status.silent_written", n=len(silent), path=str(path)))
    tell_written(written, path.parent)
