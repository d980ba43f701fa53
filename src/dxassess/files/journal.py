"""The outputs of a command, made ready in a folder of their own and put in their places all together.

A run that ends before all are ready leaves everything as it was. Once the journal stands, all are ready:
whoever comes next, this run or a later one, puts those in place that are not yet. Several files change as
one: a twin of the folder is made with them, and the two change places; where that cannot be, file by file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, ValidationError

from dxassess.errors import OutputError
from dxassess.files.outputs import NOTE, Noted, note_of, noted_in
from dxassess.files.placing import Premises, Spot
from dxassess.files.swap import exchange, make_twin, take_over, twin_path
from dxassess.files.write import alone_in, cannot_write, put_in_place, write_whole
from dxassess.frozen import Frozen

STAGING = ".dxassess-next"
JOURNAL = "journal.json"


def _inside(name: str) -> str:
    """A name that leads out of the folder is none of ours: a folder may come from a stranger."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in name or ":" in path.parts[0]:
        raise ValueError(name)
    return name


class StagedFile(Frozen):
    """An output: its name, its SHA-256, the key of what it was made from ("" if that is not known), whether
    it is a form, and the file in the staging folder that holds it, None for one that stood in its place
    already."""

    name: Annotated[str, AfterValidator(_inside)]
    sha256: str
    key: str = ""
    is_form: bool = False
    file: Annotated[str, Field(pattern=r"^\d+\.tmp$")] | None = None


class Journal(Frozen):
    """All outputs of a command in the order in which they are put in place, and the names of earlier ones
    that are `gone` since, unless somebody edited them. `force`: over what people edited."""

    force: bool
    files: tuple[StagedFile, ...]
    gone: tuple[Annotated[str, AfterValidator(_inside)], ...] = ()


class Written(NamedTuple):
    """What became of outputs, by their names: `new` were written, `same` stood there already. A person's
    `edited` files were left, and there was nothing new to write; of `beside` each is a person's file that was
    left and the new one written beside it. `held` by another program could not be replaced."""

    new: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    held: tuple[str, ...] = ()

    def joined(self, other: Written) -> Written:
        """What became of both."""
        return Written(
            new=self.new + other.new,
            same=self.same + other.same,
            edited=self.edited + other.edited,
            beside=self.beside + other.beside,
            held=self.held + other.held,
        )


def finish_if_interrupted(folder: Path) -> None:
    """Put in place what a run that was killed had ready for `folder`, or forget what it had not. Raises
    BusyError while a run is at it, OutputError where the disk does not let us."""
    if (folder / STAGING).is_dir() or twin_path(folder).is_dir():
        with alone_in(folder):
            settle(folder)


def settle(folder: Path) -> Written:
    """Put in place what is ready for `folder`; what is not ready is forgotten. For whoever holds the folder
    alone. Raises OutputError, and what is ready stays so."""
    staging = folder / STAGING
    try:
        _clear_twin(folder)
        journal = _read(staging / JOURNAL)
        written = Written() if journal is None else _put_all(folder, journal)
        if staging.is_dir():
            (staging / JOURNAL).unlink(missing_ok=True)
            shutil.rmtree(staging)
    except OSError as problem:
        raise cannot_write(staging, problem) from problem
    return written


def _put_all(folder: Path, journal: Journal) -> Written:
    several = sum(staged_file.file is not None for staged_file in journal.files) > 1
    twin = make_twin(folder, without=STAGING) if several else None
    if twin is not None:
        with suppress(OutputError):  # what does not go into the twin is told of the folder itself
            written = _put(folder, journal, into=twin)
            if not written.held and exchange(folder, twin):
                _clear_twin(folder)
                return written
        shutil.rmtree(twin)
    return _put(folder, journal, into=folder)


def _clear_twin(folder: Path) -> None:
    """Remove what stands where the twin was made. It is what stood in `folder` before if it holds what was
    made ready there; else the exchange was not reached, and the twin is of no use."""
    twin = twin_path(folder)
    if not twin.is_dir():
        return
    journal = _read(twin / STAGING / JOURNAL)
    if journal is not None:
        take_over(folder, twin, without=STAGING, force=journal.force)
        (twin / STAGING / JOURNAL).unlink()  # first: the rest tells nothing more without each other
    shutil.rmtree(twin)


def _read(path: Path) -> Journal | None:
    try:
        return Journal.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _put(folder: Path, journal: Journal, *, into: Path) -> Written:
    """Put what is ready in `folder` into it or its twin."""
    premises = Premises(into, noted_in(into), journal.force)
    written, placed = Written(), Noted()
    for staged_file in journal.files:
        spot = premises.place(staged_file.name, staged_file.sha256)
        source = folder / STAGING / (staged_file.file or "")
        one = _put_one(source, into, spot, patient=not written.held, keep=into != folder)
        written = written.joined(one)
        if not one.held:
            placed = _with(placed, spot.name, staged_file)
    untouched = (name for name in journal.gone if premises.present(name) == premises.noted.written.get(name))
    _remove(into, untouched)
    _remove_empty(into, journal.gone)
    _note(into, premises.noted, placed)
    return written


def would_be(spot: Spot) -> Written:
    """What becomes of an output at its spot, where nothing goes wrong."""
    beside = tuple((name, spot.name) for name in spot.passed[-1:])
    if spot.state == "edited":
        return Written(edited=(spot.name,), beside=beside)
    if spot.state == "same":
        return Written(same=(spot.name,), beside=beside)
    return Written(new=(spot.name,), beside=beside)


def _put_one(source: Path, into: Path, spot: Spot, *, patient: bool, keep: bool) -> Written:
    """Put a file where it belongs, `keep` it too where it was made ready."""
    if spot.state != "write":
        return would_be(spot)
    target = into / spot.name
    if not source.is_file():  # put in its place by the run that was killed, and edited or moved away since
        return Written()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if keep:
            target.unlink(missing_ok=True)
            os.link(source, target)
        else:
            put_in_place(source, target, patient=patient)
    except PermissionError:
        return Written(held=(spot.name,))
    except OSError as problem:
        raise cannot_write(target, problem) from problem
    _remove(into, spot.stale)
    return would_be(spot)


def _remove(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        with suppress(OSError):  # a copy too many does no harm
            (folder / name).unlink(missing_ok=True)


def _remove_empty(folder: Path, names: Iterable[str]) -> None:
    """The folders of these names in which nothing is left."""
    for name in names:
        for parent in PurePosixPath(name).parents[:-1]:
            with suppress(OSError):
                (folder / parent).rmdir()


def _with(noted: Noted, name: str, staged_file: StagedFile) -> Noted:
    keys = {name: staged_file.key} if staged_file.key else {}
    forms = noted.forms | ({name} if staged_file.is_form else frozenset())
    return Noted({**noted.written, name: staged_file.sha256}, {**noted.keys, **keys}, forms)


def _note(folder: Path, before: Noted, placed: Noted) -> None:
    """Note what was placed beside what was noted before and still exists."""
    exists = {name for name in (*before.written, *placed.written) if (folder / name).is_file()}
    written = {name: sha for name, sha in {**before.written, **placed.written}.items() if name in exists}
    earlier_keys = {name: key for name, key in before.keys.items() if name not in placed.written}
    keys = {name: key for name, key in {**earlier_keys, **placed.keys}.items() if name in written}
    forms = {name for name in before.forms if name not in placed.written} | placed.forms
    text = note_of(Noted(written, keys, frozenset(forms & written.keys())))
    if text != note_of(before):
        write_whole(folder / NOTE, text)
