"""The nouns of what was issued: what may stand on the forms of a questionnaire, whatever the respondent."""

from __future__ import annotations

from dxassess.frozen import Frozen


class IssuedLine(Frozen):
    """A row with a code as forms of one language have it: the question alone, with its small print, and what
    stands in the column behind the answer. `options` are as printed; `asked` if the row has an answer."""

    code: str
    question: str
    printed: str
    behind: str = ""
    options: tuple[str, ...] = ()
    asked: bool = True


class IssuedTexts(Frozen):
    """All lines, in every language. `loose` are texts without a code, and `openings` what texts begin with
    that end with the contact of the round; `heads` are headings of columns with what they head."""

    lines: tuple[IssuedLine, ...]
    loose: tuple[str, ...]
    openings: tuple[str, ...]
    heads: tuple[tuple[str, str], ...]
