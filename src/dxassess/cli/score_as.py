"""`dxassess score --as`: the same answers by another framework, and how much of it they cover."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.cli.terminal import console, terminal_language, texts
from dxassess.errors import DxassessError
from dxassess.files.resources import resource_folder

if TYPE_CHECKING:
    from dxassess.round.coverage import Carriage
    from dxassess.round.round import Round


def carried_round(round_: Round, framework: str) -> tuple[Round, Carriage]:
    """The round scored by `framework` (the name of one that comes with the program, or a folder), and what of
    it the answers cover."""
    from dxassess.questionnaire.load import load_questionnaires
    from dxassess.round.carry import carry_round
    from dxassess.round.coverage import Carriage, coverage

    folder = framework_folder(framework)
    target = next((q for q in load_questionnaires(folder) if q.respondent == "facility"), None)
    if target is None:
        raise DxassessError("questionnaire.no_facility", path=framework)
    carried = Carriage(source=round_.facility, target=target, coverage=coverage(round_.facility, target))
    return carry_round(round_, target), carried


def framework_folder(name: str) -> Path:
    """The folder of questionnaires of this name, or at this path."""
    home = resource_folder("questionnaires")
    known = sorted(folder.name for folder in home.iterdir() if folder.is_dir())
    if name in known:
        return home / name
    if Path(name).is_dir():
        return Path(name)
    raise DxassessError("score.unknown_framework", name=name, known=", ".join(known))


def say_coverage(carried: Carriage, *, err: bool) -> None:
    """How much of the framework was asked, and every item that was not."""
    from rich.markup import escape

    said, out, found = texts(), console(stderr=err), carried.coverage
    facts = {
        "source": carried.source.title[terminal_language()],
        "target": carried.target.title[terminal_language()],
        "covered": len(found.covered),
        "total": len(found.covered) + len(found.not_covered),
        "share": said.percent(found.share),
        "weight": said.percent(found.weight),
    }
    out.print("\n" + escape(said.text("score.coverage", **facts)))
    if carried.target.gates_alone:
        out.print(escape(said.text("score.level_so_far")))
    if not found.not_covered:
        return
    out.print("\n" + escape(said.text("score.not_covered", n=len(found.not_covered))))
    for code in found.not_covered:
        out.print(f"  {code}  {escape(carried.target.item_by_code[code].text[terminal_language()])}")
