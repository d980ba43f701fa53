"""The small words of a questionnaire: codes, shares, weights, lines of text, wordings."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from dxassess.frozen import Frozen

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,40}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(gt=0)]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Text(Frozen):
    """One wording in both languages."""

    vi: Line
    en: Line

    def __getitem__(self, language: str) -> str:
        return self.vi if language == "vi" else self.en


def _both(value: object) -> object:
    return {"vi": value, "en": value} if isinstance(value, str) else value


OwnText = Annotated[Text, BeforeValidator(_both)]
"""What a department calls something: one text stands for both languages."""
