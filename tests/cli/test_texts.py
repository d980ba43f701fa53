"""Every argument, option and command has words in both languages, in the helps and the pages."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from tests.cli.lines import TYPED, Typed
from tests.cli.program import dxassess
from typer.models import ArgumentInfo

from dxassess.cli.app import COMMANDS, GROUPS, function_of
from dxassess.cli.manual import Function
from dxassess.wording.wording import LANGUAGES, wording

ROOT = Path(__file__).parents[2]
FUNCTIONS: dict[Typed, Function] = {
    **{(command,): function_of(command) for command in COMMANDS},
    **{(group, one): function_of(group, one) for group, own in GROUPS.items() for one in own},
}
TAKEN: list[tuple[Typed, str, Any]] = [
    (typed, name, parameter.annotation.__metadata__[0])
    for typed, command in FUNCTIONS.items()
    for name, parameter in inspect.signature(command, eval_str=True).parameters.items()
]
TYPERS_OWN = (
    "Usage:", "Options:", "Arguments:", "Commands:", "Show this message", "[OPTIONS]", "COMMAND [ARGS]",
    "[required]", "[default", "TEXT", "INTEGER", "FLOAT", "PATH", "DIRECTORY", "FILENAME", "BOOLEAN",
    "Try ", "Error", "Missing", "Invalid value", "No such",
)  # fmt: skip
"""What typer would say by itself."""


def names(info: Any) -> tuple[str, ...]:  # noqa: ANN401 - typer's own class
    """The names of an option as they are typed."""
    return tuple(name for name in (info.default, *info.param_decls) if isinstance(name, str))


def section(page: str, typed: Typed) -> str:
    """What a page of commands says of one."""
    _, _, rest = page.partition(f"## `dxassess {' '.join(typed)}`\n")
    return re.split(r"^## ", rest, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "name", "info"), TAKEN, ids=[f"{' '.join(typed)}-{name}" for typed, name, _ in TAKEN]
)
def test_each_has_its_own_sentence(typed: Typed, name: str, info: Any, language: str) -> None:  # noqa: ANN401 - typer's own class
    say = wording("cli", language)
    assert info.help, f"{typed}: {name}"
    sentence = say.text(f"help.{info.help}")
    assert sentence.rstrip().endswith((".", ")", "%")), sentence
    others = [wording("cli", other).text(f"help.{info.help}") for other in LANGUAGES if other != language]
    assert sentence not in others
    if isinstance(info, ArgumentInfo):
        assert say.text(f"argument.{name}").replace("_", "").isupper()
    else:
        assert any(one.startswith("--") for one in names(info)), "a long name says what it is"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_each_command_has_a_sentence_and_its_options_are_on_its_page(typed: Typed, language: str) -> None:
    say = wording("cli", language)
    about = say.text(f"command.{'.'.join(typed)}")
    page = section((ROOT / "docs" / f"commands.{language}.md").read_text(encoding="utf-8"), typed)
    assert about in page
    for command, name, info in TAKEN:
        if command != typed:
            continue
        wanted = (say.text(f"argument.{name}"),) if isinstance(info, ArgumentInfo) else names(info)
        assert all(one in page for one in wanted), (typed, wanted)


@pytest.mark.parametrize("typed", [(), *((group,) for group in GROUPS), *TYPED], ids=" ".join)
def test_the_vietnamese_help_has_nothing_of_typers_own(typed: Typed) -> None:
    told = dxassess(*typed, "--help", language="vi").stdout
    assert [word for word in TYPERS_OWN if word in told] == []


def test_options_of_one_name_mean_one_thing_but_for_whose_they_are() -> None:
    """A name that stands in many commands takes the same kind of value in all of them."""
    kinds: dict[str, set[str]] = {}
    for _, _, info in TAKEN:
        if not isinstance(info, ArgumentInfo):
            for name in names(info):
                kinds.setdefault(name, set()).add(getattr(info.parser, "__name__", "flag"))
    differing = {name for name, own in kinds.items() if len(own) > 1}
    assert differing <= {"-o", "--out", "--from"}, "a file, or a folder of tables or of a round"
