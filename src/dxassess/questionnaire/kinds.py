"""The small words of a questionnaire: codes, shares, weights, lines of text, wordings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BeforeValidator, Field, StringConstraints, create_model

from dxassess.frozen import Frozen
from dxassess.wording.wording import LANGUAGES, wording

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,40}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(gt=0)]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Text(Frozen):
    """One wording in every language."""

    def __getitem__(self, language: str) -> str:
        """The wording in `language`; KeyError for a language that the program does not have."""
        if language not in LANGUAGES:
            raise KeyError(language)
        return str(getattr(self, language))

    @property
    def wordings(self) -> tuple[str, ...]:
        """The wording in each language, in the order of LANGUAGES."""
        return tuple(self[language] for language in LANGUAGES)

    @classmethod
    def each(cls, words: Callable[[str], str]) -> Self:
        """What `words` says in each language."""
        return cls.model_validate({language: words(language) for language in LANGUAGES})

    @classmethod
    def same(cls, words: str) -> Self:
        """One wording for all languages, such as a name."""
        return cls.each(lambda _: words)


if TYPE_CHECKING:

    class Text(_Text):
        """One wording in every language."""

        def __init__(self, **words: str) -> None: ...

else:
    # A field for each language: one that lacks is a fault of the file, with its path and the language.
    Text = create_model(
        "Text",
        __base__=_Text,
        __doc__=_Text.__doc__,
        __module__=__name__,
        **dict.fromkeys(LANGUAGES, (Line, ...)),
    )


@cache
def catalogued(domain: str, key: str) -> Text:
    """A message of a catalogue as a text."""
    return Text.each(lambda language: wording(domain, language).text(key))


def _everywhere(value: object) -> object:
    return dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value


OwnText = Annotated[Text, BeforeValidator(_everywhere)]
"""What a department calls something: one text stands for all languages."""
