"""The help of every command, in both languages."""

from __future__ import annotations

import inspect
import re

import pytest
from tests.cli.program import dxassess
from typer.models import OptionInfo

from dxassess.cli import options
from dxassess.cli.app import COMMANDS, GROUPS, function_of
from dxassess.cli.manual import Function
from dxassess.cli.shared_options import common_of

TYPED: dict[tuple[str, ...], Function | None] = {
    (): None,
    **{(command,): function_of(command) for command in COMMANDS},
    **{(group,): None for group in GROUPS},
    **{(group, own): function_of(group, own) for group, commands in GROUPS.items() for own in commands},
}
MOST_OWN = 6  # more options than these is a sign that a command does two things
MORE_OWN = {"check": 10}  # one reading of the folder is looked at, narrowed, listed, shown and sent back
VIETNAMESE = re.compile(
    "[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE
)
ENGLISH = re.compile(
    r"\b(the|of|and|or|for|with|this|print|write|usage|options?|arguments?|commands?|required|default"
    r"|repeated|folder|register|who|old|new|workbook|file|path|number|text|exit)\b",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"--[\w-]+|\.\w+|round\.yaml|dxassess new|  new  |\b[a-z]+(?:\|[a-z]+)+\b|\bXLSX? hoặc CSV:[^)]*\)"
    r"|“this”|\bthis, leave-out\b"
)


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_help_is_in_the_language_of_the_terminal_alone(typed: tuple[str, ...]) -> None:
    vi, en = (dxassess(*typed, "--help", language=language) for language in ("vi", "en"))
    assert (vi.returncode, en.returncode) == (0, 0), vi.stderr + en.stderr
    assert VIETNAMESE.findall(en.stdout) == []
    assert ENGLISH.findall(" ".join(NAMES.sub("", vi.stdout).split())) == []
    assert vi.stdout.startswith("Cách dùng: dxassess")
    assert en.stdout.startswith("Usage: dxassess")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("typed", "command"), [pytest.param(t, c, id=" ".join(t)) for t, c in TYPED.items() if c]
)
def test_every_argument_and_option_has_its_words(
    typed: tuple[str, ...], command: Function, language: str
) -> None:
    told = dxassess(*typed, "--help", language=language).stdout
    usage, *rest = told.split("\n\n")
    shown = re.findall(r"^  (\S.*?)(?:  +|$)(\S.*)?", "\n".join(rest[1:]), re.MULTILINE)
    entries = [name for name, _ in shown if not name.startswith(" ")]
    taken = len(inspect.signature(command).parameters) + len(common_of(command))
    assert len(entries) == taken + 1, "and --help"
    for name, text in shown:
        assert text or len(name) > 29, f"{name} has no words"
    for line in re.findall(r"^  ([^-\s]\S*)  ", rest[1] if len(rest) > 2 else "", re.MULTILINE):
        assert line in usage, "an argument is called the same where it stands and where it is explained"


def test_required_default_and_repeated_are_said() -> None:
    told = " ".join(dxassess("check", "--help", language="vi").stdout.split())
    assert "Thư mục chứa các phiếu đã nhận. [mặc định: đợt khảo sát quanh thư mục hiện tại]" in told
    assert "[bắt buộc]" in " ".join(dxassess("decide", "--help", language="vi").stdout.split())
    assert "[mặc định: vi]" in told
    assert "Chỉ các phát hiện có mã này. [dùng được nhiều lần]" in told
    assert "--severity error|warning|info" in told
    assert "--to-level NUMBER" in dxassess("advise", "--help").stdout


@pytest.mark.parametrize("group", ["", *GROUPS])
def test_a_group_alone_shows_its_help_and_says_that_a_command_is_missing(group: str) -> None:
    done = dxassess(*filter(None, [group]), language="vi")
    assert done.returncode == 2
    assert "Các lệnh:" in done.stderr
    assert f"Xem: dxassess {group}".strip() in done.stderr


def test_help_of_the_program_follows_the_language_when_it_is_shown() -> None:
    assert "Tùy chọn" in dxassess("--help", language="vi").stdout
    assert "Options" in dxassess("--help", language="en").stdout
    assert "Tùy chọn" in dxassess("--help", language="vi").stdout


@pytest.mark.parametrize("typed", [typed for typed, command in TYPED.items() if command], ids=" ".join)
def test_a_command_has_few_options_of_its_own(typed: tuple[str, ...]) -> None:
    """Those that several commands share are learnt once and do not count."""
    command = TYPED[typed]
    assert command is not None
    shared = [taken.__metadata__[0] for taken in vars(options).values() if hasattr(taken, "__metadata__")]
    taken = [
        p.annotation.__metadata__[0] for p in inspect.signature(command, eval_str=True).parameters.values()
    ]
    own = [info for info in taken if isinstance(info, OptionInfo) and not any(info is one for one in shared)]
    allowed = MORE_OWN.get(" ".join(typed))
    assert len(own) == allowed if allowed else len(own) <= MOST_OWN
