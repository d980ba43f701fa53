"""A line for every command, complete but for what it reads: `{x}`, and `{tmp}`, where it may write."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import Done, dxassess

from dxassess.cli.app import COMMANDS, GROUPS

Typed = tuple[str, ...]

TYPED: tuple[Typed, ...] = (
    *((command,) for command in COMMANDS),
    *((group, command) for group, commands in GROUPS.items() for command in commands),
)
"""Every command as it is typed."""

OF_A_ROUND: dict[Typed, Typed] = {
    ("check",): ("{x}",),
    ("score",): ("{x}",),
    ("report",): ("{x}", "-o", "{tmp}/out"),
    ("run",): ("{x}", "-o", "{tmp}/out"),
    ("explain",): ("{x}", "80001"),
    ("advise",): ("{x}",),
    ("sheet",): ("{x}", "-o", "{tmp}/out"),
    ("letters",): ("{x}", "-o", "{tmp}/out"),
    ("remind",): ("{x}", "-o", "{tmp}/out"),
    ("status",): ("{x}",),
}
"""They read the folder of a round."""
OF_A_FILE: dict[Typed, Typed] = {
    ("questionnaire", "weights"): ("{x}", "-o", "{tmp}/out.xlsx"),
    ("questionnaire", "export"): ("{x}", "-o", "{tmp}/out.xlsx"),
    ("questionnaire", "import"): ("{x}", "-o", "{tmp}/out.yaml"),
    ("questionnaire", "diff"): ("{x}", "{x}"),
    ("questionnaire", "xlsform"): ("{x}", "-o", "{tmp}/out.xlsx"),
}
"""They read one file."""
OF_EITHER: dict[Typed, Typed] = {
    ("forms",): ("{x}", "-o", "{tmp}/out"),
    ("questionnaire", "lint"): ("{x}",),
    ("questionnaire", "show"): ("{x}",),
}
"""They read a file or a folder."""
OF_A_LEDGER: dict[Typed, Typed] = {
    ("decide",): ("80001", "leave-out", "--because", "closed", "--by", "Planning"),
    ("forget",): ("{x}", "--readings"),
    ("join",): ("{x}/round.sqlite", "{x}"),
}
"""They are about the ledger of a round."""
OF_NOTHING: dict[Typed, Typed] = {
    ("demo",): ("{tmp}/out",),
    ("completion",): ("bash",),
    ("docs",): (),
    ("new",): ("{tmp}/out",),
    ("questionnaire", "schema"): (),
    ("templates", "copy"): ("{tmp}/out",),
}
"""They read nothing."""
READING = {**OF_A_ROUND, **OF_A_FILE, **OF_EITHER}
LINES = {**READING, **OF_A_LEDGER, **OF_NOTHING}


def typed(command: Typed, *, x: Path | str, tmp: Path, language: str = "en") -> Done:
    """What the line of a command ends with."""
    return dxassess(*command, *(part.format(x=x, tmp=tmp) for part in LINES[command]), language=language)
