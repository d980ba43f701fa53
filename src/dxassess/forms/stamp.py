"""The stamp of a form: whose it is and from which round, in a line that survives what is done to files."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote
from zlib import crc32

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Respondent

STAMP_KEY = "stamp"
"""What it is called on the hidden sheet."""

OPENING = "dx1 "
"""How every stamp begins."""
_STAMP = re.compile(
    r"dx1 r=(?P<r>\S*) f=(?P<f>\S*) k=(?P<k>facility|department) q=(?P<q>\S*) v=(?P<v>\S*) l=(?P<l>\S*)"
    r" n=(?P<n>[0-9]{1,4})(?: p=(?P<p>[0-9a-f]{16}))? c=(?P<c>[0-9a-f]{8})"
)
_SAFE = "-_."
_LONGEST = 500
_PARENT = 16


class Stamp(Frozen):
    """The round (its id in `round.yaml`, "" for none), the code of the respondent ("" where it is not known)
    and its kind, the questionnaire with its version, the language, and the number of the copy: 1 as issued,
    one more each time that a marked copy is given back. A marked copy names its `parent`, the workbook of
    which it is a copy, by the beginning of its SHA-256 (see `parent_of`); a form as issued has none ("")."""

    round: str = ""
    code: str = ""
    respondent: Respondent
    questionnaire: str
    version: str
    language: str
    copy_number: int = 1
    parent: str = ""

    @property
    def text(self) -> str:
        """The stamp in one line, with a checksum: what was changed by hand is none."""
        fields = {
            "r": self.round,
            "f": self.code,
            "k": self.respondent,
            "q": self.questionnaire,
            "v": self.version,
            "l": self.language,
            "n": str(self.copy_number),
        }
        if self.parent:
            fields["p"] = self.parent
        line = OPENING + " ".join(f"{key}={quote(value, safe=_SAFE)}" for key, value in fields.items())
        return f"{line} c={_checksum(line)}"


def looks_stamped(text: str) -> bool:
    """Whether `text` is a stamp, or was one before somebody changed it."""
    return text.startswith(OPENING)


@lru_cache(maxsize=64)
def read_stamp(text: str) -> Stamp | None:
    """The stamp that `text` is; None for other texts, and where the checksum does not hold. Kept, since it
    stands on every sheet of a form."""
    match = _STAMP.fullmatch(" ".join(text.split())) if len(text) <= _LONGEST else None
    if match is None or _checksum(match.group().rpartition(" ")[0]) != match["c"]:
        return None
    fields = {key: unquote(value or "") for key, value in match.groupdict().items()}
    return Stamp(
        round=fields["r"],
        code=fields["f"],
        respondent="facility" if fields["k"] == "facility" else "department",
        questionnaire=fields["q"],
        version=fields["v"],
        language=fields["l"],
        copy_number=int(fields["n"]),
        parent=fields["p"],
    )


def parent_of(sha256: str | None) -> str:
    """How a copy names the workbook with this hash; "" where that is not known."""
    return (sha256 or "")[:_PARENT]


def _checksum(line: str) -> str:
    return f"{crc32(line.encode()):08x}"
