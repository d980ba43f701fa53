"""The pages of all commands, one a language: `python -m dxassess.cli.reference docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dxassess.cli.app import build_app
from dxassess.cli.help import TranslatedCommand, TranslatedGroup
from dxassess.cli.manual import Manual, ManualLine
from dxassess.errors import Ending
from dxassess.wording.wording import LANGUAGES, Wording, wording


def manuals(say: Wording) -> Iterator[Manual]:
    """The manuals of the program, of its commands and groups, in the order of the helps."""
    return _below(build_app(), "dxassess", say)


def reference(language: str) -> str:
    """The page in a language."""
    say = wording("cli", language)
    lines = [f"# {say.text('reference.title')}", "", say.text("reference.intro"), ""]
    for manual in manuals(say):
        lines += [f"## `{manual.path}`", "", manual.about, ""]
        lines += ["```", f"{manual.path} {manual.pieces}", "```", ""]
        for key in ("arguments", "options", "commands"):
            lines += _table(say.text(f"manual.{key}"), getattr(manual, key), say)
    endings = [ManualLine(str(ending.value), say.text(f"ending.{ending.name}")) for ending in Ending]
    lines += [f"## {say.text('reference.endings')}", ""]
    lines += _table(say.text("reference.ending"), endings, say)
    return "\n".join(lines).rstrip() + "\n"


def write_reference(folder: Path) -> None:
    """Write `commands.vi.md` and its like into `folder`."""
    for language in LANGUAGES:
        (folder / f"commands.{language}.md").write_text(reference(language), encoding="utf-8")


def _below(command: object, path: str, say: Wording) -> Iterator[Manual]:
    assert isinstance(command, TranslatedCommand | TranslatedGroup)
    yield command.manual(path, say)
    if isinstance(command, TranslatedGroup):
        for name, make in command.makers.items():
            yield from _below(make(), f"{path} {name}", say)


def _table(head: str, lines: Sequence[ManualLine], say: Wording) -> Iterator[str]:
    if lines:
        yield f"| {head} | {say.text('reference.meaning')} |"
        yield "|---|---|"
        for line in lines:
            yield f"| `{_cell(line.name)}` | {_cell(line.text)} |"
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    write_reference(Path(sys.argv[1]))
