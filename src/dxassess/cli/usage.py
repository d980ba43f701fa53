"""Complaints about the command line, in the user's language."""

from __future__ import annotations

import re
import sys
from typing import Any

from dxassess.cli.terminal import texts

_VALUE = r"Invalid value for (?P<name>.+?): "
_PATH = _VALUE + r"\w+ (?P<found>'.*'|\".*\") "
# What typer says in English, by the text that says it in the user's language.
_KNOWN = tuple(
    (re.compile(pattern, re.DOTALL), f"usage.{key}")
    for pattern, key in (
        (_PATH + r"does not exist\.$", "absent"),
        (_PATH + r"is a file\.$", "file"),
        (_PATH + r"is a directory\.$", "folder"),
        (_PATH + r"is not readable\.$", "unreadable"),
        (_VALUE + r"(?:Value error, )?(?P<found>.*) is not one of (?P<wanted>.*)\.$", "choice"),
        (_VALUE + r"Input should be a valid (?:number|integer)\b.*$", "number"),
        (_VALUE + r"Input should be less than or equal to (?P<most>[\d.]+)$", "most"),
        (_VALUE + r"Input should be greater than or equal to (?P<least>[\d.]+)$", "least"),
        (r"No such option: (?P<found>\S+) \(Possible options: (?P<near>.*)\)$", "option_near"),
        (r"No such option: (?P<found>\S+) \(?Did you mean (?P<near>.*?)\?\)?$", "option_near"),
        (r"No such option: (?P<found>.*)$", "option"),
        (r"Missing (?:argument|option|parameter) (?P<name>.*?)\.", "missing"),
        (r"No such command (?P<found>.*?)\. Did you mean (?P<near>.*?)\?$", "command_near"),
        (r"No such command (?P<found>.*?)\.$", "command"),
        (r"Missing command\.$", "no_command"),
        (r"Got unexpected extra arguments?(?:\(s\))? \((?P<found>.*)\)$", "extra"),
        (r"Option (?P<name>.*?) requires an argument\.$", "needs_value"),
        (r"Option (?P<name>.*?) does not take a value\.$", "takes_none"),
    )
)


def say_usage(problem: Any) -> None:  # noqa: ANN401 - which class it is depends on the version of typer
    """One sentence on stderr about what was typed, and which help to ask for. What typer says that is not
    known here stays as it said it."""
    said, told = texts(), problem.format_message()
    for pattern, key in _KNOWN:
        if found := pattern.match(told):
            told = said.text(key, **found.groupdict())
            break
    print(told, file=sys.stderr)  # noqa: T201 - stderr is for this
    context = getattr(problem, "ctx", None)
    command = context.command_path if context is not None else "dxassess"
    print(said.text("usage.help", command=f"{command} --help"), file=sys.stderr)  # noqa: T201
