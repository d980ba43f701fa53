"""From a printed score back to weights, answers and cells: the tree whose sums are the scores."""

from __future__ import annotations

from dxassess.frozen import Frozen
from dxassess.intake.submission import Answer, Place
from dxassess.questionnaire.model import Item, Questionnaire, Text
from dxassess.report.context import Context
from dxassess.scoring.score import Node, Score
from dxassess.statistics.province_score import NodeScore, ProvinceScore, Stratum


class Explained(Frozen):
    """A node of the explanation. `score` is in [0, 1] (None: none), `share` its part of the parent and
    `adds` = share x score what it adds to the parent, so that the children's `adds` sum to the parent's
    score wherever scores add up. `state` says why there is no score. An item has its `answer` as read and
    the `places` of the cells that it was read from. `note` is a key of the catalogue `explain`.
    """

    code: str
    name: Text
    score: float | None
    low: float | None = None
    high: float | None = None
    level: int | None = None
    share: float | None = None
    adds: float | None = None
    state: str = "scored"
    answer: str | None = None
    places: tuple[Place, ...] = ()
    counts: tuple[int, int, int | None] | None = None
    children: tuple[Explained, ...] = ()


def explain_respondent(context: Context, score: Score, *, code: str | None = None) -> Explained | None:
    """The tree of a facility or department, or of its node `code`; None if there is no such node."""
    asked = context.round.facility if score.respondent == "facility" else context.round.department
    if asked is None:
        return None
    answers = context.submission(score).answer_by_item
    names = _names(asked)
    node = score.node_by_code.get(code or "overall")
    return None if node is None else _node(node, asked, names, answers)


def explain_province(context: Context, province: ProvinceScore) -> Explained:
    """The tree of a province: conditions, then the department's and the facilities' part, then strata."""
    total = sum(node.weight for node in province.conditions if node.score is not None)
    children = tuple(
        _condition(context, node, node.weight / total if total and node.score is not None else None)
        for node in province.conditions
    )
    name = context.place(province.key).name
    return _province_node("overall", Text(vi=name, en=name), province.overall, None, children)


def _node(node: Node, asked: Questionnaire, names: dict[str, Text], answers: dict[str, Answer]) -> Explained:
    item = asked.item_by_code.get(node.code)
    share = node.share if node.kind != "overall" else None
    value = node.value if node.value is not None else 0.0 if node.state == "missing" else None
    return Explained(
        code=node.code,
        name=names[node.code],
        score=node.score,
        low=node.low,
        high=node.high,
        level=node.level,
        share=share,
        adds=None if share is None or value is None else share * value,
        state=node.state if node.score is None else "scored",
        answer=None if item is None else _said(item, answers.get(node.code)),
        places=node.places,
        children=tuple(_node(child, asked, names, answers) for child in node.children),
    )


def _names(asked: Questionnaire) -> dict[str, Text]:
    names = {"overall": asked.title}
    for condition in asked.conditions:
        names[condition.code] = condition.name
        for indicator in condition.indicators:
            names[indicator.code] = indicator.name
            names |= {item.code: item.text for item in indicator.items}
    return names


def _said(item: Item, answer: Answer | None) -> str | None:
    """An answer as the respondent would recognise it; None if there is none."""
    if answer is None or answer.value is None:
        return None
    value = answer.value
    if item.type == "choice":
        return next((f"{o.code}. {o.text.vi}" for o in item.options if o.code == value), str(value))
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, tuple):
        if item.type == "ratio":
            return " / ".join(f"{part:g}" for part in value if not isinstance(part, str))
        return "; ".join(o.text.vi for o in item.options if o.code in value) or "–"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _condition(context: Context, node: NodeScore, share: float | None) -> Explained:
    condition = next(c for c in context.conditions if c.code == node.code)
    parts = []
    if node.department is not None:
        parts.append(_part("department", node, node.share, ()))
    strata = _strata(context, node.strata)
    parts.append(_part("facilities", node, 1 - node.share, strata))
    return _province_node(node.code, condition.name, node, share, tuple(parts))


def _part(kind: str, node: NodeScore, share: float, children: tuple[Explained, ...]) -> Explained:
    part = node.department if kind == "department" else node.facility
    names = {
        "department": Text(vi="Sở Y tế", en="Department of Health"),
        "facilities": Text(vi="Các cơ sở y tế", en="Facilities"),
    }
    score = part.score if part else None
    return Explained(
        code=f"{node.code}.{kind}",
        name=names[kind],
        score=score,
        low=part.low if part else None,
        high=part.high if part else None,
        share=share,
        adds=None if score is None else share * score,
        state="scored" if score is not None else "missing",
        children=children,
    )


def _strata(context: Context, strata: tuple[Stratum, ...]) -> tuple[Explained, ...]:
    heard = sum(stratum.weight for stratum in strata if stratum.mean is not None)
    found = []
    for stratum in strata:
        share = stratum.weight / heard if stratum.mean is not None and heard else None
        found.append(
            Explained(
                code=stratum.type,
                name=context.types[stratum.type].name,
                score=stratum.mean,
                low=stratum.low,
                high=stratum.high,
                share=share,
                adds=None if share is None or stratum.mean is None else share * stratum.mean,
                state="scored" if stratum.mean is not None else "missing",
                counts=(stratum.counted, stratum.accepted, stratum.registered),
            )
        )
    return tuple(found)


def _province_node(
    code: str, name: Text, node: NodeScore, share: float | None, children: tuple[Explained, ...]
) -> Explained:
    return Explained(
        code=code,
        name=name,
        score=node.score,
        low=node.low,
        high=node.high,
        level=node.level,
        share=share,
        adds=None if share is None or node.score is None else share * node.score,
        state="scored" if node.score is not None else "missing",
        children=children,
    )
