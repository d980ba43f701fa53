"""Writing a round's reports under a lock, with a progress bar."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dxassess.cli.options import Lang, chosen_languages
from dxassess.cli.terminal import progress, texts
from dxassess.errors import BusyError, DxassessError, OutputError
from dxassess.resources import resource_folder

if TYPE_CHECKING:
    from dxassess.round.round import Round


def publish_round(
    round_: Round, out: Path, *, languages: Sequence[Lang] | None, templates: Path | None
) -> None:
    """Write the reports and say where they are. One run at a time writes to a folder."""
    from filelock import FileLock, Timeout

    from dxassess.assess import publish

    if not round_.facilities and not round_.departments:
        raise DxassessError("report.nothing")
    try:
        out.mkdir(parents=True, exist_ok=True)
        with FileLock(out / ".dxassess.lock", timeout=0), progress("progress.writing") as advance:
            publish(
                round_,
                out,
                languages=chosen_languages(list(languages) if languages else None),
                templates=templates or resource_folder("report_templates"),
                on_report=advance,
            )
    except Timeout as problem:
        raise BusyError("output.busy", path=str(out)) from problem
    except OSError as problem:
        raise OutputError(
            "output.cannot_write", path=str(out), reason=problem.strerror or str(problem)
        ) from problem
    typer.echo(texts().text("report.written", path=str(out / "index.html")))
