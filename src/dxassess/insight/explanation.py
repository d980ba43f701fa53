"""From a printed score back to weights, answers and cells: the tree whose sums are the scores."""

from __future__ import annotations

from math import fsum
from typing import Literal, assert_never

from dxassess.findings.finding import Place
from dxassess.frozen import Frozen
from dxassess.intake.submission import Answer
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.kinds import Text, catalogued
from dxassess.questionnaire.model import Aggregation, Questionnaire
from dxassess.round.round import Round
from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.scoring.score import Node, Score
from dxassess.wording.wording import MISSING

ExplainedKind = Literal[
    "overall", "condition", "indicator", "item",
    "province", "province_condition", "department", "facilities", "stratum", "facility",
]  # fmt: skip


class Explained(Frozen):
    """A node of the explanation. `score` is in [0, 1] (None: none), `share` its part of the parent after
    normalisation over what counts there. Below an arithmetic node `adds` = share x score, and they sum to the
    parent's score; below a geometric one `factor` = max(score, 0.01) to the power of share, and their product
    is the parent's score. `state` says why there is no score. An item has its `answer` as read and the
    `places` of the cells that it was read from; a stratum `counts` who has a score, was accepted, is
    registered; a province's node the `interval` for its sampling error and
    the total `band`. `level_is_least`: at least that level.
    """

    code: str
    kind: ExplainedKind
    name: Text
    score: float | None
    low: float | None = None
    high: float | None = None
    interval: tuple[float, float] | None = None
    band: tuple[float, float] | None = None
    level: int | None = None
    level_is_least: bool = False
    share: float | None = None
    adds: float | None = None
    factor: float | None = None
    state: str = "scored"
    answer: str | Text | None = None
    places: tuple[Place, ...] = ()
    counts: tuple[int, int, int | None] | None = None
    children: tuple[Explained, ...] = ()


def explain_respondent(round_: Round, score: Score, *, code: str | None = None) -> Explained | None:
    """The tree of a facility or department, or of its node `code`; None if there is no such node."""
    questionnaire = round_.facility if score.respondent == "facility" else round_.department
    node = score.node_by_code.get(code or "overall")
    if questionnaire is None or node is None:
        return None
    return _Tree(questionnaire, round_.submission_of(score).answer_by_item).explain(node)


def parts_of(share: float | None, value: float | None, aggregation: Aggregation) -> dict[str, float | None]:
    """What a child with this share and value brings to its parent: `share`, `adds`, `factor`."""
    if share is None or value is None:
        return {"share": share}
    if aggregation == "geometric":
        return {"share": share, "factor": max(value, GEOMETRIC_FLOOR) ** share}
    return {"share": share, "adds": share * value}


class _Tree:
    """A questionnaire and its answers, held while a scored tree is put into words."""

    def __init__(self, questionnaire: Questionnaire, answers: dict[str, Answer]) -> None:
        self.asked, self.answers = questionnaire, answers
        self.names: dict[str, Text] = {"overall": questionnaire.title}
        self.ways: dict[str, Aggregation] = {"overall": questionnaire.aggregation}
        for condition in questionnaire.conditions:
            self.names[condition.code], self.ways[condition.code] = condition.name, condition.aggregation
            self.names |= {part.code: part.name for part in condition.indicators}
            self.ways |= {part.code: part.aggregation for part in condition.indicators}
        self.names |= {item.code: item.text for item in questionnaire.items}

    def explain(self, node: Node, parts: dict[str, float | None] | None = None) -> Explained:
        item = self.asked.item_by_code.get(node.code)
        explained = Explained(
            code=node.code,
            kind=node.kind,
            name=self.names[node.code],
            score=node.score,
            low=node.low,
            high=node.high,
            level=node.level,
            state=node.state if node.score is None else "scored",
            answer=None if item is None else said(item, self.answers.get(node.code)),
            places=node.places,
            children=self._children(node),
        )
        return explained if parts is None else explained.model_copy(update=parts)

    def _children(self, node: Node) -> tuple[Explained, ...]:
        """Under the policy "left_out" a child without any answer has no share, as in the score."""
        valued = {child.code: child.value for child in node.children if child.value is not None}
        total = fsum(child.weight for child in node.children if child.code in valued)
        return tuple(
            self.explain(
                child,
                parts_of(child.weight / total, valued[child.code], self.ways[node.code])
                if child.code in valued
                else None,
            )
            for child in node.children
        )


def said(item: Item, answer: Answer | None) -> str | Text | None:
    """An answer as the respondent would recognise it; None if there is none."""
    if answer is None or answer.value is None:
        return None
    value = answer.value
    match item:
        case Choice():
            texts = [option.text for option in item.options if option.code == value]
            return Text.each(lambda language: " ".join((f"{value}.", *(text[language] for text in texts))))
        case YesNo():
            return catalogued("forms", "yes" if value else "no")
        case Multi():
            chosen_codes = value if isinstance(value, tuple) else ()
            texts = [option.text for option in item.options if option.code in chosen_codes]
            return Text.each(lambda language: "; ".join(text[language] for text in texts) or MISSING)
        case Ratio():
            counts = value if isinstance(value, tuple) else ()
            return " / ".join(f"{part:g}" for part in counts if not isinstance(part, str))
        case Quantity() | Note():
            return f"{value:g}" if isinstance(value, float) else str(value)
        case _:
            assert_never(item)
