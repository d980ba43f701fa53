"""`dxassess advise`: what to do next, the shortest plan to a level, what-if."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.data import tell_data
from dxassess.cli.kinds import CODE, NumberValue, PathValue, WrongUse
from dxassess.cli.options import (
    FIRST_LANGUAGE,
    LANGUAGE,
    AsJson,
    Folder,
    Force,
    Lang,
    OnlyProvinces,
    Questionnaires,
)
from dxassess.cli.reading import read_round

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.insight.whatif import Case, Effect
    from dxassess.questionnaire.model import Questionnaire

WhoseAdvice = Annotated[str | None, typer.Option("--facility", parser=CODE, help="advise_facility")]
ToLevel = Annotated[int | None, typer.Option("--to-level", parser=NumberValue(int, least=1), help="to_level")]
Budget = Annotated[float | None, typer.Option("--budget", parser=NumberValue(float, least=0), help="budget")]
Fix = Annotated[list[str] | None, typer.Option("--fix", parser=CODE, help="fix")]
AdviceFile = Annotated[Path | None, typer.Option("-o", "--out", parser=PathValue("file"), help="worklist")]
ListLang = Annotated[Lang, typer.Option("--lang", parser=LANGUAGE, help="worklist_lang")]


def advise(  # noqa: PLR0917 - typer makes an option of each
    folder: Folder,
    facility: WhoseAdvice = None,
    province: OnlyProvinces = None,
    to_level: ToLevel = None,
    budget: Budget = None,
    fix: Fix = None,
    out: AdviceFile = None,
    lang: ListLang = FIRST_LANGUAGE,
    questionnaires: Questionnaires = None,
    *,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Say what raises scores and levels most for the least effort."""
    from dxassess.cli.naming import full_code, place_keys
    from dxassess.cli.tables.advice_data import advice_data
    from dxassess.insight.analysis import analyse

    _check_options(facility, budget, province)
    if json and (to_level or budget or fix):
        raise WrongUse("advise.json_alone")
    if out is not None:
        _check_target(out, folder)
    analysis = analyse(read_round(folder, questionnaires))
    keys = place_keys(province or (), analysis.round.settings.vintage)
    code = None if facility is None else full_code(facility)
    if json:
        tell_data("advise", advice_data(analysis, _case(analysis, code).score if code else None, keys))
    elif code is not None:
        _one(analysis, code, to_level=to_level, fix=tuple(fix or ()))
    else:
        _provinces(analysis, keys, budget=budget, to_level=to_level, fix=tuple(fix or ()))
    if out is not None:
        _write_list(out, analysis, lang.value, code, force=force)


def _write_list(path: Path, analysis: Analysis, language: str, code: str | None, *, force: bool) -> None:
    """Write the work list, with what people filled in where one stands already."""
    from dxassess.cli.writing import tell_written
    from dxassess.render.worklist_file import write_worklist
    from dxassess.report.people.worklist import work_list
    from dxassess.returning.former import read_former

    former = None if force else read_former(path)
    sheets = (former.rows, *former.rest) if former is not None and former.sound else ()
    work = work_list(analysis, language, code=code)
    whole = work_list(analysis, language) if code and sheets else None
    written = write_worklist(path, work, language=language, former=sheets, whole=whole, force=force)
    tell_written(written, path.parent)


def _check_options(facility: str | None, budget: float | None, provinces: Sequence[str] | None) -> None:
    """DxassessError for a budget of one facility: it buys a level for it or does not, which `--to-level`
    tells; and for a facility with a province, since it has but one."""
    from dxassess.errors import DxassessError

    if facility is not None and budget is not None:
        raise DxassessError("advise.budget_of_one")
    if facility is not None and provinces:
        raise DxassessError("advise.one_or_province")


def _check_target(path: Path, folder: Path) -> None:
    from dxassess.cli.writing import check_outputs
    from dxassess.errors import DxassessError

    if path.suffix.lower() != ".xlsx":
        raise DxassessError("output.only_xlsx", suffix=path.suffix or path.name)
    check_outputs(files=[path], read=[folder])


def _one(analysis: Analysis, code: str, *, to_level: int | None, fix: Sequence[str]) -> None:
    """Print what a respondent should do next; with `to_level` its shortest plan, with `fix` what those
    items at their best would change. DxassessError if nobody has the code, an item is not theirs, or the
    questionnaire has no such level."""
    from dxassess.cli.tables.advice import print_effect, print_next, print_plan
    from dxassess.insight.plan import shortest_plan

    case = _case(analysis, code)
    _check_level(case.questionnaire, to_level)
    print_next(analysis, case)
    if fix:
        print_effect(_effect(case, fix), fix)
    if to_level is not None:
        print_plan(analysis, shortest_plan(case, to_level), to_level)


def _provinces(
    analysis: Analysis,
    keys: Collection[str],
    *,
    budget: float | None,
    to_level: int | None,
    fix: Sequence[str],
) -> None:
    """Print for every province (or those with these keys) of which a facility answered the first of its
    decision list, what a budget of effort buys, and how many would rise by `fix` or could be at `to_level`.
    DxassessError if nobody answered, an item is nobody's, or the questionnaire has no such level."""
    from dxassess.cli.tables.advice import print_outlay, print_province, print_raised, print_reach
    from dxassess.errors import DxassessError
    from dxassess.insight.groups import raised_by, reach_together, spend

    answering = {f.province for f in analysis.round.facilities if not keys or f.province in keys}
    if not answering:
        raise DxassessError("report.nothing")
    _check_level(analysis.round.facility, to_level)
    items = [item for each in analysis.round.questionnaires for item in each.items if item.scored]
    _check_items(fix, {item.code for item in items})
    for province in analysis.ordered:
        if province.key not in answering:
            continue
        print_province(analysis, province.key)
        if budget is not None:
            print_outlay(spend(analysis.plans[province.key], budget))
        if fix:
            print_raised(province.key, raised_by(_respondents(analysis, province.key), fix), fix)
        if to_level is not None:
            print_reach(province.key, reach_together(analysis.cases_of(province.key), to_level), to_level)


def _respondents(analysis: Analysis, key: str) -> tuple[Case, ...]:
    """The facilities of a province and its Department."""
    department = analysis.round.department_of(key)
    of_department = () if department is None else (analysis.cases[department.file],)
    return (*analysis.cases_of(key), *of_department)


def _check_level(questionnaire: Questionnaire, level: int | None) -> None:
    from dxassess.errors import DxassessError

    if level is not None and level > questionnaire.top_level:
        raise DxassessError("advise.no_level", level=level, top=questionnaire.top_level)


def _check_items(items: Sequence[str], known: Collection[str]) -> None:
    from dxassess.errors import DxassessError

    strange = [item for item in items if item not in known]
    if strange:
        raise DxassessError("item.unknown", items=", ".join(strange))


def _case(analysis: Analysis, code: str) -> Case:
    from dxassess.errors import DxassessError
    from dxassess.insight.whatif import Case

    for score in (*analysis.round.facilities, *analysis.round.departments):
        if score.code == code:
            questionnaire = (
                analysis.round.facility if score.respondent == "facility" else analysis.round.department
            )
            if questionnaire is not None:
                return Case(
                    submission=analysis.round.submission_of(score), questionnaire=questionnaire, score=score
                )
    raise DxassessError("respondent.unknown", code=code)


def _effect(case: Case, items: Sequence[str]) -> Effect:
    from dxassess.insight.whatif import effect_of

    _check_items(items, {placed_item.item.code for placed_item in case.placed})
    return effect_of(case, dict.fromkeys(items, 1.0))
