"""Pages that show forms as they came, with what was read of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from dxassess.cli.terminal import progress, sum_up, texts
from dxassess.errors import DxassessError
from dxassess.files.names import safe_name

if TYPE_CHECKING:
    from dxassess.files.journal import Written
    from dxassess.intake.submission import FileOutcome
    from dxassess.returning.shown import ShownForm
    from dxassess.returning.whose import Whose
    from dxassess.round.received import Received


def named_outcomes(
    outcomes: Sequence[FileOutcome], folder: Path, names: Sequence[Path]
) -> tuple[FileOutcome, ...]:
    """The outcomes of the files that were named, as paths or as they are called in `folder`. Raises
    DxassessError for a name that is no file of the round."""
    by_file = {outcome.file: outcome for outcome in outcomes}
    shown_outcomes: list[FileOutcome] = []
    for name in names:
        inside = [path for path in (name, folder / name) if path.resolve().is_relative_to(folder.resolve())]
        files = [path.resolve().relative_to(folder.resolve()).as_posix() for path in inside]
        outcome = next((by_file[file] for file in files if file in by_file), None)
        if outcome is None:
            raise DxassessError("check.no_file", file=str(name), folder=str(folder))
        shown_outcomes.append(outcome)
    return tuple(shown_outcomes)


def write_pages(
    round_: Received,
    outcomes: Sequence[FileOutcome],
    *,
    folder: Path,
    out: Path,
    whose: dict[str, Whose],
    language: str,
    force: bool = False,
) -> Written:
    """Write a page for every file of `outcomes` under `out`, at the same relative path. OutputError."""
    from dxassess.files.staging import staged
    from dxassess.returning.page_cells import PageOrder, cells_of_file, paging
    from dxassess.returning.show import Showing, holder, show_form

    questionnaires = tuple(q for q in (round_.facility, round_.department) if q is not None)
    terms = Showing(language, round_.settings.name[language], questionnaires, round_.register_)
    with (
        staged(out, force=force) as stage,
        paging(questionnaires) as pager,
        progress("progress.showing") as advance,
    ):
        for done, outcome in enumerate(outcomes, start=1):
            file, respondent = holder(outcome)
            order = PageOrder(folder / file, file, outcome.sha256, respondent)
            page = show_form(outcome, cells_of_file(pager, order), whose[outcome.file], terms)
            stage.add(_page_name(outcome.file), _html(page))
            advance(done, len(outcomes))
    sum_up(texts().text("check.paged", n=len(outcomes), path=str(out)))
    return stage.written


def _page_name(file: str) -> str:
    """The name of a page: that of the file, with its suffix, since two files may differ in it alone."""
    parts = [
        safe_name(part, instead="_") for part in PurePosixPath(file).parts if part not in ("/", "//", "..")
    ]
    return f"{'/'.join(parts)}.html"


def _html(form: ShownForm) -> str:
    from dxassess import __version__
    from dxassess.files.templates import shipped_templates
    from dxassess.render.html import render_page
    from dxassess.wording.wording import wording

    ui = wording("render", form.language)
    return render_page(
        "form.html.j2",
        template_folder=shipped_templates(),
        style="form.css",
        f=form,
        w=dict(form.words),
        t={name: ui.text(f"page.{name}") for name in ("skip", "theme", "print")},
        readers=ui.text("readers.department"),
        program=f"dxassess {__version__}",
    )
