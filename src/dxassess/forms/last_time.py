"""What a respondent answered in the round before, as it stands on the form beside the answer cell."""

from __future__ import annotations

from functools import cached_property

from dxassess.frozen import Frozen


class LastTime(Frozen):
    """The text beside each line of a form, by the code of the line: the last answer, the evidence for it,
    and whether the question is another one by now. It is shown and never counts."""

    texts: tuple[tuple[str, str], ...]

    @cached_property
    def text_by_code(self) -> dict[str, str]:
        return dict(self.texts)
