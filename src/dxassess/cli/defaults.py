"""What options take where nobody types them: the file dxassess.toml, and over it the environment."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from dxassess.cli.app import COMMANDS, GROUPS, function_of
from dxassess.cli.kinds import PathValue
from dxassess.cli.manual import Function, options_of
from dxassess.errors import DxassessError

DEFAULTS_FILE = "dxassess.toml"
_BEFORE = "DXASSESS_"
_NOT_OURS = frozenset({"LANG", "PYTHON", "CACHE"})
"""DXASSESS_LANG is the language of the terminal alone, DXASSESS_PYTHON what a bundle starts with, and
DXASSESS_CACHE where the program keeps what it understood of questionnaires."""


class _Option(NamedTuple):
    """An option by its long name: the parameter that it fills, and whether it takes a path, or several."""

    parameter: str
    is_path: bool
    many: bool


def defaults(typed: Sequence[str]) -> dict[str, Any]:
    """The defaults of all commands, as typer takes them. DxassessError for a file that cannot be used."""
    path = _file_for(typed)
    if path is None and not any(map(_is_ours, os.environ)):
        return {}
    content = {} if path is None else _read(path)
    as_taken: dict[str, Any] = {name: _of(function_of(name), content, name, path) for name in COMMANDS}
    for group, names in GROUPS.items():
        of_group = content.get(group, {})
        as_taken[group] = {
            name: _of(function_of(group, name), {**content, name: of_group.get(name, {})}, name, path)
            for name in names
        }
        if path is not None:
            _refuse_unknown(of_group, names, path)
    if path is not None:
        typed_names = (
            *((name,) for name in COMMANDS),
            *((g, name) for g, names in GROUPS.items() for name in names),
        )
        known = {option for one in typed_names for option in _options(function_of(*one))}
        _refuse_unknown(content, {*known, *as_taken}, path)
    return as_taken


def _of(command: Function, content: Mapping[str, Any], name: str, path: Path | None) -> dict[str, Any]:
    """The defaults of one command: those for all, over them its own, over them the environment's."""
    options = _options(command)
    of_command = content.get(name, {})
    if path is not None:
        _refuse_unknown(of_command, options, path)
    from_file = {key: value for key, value in {**content, **of_command}.items() if key in options}
    values = {options[key].parameter: _beside(path, options[key], value) for key, value in from_file.items()}
    for key, option in options.items():
        variable = key.upper().replace("-", "_")
        value = os.environ.get(_BEFORE + variable)
        if value and _is_ours(_BEFORE + variable):
            values[option.parameter] = [value] if option.many else value
    return values


def _is_ours(variable: str) -> bool:
    return variable.startswith(_BEFORE) and variable.removeprefix(_BEFORE) not in _NOT_OURS


def _options(command: Function) -> dict[str, _Option]:
    return {
        one.long_name.removeprefix("--"): _Option(one.name, isinstance(one.info.parser, PathValue), one.many)
        for one in options_of(command)
    }


def _beside(path: Path | None, option: _Option, value: object) -> object:
    """A value as if it were typed; a path is meant from the folder of the file."""
    if isinstance(value, list):
        return [_beside(path, option, one) for one in value]
    if option.is_path and path is not None:
        return str(path.parent / str(value))
    return value if isinstance(value, bool) else str(value)


def _file_for(typed: Sequence[str]) -> Path | None:
    """The file in the folder that was typed, or in the current one, or in the nearest folder above."""
    start = next(filter(None, map(_folder, ("", *typed), typed)), Path.cwd())
    places = (start, *start.parents)
    return next((file for place in places if (file := place / DEFAULTS_FILE).is_file()), None)


def _folder(before: str, word: str) -> Path | None:
    is_value = before.startswith("-") or word.startswith("-")
    return Path(word).resolve() if not is_value and len(word) < 1000 and Path(word).is_dir() else None


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as problem:
        raise DxassessError("defaults.broken", path=str(path), reason=str(problem)) from problem


def _refuse_unknown(content: object, known: Iterable[str], path: Path) -> None:
    """DxassessError for a key that nothing is called."""
    names = set(known)
    keys = content if isinstance(content, Mapping) else {str(content): None}
    for key in keys:
        if key not in names:
            near = ", ".join(get_close_matches(key, names))
            if near:
                raise DxassessError("defaults.unknown_near", path=str(path), name=key, near=near)
            raise DxassessError("defaults.unknown", path=str(path), name=key)
