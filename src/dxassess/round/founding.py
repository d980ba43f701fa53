"""A new round: its folder laid out, its settings explained, its register taken from a list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dxassess.errors import DxassessError
from dxassess.files.journal import Written
from dxassess.files.staging import write_output
from dxassess.files.write import cannot_write, write_whole
from dxassess.places.register import Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.home import (
    FORMS,
    INBOX,
    LEDGER_FOLDER,
    LETTERS,
    REPORTS,
    RESULTS_FOLDER,
    RETURNED,
    find_home,
)
from dxassess.round.listing.faults_book import FAULTS_FILE, faults_book, read_corrections
from dxassess.round.listing.listing import FacilityList, listing_of, sheets_of
from dxassess.round.listing.register_book import register_book
from dxassess.round.settings import REGISTER_FILES, SETTINGS_FILE, Settings
from dxassess.round.settings_text import NewRound, settings_text

_FOLDERS = (FORMS, INBOX, RETURNED, LETTERS, REPORTS, RESULTS_FOLDER)
_OWNER_ONLY = 0o700


class RegisterMade(NamedTuple):
    """The register, how the list that it came from was understood, and what became of the file."""

    path: Path
    register: Register
    listing: FacilityList
    written: Written


def lay_out(root: Path, new: NewRound, *, language: str) -> None:
    """Make the folders of a round, and `round.yaml` where there is none yet. Raises DxassessError where
    `root` lies within another round or holds other things, OutputError where it cannot be written."""
    around = find_home(root.parent)
    if around is not None:
        raise DxassessError("register:inside", path=str(root), other=str(around.root))
    if root.is_dir() and any(root.iterdir()) and not (root / SETTINGS_FILE).is_file():
        raise DxassessError("register:not_empty", path=str(root))
    try:
        for name in _FOLDERS:
            (root / name).mkdir(parents=True, exist_ok=True)
        (root / LEDGER_FOLDER).mkdir(mode=_OWNER_ONLY, exist_ok=True)
    except OSError as problem:
        raise cannot_write(root, problem) from problem
    if not (root / SETTINGS_FILE).is_file():
        write_whole(root / SETTINGS_FILE, settings_text(new, language))


def make_register(
    root: Path,
    source: Path,
    settings: Settings,
    *,
    questionnaires: Sequence[Questionnaire],
    language: str,
    force: bool = False,
) -> RegisterMade:
    """The register of the round in `root` from the list `source`, with what was corrected in
    `register-faults.xlsx`, which is written anew. A register that somebody changed is left, unless by
    `force`. Raises DxassessError while something is not understood: there is no register then, and that file
    says why."""
    corrections = read_corrections(root / FAULTS_FILE)
    sheets = sheets_of(source)
    read = partial(listing_of, sheets, source.name, vintage=settings.vintage, questionnaires=questionnaires)
    as_it_stands, listing = read(), read(corrections=corrections)
    doubtful = {fault.key for fault in listing.faults}
    book = faults_book(
        listing,
        source=source.name,
        language=language,
        mended=[f for f in as_it_stands.faults if f.key in corrections and f.key not in doubtful],
        corrections=corrections,
    )
    write_whole(root / FAULTS_FILE, book)
    if listing.faults:
        raise DxassessError(
            "register:doubtful",
            n=len(listing.faults),
            source=source.name,
            path=str(root / FAULTS_FILE),
        )
    path = root / REGISTER_FILES[0]
    written = write_output(path, register_book(listing, language), force=force)
    return RegisterMade(path, listing.register_, listing, written)
