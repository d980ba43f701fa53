"""The form as issued, ready to be held against a sheet that came back."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cached_property, partial
from typing import Literal, NamedTuple

from dxassess.files.user_cache import kept_for_user
from dxassess.forms.issued import IssuedLine, IssuedTexts
from dxassess.forms.stamp import looks_stamped
from dxassess.frozen import Frozen
from dxassess.intake.words.memo import Memo
from dxassess.intake.words.text import clean, same_words
from dxassess.questionnaire.model import Questionnaire

TextStanding = Literal["same", "other", "longer", "marked", "changed"]
"""How the text of a question stands to its code: as issued (or nearly), the text of another item, the issued
text with more behind it, with a sign at one of its options, or something else."""

_NEAR = 0.9
_LEAST_ALIKE = 40
_FIGURE = re.compile(r"\d+")
_MOST_KNOWN = 8_192
_LONGEST = 4_000
_SIGN = re.compile(r"^[\s\[(]*[xXvV✓✔☑☒√*►→>]+[\s\])]+|[\s\[(]+[xXvV✓✔☑☒√*◄←<]+[\s\])]*$")


class Judged(NamedTuple):
    """What the question cell of a row says beside the issued text: the code whose text it is (`other`), what
    stands behind it (`longer`), or the option that bears a sign (`marked`)."""

    standing: TextStanding
    detail: str = ""


class IssuedIndex(Frozen):
    """What every row of a form says as issued, in every language, by its code."""

    texts: IssuedTexts

    @cached_property
    def _lines(self) -> dict[str, tuple[IssuedLine, ...]]:
        lines_by_code: dict[str, tuple[IssuedLine, ...]] = {}
        for line in self.texts.lines:
            lines_by_code[line.code] = (*lines_by_code.get(line.code, ()), line)
        return lines_by_code

    @cached_property
    def _printed(self) -> dict[str, frozenset[str]]:
        return {
            code: frozenset(clean(text) for line in lines for text in (line.printed, line.question))
            for code, lines in self._lines.items()
        }

    @cached_property
    def _codes_by_question(self) -> dict[str, frozenset[str]]:
        codes: dict[str, frozenset[str]] = {}
        for line in self.texts.lines:
            words = same_words(line.question)
            codes[words] = codes.get(words, frozenset()) | {line.code}
        return codes

    @cached_property
    def _behind(self) -> dict[str, frozenset[str]]:
        return {code: frozenset(clean(line.behind) for line in lines) for code, lines in self._lines.items()}

    @cached_property
    def _loose(self) -> frozenset[str]:
        return frozenset(map(clean, (*self.texts.loose, *(head for head, _ in self.texts.heads))))

    @cached_property
    def _openings(self) -> tuple[str, ...]:
        return tuple(map(clean, self.texts.openings))

    @cached_property
    def _roles(self) -> dict[str, str]:
        return {same_words(head): role for head, role in self.texts.heads}

    @cached_property
    def _judged(self) -> dict[tuple[str, str], Judged]:
        """What was judged: every form of a round holds the same texts."""
        return {}

    @cached_property
    def owners(self) -> dict[str, frozenset[str]]:
        """The codes that have an option, by its text as printed."""
        codes: dict[str, frozenset[str]] = {}
        for line in self.texts.lines:
            for option in line.options:
                codes[option] = codes.get(option, frozenset()) | {line.code}
        return codes

    def holds(self, code: str) -> bool:
        """Whether a row of this code stands on some form."""
        return code in self._lines

    def asks(self, code: str) -> bool:
        """Whether the row of this code is answered, and not the rows of its parts below it."""
        return self._lines[code][0].asked

    def role(self, heading: str) -> str | None:
        """What the column under a heading as issued holds."""
        return self._roles.get(same_words(heading))

    def is_behind(self, code: str, text: str) -> bool:
        """Whether `text` stands behind the answer of the row as issued: its unit, or how to fill it in."""
        return clean(text) in self._behind[code]

    def is_loose(self, text: str) -> bool:
        """Whether `text` stands somewhere on the forms, in a row without a code, also a little otherwise: a
        round may be begun with one program and read with the next."""
        return self._stands_loose[text]

    @cached_property
    def _stands_loose(self) -> Memo[bool]:
        return Memo(self._is_among_loose)

    def _is_among_loose(self, text: str) -> bool:
        plain = clean(text)
        if plain in self._loose or any(map(plain.startswith, self._openings)):
            return True
        # Every form has a stamp of its own: to hold each against all that was ever printed is dear.
        return len(plain) >= _LEAST_ALIKE and not looks_stamped(plain) and self._was_printed(plain)

    def _was_printed(self, plain: str) -> bool:
        """Whether a long text is one of ours as an older or newer program words it: nearly the same, with the
        same figures, and nothing put before or behind it."""
        from rapidfuzz import fuzz, process

        alike = process.extractOne(plain, self._loose, scorer=fuzz.ratio, score_cutoff=100 * _NEAR)
        if alike is None or alike[0] in plain:
            return False
        return _FIGURE.findall(alike[0]) == _FIGURE.findall(plain)

    def judge(self, code: str, question: str) -> Judged:
        """How the question cell of the row of `code` stands to what was issued."""
        known = self._judged.get((code, question))
        if known is None:
            known = self._judge(code, question)
            if len(self._judged) >= _MOST_KNOWN:
                self._judged.clear()
            self._judged[code, question] = known
        return known

    def _judge(self, code: str, question: str) -> Judged:
        got = _plain(question)
        printed = self._printed[code]
        if got in printed:
            return Judged("same")
        item_questions = {same_words(line.question) for line in self._lines[code]}
        first = same_words(question.strip().partition("\n")[0].removesuffix(" *"))
        others = self._codes_by_question.get(first, frozenset())
        if others and first not in item_questions:
            return Judged("other", min(others))
        if signed := self._signed(code, question):
            return Judged("marked", signed)
        if longer := next(
            (text for text in sorted(printed, key=len, reverse=True) if _begins(got, text)), ""
        ):
            return Judged("longer", got[len(longer) :].strip())
        wordings = [text for text in printed if _alike(got[:_LONGEST], text)]
        cut = first in item_questions and len(got) < max(map(len, printed))
        return Judged("same" if cut or wordings or same_words(got) in map(same_words, printed) else "changed")

    def _signed(self, code: str, question: str) -> str:
        """The option beside whose text somebody set a sign."""
        options = {same_words(option) for line in self._lines[code] for option in line.options}
        for text in question.split("\n") if options else ():
            bare = _SIGN.sub("", text)
            if bare != text and same_words(bare) in options:
                return bare.strip()
        return ""


def index_issued(questionnaire: Questionnaire) -> IssuedIndex:
    """What forms of `questionnaire` hold as issued."""
    return IssuedIndex(
        texts=kept_for_user(
            "issued", questionnaire.model_dump_json(), model=IssuedTexts, make=partial(_issued, questionnaire)
        )
    )


def _issued(questionnaire: Questionnaire) -> IssuedTexts:
    from dxassess.forms.all_texts import issued_texts

    return issued_texts(questionnaire)


def _plain(question: str) -> str:
    return clean(question).removesuffix(" *")


def _begins(got: str, text: str) -> bool:
    """Whether `got` is `text` with words behind it."""
    return len(got) > len(text) and got.startswith(text) and not got[len(text)].isalnum()


def _alike(got: str, text: str) -> bool:
    matcher = SequenceMatcher(None, text, got, autojunk=False)
    return matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR
