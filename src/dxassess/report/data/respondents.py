"""One row per facility or department, per condition, per indicator and per item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dxassess.findings.finding import Place
from dxassess.intake.submission import Answer
from dxassess.places.provinces import province_of
from dxassess.places.register import DEPARTMENT
from dxassess.questionnaire.credit import quantity
from dxassess.questionnaire.items import Item, Ratio
from dxassess.questionnaire.model import Questionnaire, Respondent
from dxassess.report.data.table import DataTable, DataValue, table
from dxassess.round.round import Round, Visited
from dxassess.scoring.score import Blocker, Node, Score
from dxassess.statistics.province_score import NodeScore

_WHO = "respondent:code code:code:not_stated province:code:not_stated"
_NODE = "score:score:none low:score:none high:score:none"
_LEVEL = "level:level:none level_is_least:text:none blocked_by:text:none"
_FACTS = (
    "facility_class:text:not_stated technical_level:text:not_stated ownership:text:not_stated "
    "commune:text:not_stated beds_planned:number:not_stated beds_actual:number:not_stated "
    "staff:number:not_stated it_staff:number:not_stated outpatient_visits:number:not_stated "
    "inpatients:number:not_stated population:number:not_stated answered_on:date:not_stated"
)
_RESPONDENTS = (
    "code:code:not_stated name:text:not_stated type:code:not_stated "
    f"province:code:not_stated province_name:text:not_stated answer:code {_NODE} {_LEVEL} "
    f"answered_share:share:none {_FACTS} file:text:none sha256:code:none"
)
_VISITS = (
    f"{_WHO} part:code node:code self_score:score:none verified_score:score:none difference:number:none "
    "file:text visit_file:text"
)
_FACT_NAMES = tuple(column.partition(":")[0] for column in _FACTS.split())
RespondentRow = tuple[DataValue, ...]


def respondents_table(round_: Round, respondent: Respondent) -> DataTable:
    """Every facility or department that answered, then those registered that did not."""
    received = (_heard(round_, score) for score in scores(round_) if score.respondent == respondent)
    name = "facilities" if respondent == "facility" else "departments"
    return table(name, _RESPONDENTS, (*received, *_silent(round_, respondent)))


def nodes_table(round_: Round, kind: str) -> DataTable:
    """A row per respondent and condition ("conditions"), or per respondent and indicator ("indicators")."""
    node_kind = kind.removesuffix("s")
    rows = (
        (
            *_who(score),
            node.code,
            node.state,
            *_numbers(node),
            *_level(node),
            node.answered_share,
            node.weight,
        )
        for score in scores(round_)
        for node in score.overall.walk()
        if node.kind == node_kind
    )
    written_columns = (
        f"{_WHO} {node_kind}:code state:code {_NODE} {_LEVEL} answered_share:share:none weight:number"
    )
    return table(kind, written_columns, rows)


def items_table(round_: Round) -> DataTable:
    """A row per respondent and item: what was answered, what it scores, and the cells it came from."""
    return table(
        "items",
        f"{_WHO} condition:code indicator:code item:code state:code answer:text:none number:number:none "
        f"{_NODE} share:share:none file:text sheet:text:no_place cells:text:no_place",
        (row for score in scores(round_) for row in _items(round_, score)),
    )


def visits_table(round_: Round) -> DataTable:
    """A row per visited respondent and node: its score by its own answers and by those of the visit, and the
    first minus the second, empty where either has none. Which of the two counts, the round says."""
    return table("visits", _VISITS, (row for visited in round_.visited for row in _visit(visited)))


def scores(round_: Round) -> Iterator[Score]:
    """Facilities, then departments."""
    yield from round_.facilities
    yield from round_.departments


def blockers(blocking: Iterable[Blocker]) -> str | None:
    """What holds a level back, as `kind:level:code`; None if nothing does."""
    names = [":".join(str(part) for part in (b.kind, b.level, b.code) if part is not None) for b in blocking]
    return "; ".join(names) or None


def least(node: Node | NodeScore) -> str | None:
    """Whether the level is one of which it is known that it is at least that: "yes" where it may be higher,
    None where it is the level."""
    return "yes" if node.level_is_least else None


def _heard(round_: Round, score: Score) -> RespondentRow:
    submission = round_.submission_by_file[score.file]
    facts = tuple(getattr(submission.facts, name) for name in _FACT_NAMES)
    identity = (score.code, score.name, score.type, score.province, _name(score.province))
    node = score.overall
    numbers = (*_numbers(node), *_level(node), node.answered_share)
    return (*identity, "received", *numbers, *facts, score.file, submission.sha256)


def _silent(round_: Round, respondent: Respondent) -> Iterator[RespondentRow]:
    empty = (None,) * (len(_RESPONDENTS.split()) - 6)
    for entry in round_.silent:
        department = entry.type == DEPARTMENT
        if department == (respondent == "department"):
            kind = None if department else entry.type
            yield (
                entry.code,
                entry.name,
                kind,
                entry.province,
                _name(entry.province),
                "not_received",
                *empty,
            )


def _items(round_: Round, score: Score) -> Iterator[RespondentRow]:
    questionnaire = round_.facility if score.respondent == "facility" else round_.department
    assert questionnaire is not None
    answers = round_.submission_by_file[score.file].answer_by_item
    for condition in score.conditions:
        for indicator in condition.children:
            for node in indicator.children:
                answer = _answer(questionnaire, node, answers.get(node.code))
                yield (
                    *_who(score), condition.code, indicator.code, node.code, node.state, *answer,
                    *_numbers(node), node.share, score.file, *_cells(node.places),
                )  # fmt: skip


def _visit(visited: Visited) -> Iterator[RespondentRow]:
    verified = {node.code: node.score for node in visited.verified.overall.walk()}
    for node in visited.own.overall.walk():
        verified_score = verified.get(node.code)
        difference = None if node.score is None or verified_score is None else node.score - verified_score
        files = (visited.own.file, visited.visit_file)
        yield (*_who(visited.own), node.kind, node.code, node.score, verified_score, difference, *files)


def _answer(
    questionnaire: Questionnaire, node: Node, answer: Answer | None
) -> tuple[str | None, float | None]:
    """The answer as the codes of the questionnaire, and as a number where it is one."""
    item = questionnaire.item_by_code.get(node.code)
    if item is None or answer is None or answer.value is None:
        return None, None
    value = answer.value
    if isinstance(value, bool):
        return ("yes" if value else "no"), None
    if isinstance(value, str):
        return value, None
    if isinstance(value, tuple):
        parts = "; ".join(part if isinstance(part, str) else f"{part:.15g}" for part in value)
        return parts or "none", _ratio(item, answer)
    return f"{value:.15g}", value


def _ratio(item: Item, answer: Answer) -> float | None:
    value = answer.value
    if not isinstance(item, Ratio) or not isinstance(value, tuple) or not value[-1]:
        return None
    return quantity(item, value)


def _cells(places: tuple[Place, ...]) -> tuple[str | None, str | None]:
    sheets = list(dict.fromkeys(place.sheet for place in places if place.sheet))
    cells = [place.cell for place in places if place.cell]
    return "; ".join(sheets) or None, " ".join(cells) or None


def _who(score: Score) -> RespondentRow:
    return score.respondent, score.code, score.province


def _numbers(node: Node) -> RespondentRow:
    return node.score, node.low, node.high


def _level(node: Node) -> RespondentRow:
    return node.level, least(node), blockers(node.blocked_by)


def _name(key: str | None) -> str | None:
    place = province_of(key) if key else None
    return place.name if place else None
