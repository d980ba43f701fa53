"""`dxassess explain`: where a printed score comes from, down to the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.data import tell_data
from dxassess.cli.kinds import CODE
from dxassess.cli.naming import full_code, why_no_score
from dxassess.cli.options import AsJson, Folder, Questionnaires
from dxassess.cli.reading import read_round

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.insight.explanation import Explained

Who = Annotated[str, typer.Argument(parser=CODE, help="explain_who")]
NodeCode = Annotated[str | None, typer.Argument(parser=CODE, help="explain_code")]


def explain(
    folder: Folder,
    who: Who,
    code: NodeCode = None,
    questionnaires: Questionnaires = None,
    *,
    json: AsJson = False,
) -> None:
    """Show the tree of weights, answers and cells behind a score."""
    from dxassess.cli.tables.explanation import print_explanation
    from dxassess.insight.analysis import analyse

    explained = _explained(analyse(read_round(folder, questionnaires)), full_code(who), code)
    if json:
        tell_data("explain", explained.model_dump(mode="json"))
    else:
        print_explanation(explained)


def _explained(analysis: Analysis, subject: str, code: str | None) -> Explained:
    """The explanation of a facility or department (by code) or a province (by name or code), or of one of
    its nodes. DxassessError if there is none."""
    from dxassess.errors import DxassessError
    from dxassess.insight.explanation import explain_respondent
    from dxassess.insight.explanation_province import explain_province
    from dxassess.places.provinces import match_province

    code = code if code in (None, "overall") else code[0].upper() + code[1:]
    for score in (*analysis.round.facilities, *analysis.round.departments):
        if score.code == subject:
            node = explain_respondent(analysis.round, score, code=code)
            if node is None:
                raise DxassessError("item.unknown", items=code)
            return node
    place = match_province(subject, analysis.round.settings.vintage)
    province = next((p for p in analysis.provinces if place and p.key == place.key), None)
    if province is None:
        raise why_no_score(analysis.round, subject)
    tree = explain_province(analysis, province)
    node_ = tree if code in (None, "overall") else _below(tree, code or "")
    if node_ is None:
        raise DxassessError("item.unknown", items=code)
    return node_


def _below(node: Explained, code: str) -> Explained | None:
    if node.code == code:
        return node
    return next((under for child in node.children if (under := _below(child, code)) is not None), None)
