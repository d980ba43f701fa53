"""How commands talk: the user's language, errors, tables, progress."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

from dxassess.errors import DxassessError, Notice, Reason, UnlimitedReaders
from dxassess.files.dry import DRY
from dxassess.wording.wording import LANGUAGES, Wording, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

WIDTH_WHEN_PIPED = 160
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Talk(NamedTuple):
    """How a command was asked to talk: in a language (None: that of the environment), and without what it
    says beside its answer."""

    language: str | None = None
    quiet: bool = False


_TALK: ContextVar[Talk] = ContextVar("talk", default=Talk())  # noqa: B039 - a tuple does not change


@contextmanager
def talking(language: str | None) -> Iterator[None]:
    """Commands within talk in a language, None: that of the environment."""
    token = _TALK.set(Talk(language))
    try:
        yield
    finally:
        _TALK.reset(token)


def be_quiet() -> None:
    """From now on commands say their answer, errors and what somebody has to do, and no more."""
    _TALK.set(_TALK.get()._replace(quiet=True))


def terminal_language() -> str:
    """The language that was typed, else that of DXASSESS_LANG, else that of the system's locale, else
    Vietnamese."""
    locale = next(filter(None, map(os.environ.get, _LOCALE)), "")
    known = (_TALK.get().language, os.environ.get("DXASSESS_LANG"), locale.partition("_")[0])
    return next((language for language in known if language in LANGUAGES), LANGUAGES[0])


def texts() -> Wording:
    """What commands say, in the terminal's language."""
    return wording("cli", terminal_language())


def say_error(key: str, facts: Mapping[str, object]) -> None:
    """One sentence on stderr, with what to do."""
    try:
        say = texts()
    except DxassessError:  # the language of the terminal is the one that is not complete
        say = wording("cli", LANGUAGES[0])
    fact_texts = {name: _fact_text(fact, say) for name, fact in facts.items()}
    tell(say.text(key, **fact_texts), err=True)


def _fact_text(fact: object, say: Wording) -> object:
    """A fact as it stands in a sentence: reasons are sentences of their own."""
    if isinstance(fact, Reason):
        inner_texts = {name: _fact_text(inner, say) for name, inner in fact.facts.items()}
        return say.text(fact.key, **inner_texts).rstrip(".")
    if isinstance(fact, tuple):
        return "; ".join(str(_fact_text(each, say)) for each in fact)
    worded = getattr(fact, "wordings", None)  # a text in every language, of a room that commands load late
    return fact if worded is None else worded[LANGUAGES.index(say.language)]


def telling_of_readers(others: Callable[..., None]) -> Callable[..., None]:
    """How warnings are shown: notices, and that readers have no limits, in the user's words, the rest as
    `others` do."""

    def show(message: Warning | str, category: type[Warning], *place: object) -> None:
        if isinstance(message, Notice):
            say_error(message.key, message.facts)
        elif issubclass(category, UnlimitedReaders):
            say_error("readers.unlimited", {})
        else:
            others(message, category, *place)

    return show


def tell(text: str, *, err: bool = False) -> None:
    """One line of the answer; on stderr what is beside it."""
    print(fit(text), file=sys.stderr if err else sys.stdout)


def sum_up(text: str) -> None:
    """A line beside the answer that says what was done, unless nobody wants to know."""
    if not _TALK.get().quiet:
        is_dry = DRY.get() and text
        tell(texts().text("dry.line", text=text) if is_dry else text, err=True)


def tell_json(text: str) -> None:
    """A JSON text that ends its own line. What a terminal would obey is escaped, as JSON allows."""
    safe = _OBEYED.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)
    sys.stdout.write(safe if safe.endswith("\n") else f"{safe}\n")


def fit(text: str) -> str:
    """`text` without what a terminal obeys instead of showing it: names of files and facilities are a
    stranger's. Controls become U+FFFD, marks that turn the writing direction go."""
    return text if text.isprintable() else _OBEYED.sub(_harmless, text)


def _harmless(match: re.Match[str]) -> str:
    letter = match.group()
    if letter in "\n\t":
        return letter
    return "" if unicodedata.category(letter) == "Cf" else "\N{REPLACEMENT CHARACTER}"


def console(*, stderr: bool = False) -> Console:
    """A console; piped output is as wide as tables need, not as a terminal that is not there. Whatever is
    printed on it is fit for a terminal; what is not ours must be escaped where it stands in markup."""
    from rich.console import Console
    from rich.segment import Segment

    class FitConsole(Console):
        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterator[Segment]:
            for segment in super().render(renderable, options):
                yield segment if segment.control else Segment(fit(segment.text), segment.style)

    stream = sys.stderr if stderr else sys.stdout
    return FitConsole(stderr=stderr, width=None if stream.isatty() else WIDTH_WHEN_PIPED, highlight=False)


@contextmanager
def progress(key: str) -> Iterator[Callable[[int, int | None], None]]:
    """A progress bar on stderr, silent where no terminal watches: call it with (done, total)."""
    if _TALK.get().quiet or not sys.stderr.isatty():
        yield lambda done, total: None  # noqa: ARG005 - the same call as with a bar
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(texts().text(key), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
