"""The memory of a round: a file that was read is not read again, whatever it is called now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from dxassess.files.marks import digest_of
from dxassess.intake.gathering.filenames import suffix_of
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.memory import Outcomes
from dxassess.intake.workbook.opening import Refused, read_bytes
from dxassess.ledger.reading import FORMAT, decode, encode, lasts, names_itself
from dxassess.ledger.shelf import Shelf, key_of


class Readings:
    """Remembers on a shelf what came of files, by their bytes, by the program, and by what else decides how
    they are read: `told_apart`, such as the questionnaires and the map."""

    def __init__(self, shelf: Shelf, *, told_apart: Iterable[str]) -> None:
        self._shelf = shelf
        self._context = digest_of(FORMAT, *told_apart)
        self._digests: dict[str, str | None] = {}
        self.complete = True
        """Whether all that was kept can be recalled: the next to read the same files would read none."""

    def mark(self, workbooks: Sequence[Workbook]) -> str | None:
        """What stands for these workbooks, by name and bytes, and for how they are read; None where one of
        them cannot be opened."""
        keys = [self._keys(workbook, self._digest(workbook))[:1] for workbook in workbooks]
        return digest_of(*(key for (key,) in keys)) if all(keys) else None

    def recall(self, workbooks: Sequence[Workbook]) -> Mapping[str, Outcomes]:
        """The outcomes of those workbooks whose bytes were read before."""
        keys = {workbook.file: self._keys(workbook, self._digest(workbook)) for workbook in workbooks}
        contents = self._shelf.recall(key for pair in keys.values() for key in pair)
        remembered: dict[str, Outcomes] = {}
        for file, pair in keys.items():
            content = next((contents[key] for key in pair if key in contents), None)
            outcomes = None if content is None else decode(content, file)
            if outcomes is not None:
                remembered[file] = outcomes
        return remembered

    def keep(self, workbook: Workbook, outcomes: Outcomes) -> None:
        """Remember what came of a workbook, if its bytes alone decided it."""
        digest = outcomes[0].sha256
        if digest is None or not lasts(outcomes):
            self.complete = False
            return
        under_its_name, under_any = self._keys(workbook, digest)
        key = under_its_name if names_itself(outcomes, workbook.file) else under_any
        self._shelf.keep({key: encode(outcomes, workbook.file)})

    def _digest(self, workbook: Workbook) -> str | None:
        """The hash of a workbook's bytes as they were when it was first asked for."""
        if workbook.file not in self._digests:
            self._digests[workbook.file] = _digest(workbook)
        return self._digests[workbook.file]

    def _keys(self, workbook: Workbook, digest: str | None) -> tuple[str, ...]:
        """The keys of a workbook of these bytes under its name, and under any name with its suffix."""
        if digest is None:
            return ()
        parts = (self._context, digest, suffix_of(workbook.file), *(page.name for page in workbook.pages))
        return key_of("file", *parts, workbook.file), key_of("file", *parts)


def _digest(workbook: Workbook) -> str | None:
    """The SHA-256 of a workbook's bytes, of a form whose sheets are files that of all of them; None where
    they cannot be read."""
    together = hashlib.sha256()
    with suppress(Refused):
        for part in workbook.pages or (workbook,):
            together.update(read_bytes(part.path))
        return together.hexdigest()
    return None
