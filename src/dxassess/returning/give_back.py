"""Every doubtful workbook back to its sender: a marked copy and the text of the reply. Start reading here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from dxassess.files.journal import Written
from dxassess.files.names import safe_name
from dxassess.files.staging import Stage, staged
from dxassess.files.targets import refuse_inside
from dxassess.findings.catalogue import CATALOGUE, SEVERITIES
from dxassess.intake.submission import FileOutcome
from dxassess.intake.workers import Apart
from dxassess.returning.fresh import FreshForm, is_no_form
from dxassess.returning.letter import letter
from dxassess.returning.order import CopyOrder, copying, ordered
from dxassess.returning.terms import Terms
from dxassess.returning.whose import Whose

_COPIED = (".xlsx", ".xlsm", ".xltx", ".xltm")


class Returned(NamedTuple):
    """What was made, the files that got a text without a copy, those that got none because nobody knows
    whose they are, and what became of the files that were to be written."""

    copies: int = 0
    letters: int = 0
    only_text: tuple[str, ...] = ()
    nobodys: tuple[str, ...] = ()
    written: Written = Written()


class _Targets(NamedTuple):
    """Names below the folder of returns."""

    copy: PurePosixPath
    text: PurePosixPath


def to_return(outcomes: Sequence[FileOutcome]) -> tuple[FileOutcome, ...]:
    """The outcomes whose sender has something to correct, with errors and warnings only, errors first."""
    returned: list[FileOutcome] = []
    for outcome in outcomes:
        findings = sorted(
            (f for f in outcome.findings if f.severity != "info"), key=lambda f: SEVERITIES.index(f.severity)
        )
        if outcome.status != "ignored" and any(CATALOGUE[f.code].for_the_sender for f in findings):
            returned.append(outcome.model_copy(update={"findings": tuple(findings)}))
    return tuple(returned)


def give_back(
    outcomes: Sequence[FileOutcome],
    *,
    folder: Path,
    out: Path,
    whose: Mapping[str, Whose],
    terms: Terms,
    force: bool = False,
    on_file: Callable[[int, int | None], None] | None = None,
) -> Returned:
    """Write the returns of `outcomes` (see `to_return`), read from `folder`, under `out` at the same relative
    paths, by the rule for what people edited. Nothing is ever written into `folder`: DxassessError before
    anything is written. Raises OutputError where writing fails."""
    refuse_inside(out, folder)
    targets = _targets(outcomes)
    returned = Returned()
    if not outcomes:
        return returned
    with (
        staged(out, force=force) as stage,
        copying(language=terms.language, questions=terms.questions) as copier,
    ):
        for number, outcome in enumerate(outcomes, start=1):
            sender, at = whose[outcome.file], targets[outcome.file]
            fresh = _fresh(outcome, sender, terms)
            if fresh is not None:
                at = _Targets(at.copy.with_name(fresh.name), at.text)
            copy = fresh.content if fresh else _copy(outcome, folder, copier)
            plain = _stage(stage, outcome, at, copy=copy, sender=sender, terms=terms)
            returned = _counted(returned, outcome, copy=copy, plain=plain)
            if on_file is not None:
                on_file(number, len(outcomes))
    return returned._replace(written=stage.written)


def _stage(
    stage: Stage,
    outcome: FileOutcome,
    at: _Targets,
    *,
    copy: bytes | None,
    sender: Whose,
    terms: Terms,
) -> bytes | None:
    """Stage copy and letter; the letter, which names the copy as it will be called, None for none."""
    copy_name = None
    if copy is not None:
        stage.add(at.copy.as_posix(), copy, is_form=True)
        copy_name = PurePosixPath(stage.names[-1]).name
    plain = _letter(outcome, terms, sender, copy=copy_name)
    if plain is not None:
        stage.add(at.text.as_posix(), plain)
    return plain


def _counted(
    returned: Returned, outcome: FileOutcome, *, copy: bytes | None, plain: bytes | None
) -> Returned:
    text_alone = plain is not None and copy is None
    return returned._replace(
        copies=returned.copies + (copy is not None),
        letters=returned.letters + (plain is not None),
        only_text=(*returned.only_text, outcome.file) if text_alone else returned.only_text,
        nobodys=returned.nobodys if plain else (*returned.nobodys, outcome.file),
    )


def _letter(outcome: FileOutcome, terms: Terms, sender: Whose, *, copy: str | None) -> bytes | None:
    """The letter to the sender, None where nobody knows who that is: it would go to nobody."""
    if sender.name is None and sender.code is None:
        return None
    text = letter(
        outcome.findings,
        file=PurePosixPath(outcome.file).name,
        status=outcome.status,
        name=sender.name,
        terms=terms,
        copy=copy,
        fresh=copy is not None and is_no_form(outcome),
    )
    # Notepad on old machines needs the mark of UTF-8 and both characters of a line end.
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()


def _fresh(outcome: FileOutcome, sender: Whose, terms: Terms) -> FreshForm | None:
    return terms.fresh.for_sender(sender.code) if terms.fresh and is_no_form(outcome) else None


def _copy(outcome: FileOutcome, folder: Path, copier: Apart) -> bytes | None:
    """The marked copy; None of what is no form: a list of faults in front of a scan helps nobody."""
    if PurePosixPath(outcome.file).suffix.lower() not in _COPIED or is_no_form(outcome):
        return None
    return ordered(copier, CopyOrder(folder / outcome.file, outcome.sha256, outcome.findings))


def _targets(outcomes: Sequence[FileOutcome]) -> dict[str, _Targets]:
    """Where each return goes. A copy is always .xlsx: without macros it is no .xlsm any more. Where two files
    of a folder differ in their suffix only, returns keep the whole name."""
    stems = Counter(_inside(o.file).with_suffix("").as_posix().casefold() for o in outcomes)
    targets: dict[str, _Targets] = {}
    for outcome in outcomes:
        path = _inside(outcome.file)
        alone = stems[path.with_suffix("").as_posix().casefold()] == 1
        name = path.stem if alone else path.name
        targets[outcome.file] = _Targets(path.with_name(f"{name}.xlsx"), path.with_name(f"{name}.txt"))
    return targets


def _inside(file: str) -> PurePosixPath:
    """The name of a file as a path that cannot leave the folder that it is joined to: names of what lies in
    archives are a stranger's."""
    parts = [safe_name(p, instead="_") for p in PurePosixPath(file).parts if p not in ("/", "//", "..")]
    return PurePosixPath(*parts)
