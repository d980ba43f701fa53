"""What ends a command with a sentence instead of a traceback.

Ending                    all exit codes
DxassessError             exit code 2: wrong usage or configuration, said in the user's language
├── OutputError           exit code 3: an output cannot be written
└── BusyError             exit code 4: another run holds the output folder
Notice                    a warning, no ending: something to know beside the answer
UnlimitedReaders          likewise: readers run without limits
"""

from __future__ import annotations

from enum import IntEnum


class Ending(IntEnum):
    """What the exit code of a command says."""

    accepted = 0
    rejected = 1
    usage = 2
    output = 3
    busy = 4
    bug = 70
    interrupted = 130
    terminated = 143


class Reason:
    """A sentence within the sentence of an error: `key` in the catalogue `cli` (or `domain:key`), filled with
    `facts`, among them sentences again."""

    def __init__(self, key: str, **facts: object) -> None:
        self.key = key
        self.facts = facts


class DxassessError(Exception):
    """The command cannot go on, and the user can do something about it.

    `key` names the message in the catalogue `cli`, `facts` fill its places; the fact `reasons` is a tuple
    of `Reason`.
    """

    exit_code = Ending.usage

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class OutputError(DxassessError):
    """An output cannot be written: disk full, no permission, no such folder."""

    exit_code = Ending.output


class BusyError(DxassessError):
    """Another run holds the output folder."""

    exit_code = Ending.busy


class Notice(RuntimeWarning):
    """Something to know beside the answer: the command goes on. `key` and `facts` as of an error."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class UnlimitedReaders(RuntimeWarning):
    """This system sets no limits to memory and work: files are read all the same, and a hostile one may slow
    the machine until the clock stops its reader."""
