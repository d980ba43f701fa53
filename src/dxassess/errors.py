"""What ends a command with a sentence instead of a traceback.

DxassessError             exit code 2: wrong usage or configuration, said in the user's language
├── OutputError           exit code 3: an output cannot be written
└── BusyError             exit code 4: another run holds the output folder
"""

from __future__ import annotations


class Reason:
    """A sentence within the sentence of an error: `key` in the catalogue `cli`, filled with `facts`."""

    def __init__(self, key: str, **facts: object) -> None:
        self.key = key
        self.facts = facts


class DxassessError(Exception):
    """The command cannot go on, and the user can do something about it.

    `key` names the message in the catalogue `cli`, `facts` fill its places; the fact `reasons` is a tuple
    of `Reason`.
    """

    exit_code = 2

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class OutputError(DxassessError):
    """An output cannot be written: disk full, no permission, no such folder."""

    exit_code = 3


class BusyError(DxassessError):
    """Another run holds the output folder."""

    exit_code = 4
