"""What may stand where somebody is typing: commands, options, words, provinces, facilities, items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from dxassess.cli.app import COMMANDS, GROUPS, function_of
from dxassess.cli.completion import MARK
from dxassess.cli.kinds import CODE, NAME, WordValue
from dxassess.cli.manual import Function, Parameter, arguments_of, options_of
from dxassess.errors import DxassessError

_OF_ALL = ("--help", "--lang", "--version")


def complete(typed: Sequence[str]) -> tuple[str, ...]:
    """What may stand for the last word that was typed, which ends in a mark; nothing where that is a path or
    cannot be known."""
    *before, last = typed or (MARK,)
    word = last.removesuffix(MARK).lstrip("\"'").replace("\\ ", " ")
    try:
        possible = sorted(set(_possible(before, word)))
    except DxassessError:  # a round that cannot be read has no facilities to offer
        return ()
    return tuple(one for one in possible if one.casefold().startswith(word.casefold()))


def _possible(before: Sequence[str], word: str) -> Iterable[str]:
    command, after = _command(before)
    if command is None:
        of_group = GROUPS.get(before[-1]) if before else None
        return of_group or (*COMMANDS, *GROUPS, *_OF_ALL)
    options = {name: option for option in options_of(command) for name in option.names}
    taking = options.get(after[-1]) if after else None
    if taking is not None and not taking.is_flag:
        return _values(taking, taking.long_name, before)
    if word.startswith("-"):
        used = {option.name for name, option in options.items() if name in after and not option.many}
        return (*(name for name, option in options.items() if option.name not in used), "--help")
    places = [
        one for one, previous in zip(after, ("", *after), strict=False) if _is_place(one, previous, options)
    ]
    return _argument(command, places, before)


def _is_place(word: str, previous: str, options: dict[str, Parameter]) -> bool:
    of_option = previous in options and not options[previous].is_flag
    return not word.startswith("-") and not of_option


def _command(words: Sequence[str]) -> tuple[Function | None, Sequence[str]]:
    """The command that is typed, and what follows it."""
    for at, word in enumerate(words):
        if word in COMMANDS:
            return function_of(word), words[at + 1 :]
        if word in GROUPS and words[at + 1 : at + 2]:
            name = words[at + 1]
            return function_of(word, name) if name in GROUPS[word] else None, words[at + 2 :]
    return None, ()


def _argument(command: Function, places: Sequence[str], before: Sequence[str]) -> Iterable[str]:
    """What may stand in the next place; a folder that may be left out is left out unless one was typed."""
    arguments = list(arguments_of(command))
    if len(arguments) > 1 and arguments[0].name == "folder" and not (places and Path(places[0]).is_dir()):
        arguments = arguments[1:]
    if len(places) >= len(arguments):
        return ()
    argument = arguments[len(places)]
    return _values(argument, argument.name, before)


def _values(parameter: Parameter, name: str, before: Sequence[str]) -> Iterable[str]:
    kind = parameter.info.parser
    if isinstance(kind, WordValue):
        return kind.words()
    known = _KNOWN.get(name) if kind in (CODE, NAME) else None
    return () if known is None else known(_root(before))


def _root(before: Sequence[str]) -> Path:
    """The round that was typed, else the one around the current folder."""
    from dxassess.round.home import find_home, home_of

    folder = next((Path(word) for word in before if len(word) < 1000 and Path(word).is_dir()), None)
    home = find_home(Path.cwd()) if folder is None else home_of(folder)
    return Path.cwd() if home is None else home.root


def _facilities(root: Path) -> Iterator[str]:
    from dxassess.round.register_file import read_register
    from dxassess.round.settings import find_register, read_settings

    settings = read_settings(root)
    path = find_register(root, settings)
    if path is not None:
        yield from (entry.code for entry in read_register(path, vintage=settings.vintage).entries)


def _provinces(root: Path) -> Iterator[str]:
    from dxassess.places.provinces import provinces
    from dxassess.round.settings import read_settings

    vintage = read_settings(root).vintage
    return (place.name for place in provinces() if place.vintage == vintage)


def _items(root: Path) -> Iterator[str]:
    from dxassess.questionnaire.load import load_questionnaires
    from dxassess.round.instrument import instrument_folder

    for questionnaire in load_questionnaires(instrument_folder(None, root)):
        for condition in questionnaire.conditions:
            yield condition.code
            yield from (indicator.code for indicator in condition.indicators)
            yield from (item.code for item in condition.items)


def _findings(_root: Path) -> Iterator[str]:
    from dxassess.findings.catalogue import CATALOGUE

    return iter(CATALOGUE)


def _who(root: Path) -> Iterator[str]:
    yield from _facilities(root)
    yield from _provinces(root)


_KNOWN: dict[str, Callable[[Path], Iterator[str]]] = {
    "--facility": _facilities,
    "--province": _provinces,
    "--fix": _items,
    "--code": _findings,
    "who": _who,
    "code": _items,
}
