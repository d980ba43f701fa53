"""`dxassess decide`: what a desk decides about a file or a respondent, kept with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.kinds import TEXT, ValueKind, WordValue
from dxassess.cli.options import Questionnaires
from dxassess.cli.reading import look_at
from dxassess.cli.remembering import Happening, note, note_receipts, now
from dxassess.cli.terminal import sum_up, texts
from dxassess.errors import DxassessError

if TYPE_CHECKING:
    from dxassess.intake.submission import FileOutcome
    from dxassess.round.home import Home
    from dxassess.round.received import Received

_LONGEST = 80


def _decisions() -> tuple[str, ...]:
    from typing import get_args

    from dxassess.round.rulings import RulingKind

    return get_args(RulingKind)


DecisionAbout = Annotated[str, typer.Argument(parser=ValueKind("subject"), help="subject")]
DecisionWord = Annotated[str, typer.Argument(parser=WordValue(_decisions), help="decision")]
Because = Annotated[str, typer.Option("--because", parser=TEXT, help="because")]
By = Annotated[str, typer.Option("--by", parser=TEXT, help="by")]


def decide(
    subject: DecisionAbout,
    decision: DecisionWord,
    because: Because,
    by: By,
    questionnaires: Questionnaires = None,
) -> None:
    """Decide about a file or a respondent of the round around the current folder, and note why."""
    from dxassess.findings.persons import without_persons
    from dxassess.round.receipts import whose_file

    home = _home_around(subject)
    facts = {"because": _one_line("because", because), "by": _one_line("by", by)}
    round_ = look_at(home.root, questionnaires).received
    note_receipts(home, round_, when=now())
    outcome = _file_named(round_, home, subject)
    if outcome is None:
        if decision == "visited":
            raise DxassessError("decide.visited_needs_file", code=subject)
        code = _code_named(round_, subject)
        done = texts().text(f"decide.{decision}.code", code=code, by=facts["by"])
    else:
        _refuse_unusable(outcome, decision)
        code = whose_file(round_, outcome.file)
        facts |= {"sha256": outcome.sha256 or "", "file": without_persons(outcome.file)}
        done = texts().text(f"decide.{decision}.file", file=outcome.file, by=facts["by"], code=code or "–")
    note(home, [Happening("decided", code, {**facts, "decision": decision})], when=now())
    sum_up(done)


def _home_around(subject: str) -> Home:
    """The round to which a file belongs, else that around the current folder. DxassessError where it has no
    ledger to keep a decision in."""
    from dxassess.round.home import find_home

    path = Path(subject)
    home = (find_home(path.parent) if path.is_file() else None) or find_home(Path.cwd())
    if home is None or home.ledger is None:
        raise DxassessError("decide.no_ledger")
    return home


def _one_line(name: str, typed: str) -> str:
    """A reason or a desk as it is kept and printed: one short line that names nobody who can be reached."""
    from dxassess.findings.persons import names_a_contact

    line = " ".join("".join(c if c.isprintable() else " " for c in typed).split())
    if not line or len(line) > _LONGEST:
        raise DxassessError("decide.length", option=f"--{name}", most=_LONGEST)
    if names_a_contact(line):
        raise DxassessError("decide.contact", option=f"--{name}")
    return line


def _file_named(round_: Received, home: Home, subject: str) -> FileOutcome | None:
    """The file that is meant: by its path on disk or within the inbox, else by the end of its name, as files
    in archives are. DxassessError where several end so."""
    path = Path(subject)
    by_file = {outcome.file: outcome for outcome in round_.outcomes}
    if path.is_file() and path.resolve().is_relative_to(home.inbox.resolve()):
        relative = path.resolve().relative_to(home.inbox.resolve()).as_posix()
        return by_file.get(relative)
    plain = subject.replace("\\", "/")
    if plain in by_file:
        return by_file[plain]
    matches = [outcome for file, outcome in by_file.items() if file.endswith(f"/{plain}")]
    if len(matches) > 1:
        raise DxassessError("decide.several", name=subject, files="; ".join(o.file for o in matches))
    return matches[0] if matches else None


def _code_named(round_: Received, subject: str) -> str:
    """The code that is meant, as events know it. DxassessError where nobody has it."""
    from dxassess.round.rulings import whose_entry, whose_of

    code = subject.strip().upper()
    entries = round_.register_.entry_by_code if round_.register_ else {}
    entry = entries.get(code) or entries.get(code.zfill(5))
    if entry is not None:
        return whose_entry(entry)
    senders = {whose_of(submission) for submission in round_.submission_by_file.values()}
    if code not in senders:
        raise DxassessError("decide.unknown", name=subject)
    return code


def _refuse_unusable(outcome: FileOutcome, decision: str) -> None:
    """DxassessError where a file is to count, or to be a visit's record, of which nothing could be read. Of
    two facilities with one code one may be chosen."""
    from dxassess.round.states import state_of

    shared = any(finding.code == "FACILITY_CODE_SHARED" for finding in outcome.findings)
    unread = state_of(outcome) is None or (outcome.status == "rejected" and not shared)
    if unread and decision != "leave-out":
        raise DxassessError("decide.unusable", file=outcome.file)
