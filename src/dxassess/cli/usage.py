"""Complaints about the command line, in the user's language: from the fields of typer's errors, never from
their English."""

from __future__ import annotations

from typing import Any

from dxassess.cli.kinds import WrongUse
from dxassess.cli.manual import argument_label
from dxassess.cli.terminal import tell, texts


def say_usage(problem: Any) -> None:  # noqa: ANN401 - which class it is depends on the version of typer
    """One sentence on stderr about what was typed, and which help to ask for; the help itself where nothing
    was typed."""
    say, ctx = texts(), problem.ctx
    key, facts = _told(problem)
    tell(say.text(key, **facts) if key else problem.format_message(), err=True)
    command = ctx.command_path if ctx is not None else "dxassess"
    tell(say.text("usage.help", command=f"{command} --help"), err=True)


def _told(problem: Any) -> tuple[str, dict[str, object]]:  # noqa: ANN401 - likewise
    """The key of the sentence and its facts; no key for what typer alone knows."""
    option_facts: dict[str, object] = {}
    if getattr(problem, "param", None) is not None:
        option_facts["name"] = _name(problem.param)
    match type(problem).__name__:
        case "WrongUse":
            assert isinstance(problem, WrongUse)
            return problem.key, {**problem.facts, **option_facts}
        case "MissingParameter":
            return "usage.missing", option_facts
        case "NoSuchOption":
            suggestions = ", ".join(sorted(problem.possibilities or ()))
            return "usage.option_near" if suggestions else "usage.option", {
                "found": problem.option_name,
                "near": suggestions,
            }
        case "BadOptionUsage":
            flags = {
                name for p in problem.ctx.command.params if getattr(p, "is_flag", False) for name in p.opts
            }
            key = "takes_none" if problem.option_name in flags else "needs_value"
            return f"usage.{key}", {"name": repr(problem.option_name)}
        case "UsageError":  # the only one left: options of a group and no command
            return "usage.no_command", {}
    return "", {}


def _name(parameter: Any) -> str:  # noqa: ANN401 - likewise
    """`'--lang'` for an option, `'FOLDER'` for an argument."""
    if parameter.param_type_name == "argument":
        return repr(argument_label(parameter.name, texts()))
    return repr(max(parameter.opts, key=len))
