"""Where a round lives: its folder, what is read of it, and where what the program writes goes."""

from __future__ import annotations

from pathlib import Path

from dxassess.frozen import Frozen
from dxassess.round.settings import SETTINGS_FILE

INBOX, FORMS, RETURNED, LETTERS = "inbox", "forms", "returned", "letters"
REPORTS, RESULTS_FOLDER = "reports", "results"
LEDGER_FOLDER, LEDGER_FILE = ".dxassess", "round.sqlite"


class Home(Frozen):
    """The folder of a round. Settings and register stand in `root`, `inbox` is what is read, and `ledger` the
    file that remembers. A bare folder of workbooks is its own inbox and has no ledger: nothing is written
    into it."""

    root: Path
    inbox: Path
    ledger: Path | None = None

    @property
    def forms(self) -> Path:
        """Forms as issued."""
        return self.root / FORMS

    @property
    def returned(self) -> Path:
        """Marked copies and letters for what has to be corrected."""
        return self.root / RETURNED

    @property
    def letters(self) -> Path:
        """Letters and reminders."""
        return self.root / LETTERS

    @property
    def reports(self) -> Path:
        """Reports of provinces and of the region."""
        return self.root / REPORTS

    @property
    def results(self) -> Path:
        """Tables and lists."""
        return self.root / RESULTS_FOLDER


def home_of(folder: Path) -> Home:
    """The home of the round that a command is given as `folder`: its root or its inbox; else `folder` is
    read as it stands."""
    for root in (folder, folder.parent):
        if _is_kept(root) and folder in (root, root / INBOX):
            return Home(root=root, inbox=root / INBOX, ledger=root / LEDGER_FOLDER / LEDGER_FILE)
    return Home(root=folder, inbox=folder)


def find_home(start: Path) -> Home | None:
    """The home of the round around the folder `start`: that of the next folder upwards with a `round.yaml`,
    None where there is none."""
    start = start.resolve()
    return next(
        (home_of(folder) for folder in (start, *start.parents) if (folder / SETTINGS_FILE).is_file()), None
    )


def _is_kept(root: Path) -> bool:
    """Whether a folder was laid out for a round. One whose ledger was lost is known by its other folders."""
    if not (root / SETTINGS_FILE).is_file() or not (root / INBOX).is_dir():
        return False
    return (root / LEDGER_FOLDER).is_dir() or (root / FORMS).is_dir()
