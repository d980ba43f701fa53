"""What lint says about a questionnaire: a value, and its sentence in either language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from dxassess.frozen import Frozen
from dxassess.questionnaire.faults import Fault
from dxassess.wording.wording import wording

RemarkSeverity = Literal["error", "warning", "info"]


class Remark(Frozen):
    """Something about a questionnaire that its author should know.

    `path` is the key where it stands, such as `conditions.0.indicators.2.items.1.floor`, and `code` the
    message of the catalogue `authoring`. `of` is the code of the item, option or condition meant ("" if
    none), `detail` fills the message ("" if it needs nothing). `file` is None for a questionnaire that did
    not come from a file.
    """

    severity: RemarkSeverity
    path: str
    code: str
    of: str = ""
    detail: str = ""
    file: str | None = None


def from_faults(faults: Iterable[Fault]) -> tuple[Remark, ...]:
    """Faults, which make a questionnaire unusable, as remarks."""
    return tuple(
        Remark(severity="error", path=f.path, code=f.key, detail=f.detail, file=f.file) for f in faults
    )


def sentence(remark: Remark, language: str) -> str:
    """The remark and its remedy in one line, without its place. What the catalogue does not know (the many
    complaints about the shape of a field) is quoted as it is."""
    words = wording("authoring", language)
    facts = {"detail": remark.detail or "–", "key": remark.code}
    code = remark.code if words.has(f"lint.{remark.code}") else "shape"
    return f"{words.text(f'lint.{code}', **facts)} {words.text(f'lint.{code}.remedy', **facts)}"
