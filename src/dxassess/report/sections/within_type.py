"""Facilities within their type: who needs help, who is one step from a level, who can share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median, quantiles

from dxassess.insight.models import Model
from dxassess.insight.plan import Plan
from dxassess.questionnaire.model import Text
from dxassess.report.value.charts import Mark, Swarm, SwarmRow
from dxassess.report.value.model import Cell, Figure, Paragraph, Table
from dxassess.report.value.say import count, counted, listed, number_cell, say, text_cell
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.scoring.score import Score

FEWEST_PEERS = 5
_ROWS = 4
_STEPS = 1
_SUBJECTS = 3


def within_type(view: View, key: str) -> tuple[Figure | Table | Paragraph, ...]:
    """The facilities of a province beside those of their type in the round, and the three lists; what has
    nobody in it says so in a sentence."""
    scores = view.round.facilities_of(key)
    return (
        types_figure(view, scores),
        _needs_help(view, scores),
        _near_a_level(view, key, scores),
        _can_share(view, key),
    )


def types_figure(view: View, scores: Sequence[Score]) -> Figure:
    """Every facility of `scores` a dot, by type, before the median and the middle half
    of its type in the round."""
    distances = _distances(view, scores)
    below = tally(distance < 0 for distance in distances.values())
    return Figure(
        id="types",
        title=below.told("types.title.peers") if distances else say("types.title", n=count(len(scores))),
        sub=say("types.sub"),
        alt=counted("types.alt", len(scores)),
        chart=Swarm(rows=tuple(_swarm_rows(view, scores))),
    )


def _swarm_rows(view: View, scores: Sequence[Score]) -> Iterator[SwarmRow]:
    for type_ in view.round.types.values():
        members = [score for score in scores if score.type == type_.code]
        of_type = _of_type(view, type_.code)
        quarters = quantiles(of_type, n=4, method="inclusive") if len(of_type) >= FEWEST_PEERS else None
        if members:
            yield SwarmRow(
                label=type_.name,
                marks=tuple(Mark(label=name_of(s), value=s.overall.score, own=True) for s in members),
                low=quarters[0] if quarters else None,
                median=quarters[1] if quarters else None,
                high=quarters[2] if quarters else None,
            )


def _of_type(view: View, type_: str) -> list[float]:
    """The scores of all facilities of a type in the round."""
    scores = (s.overall.score for s in view.round.facilities if s.type == type_)
    return [score for score in scores if score is not None]


def _distances(view: View, scores: Sequence[Score]) -> dict[str, float]:
    """How far each facility lies above the median of its type in the round, by file, where at least five of
    the type have a score."""
    medians = {
        type_: median(of_type)
        for type_ in view.round.types
        if len(of_type := _of_type(view, type_)) >= FEWEST_PEERS
    }
    return {
        s.file: s.overall.score - medians[s.type]
        for s in scores
        if s.overall.score is not None and s.type in medians
    }


def _needs_help(view: View, scores: Sequence[Score]) -> Table | Paragraph:
    """Those farthest below the median of their type, farthest first."""
    distances = _distances(view, scores)
    behind = sorted(
        (s for s in scores if distances.get(s.file, 0.0) < 0), key=lambda s: (distances[s.file], s.file)
    )
    if not behind:
        return Paragraph(message=say("help.none"), role="note")
    return _list(
        "needs-help",
        ("facility", "type", "score", "beside_type", "weakest"),
        [
            (
                text_cell(name_of(s), strong=True),
                text_cell(_type_name(view, s)),
                number_cell(s.overall.score),
                number_cell(distances[s.file], "signed_score"),
                text_cell(_weakest(view, s)),
            )
            for s in behind[:_ROWS]
        ],
        title=_counted_title("help.title", len(behind)),
    )


def _near_a_level(view: View, key: str, scores: Sequence[Score]) -> Table | Paragraph:
    """Those whose shortest way to the next level takes least, with its first steps."""
    by_code = {s.code or s.file: s for s in scores}
    plans = sorted(
        view.analysis.plans[key], key=lambda entry: (entry[1].effort, len(entry[1].steps), entry[0])
    )
    near = [(by_code[code], plan) for code, plan in plans]
    if not near:
        return Paragraph(message=say("near.none"), role="note")
    return _list(
        "near-level",
        ("facility", "level_next", "effort", "steps"),
        [
            (
                text_cell(name_of(score), strong=True),
                number_cell(plan.level, "level"),
                number_cell(plan.effort, "count"),
                text_cell(_steps(view, plan)),
            )
            for score, plan in near[:_ROWS]
        ],
        title=say("near.title"),
    )


def _can_share(view: View, key: str) -> Table | Paragraph:
    """Those that are a good model of something, most subjects first."""
    models = [m for m in view.analysis.models if m.province == key and view.may_name(m)]
    numbers = Counter(model.facility for model in models)
    names = {model.facility: model.name for model in models}
    if not models:
        return Paragraph(message=say("share.none"), role="note")
    first = sorted(numbers, key=lambda code: (-numbers[code], code))[:_ROWS]
    return _list(
        "can-share",
        ("facility", "subjects"),
        [(text_cell(names[code], strong=True), text_cell(_subjects(view, models, code))) for code in first],
        title=_counted_title("share.title", len(numbers)),
    )


def _subjects(view: View, models: Sequence[Model], code: str) -> Message:
    """What a facility is a model of, as far as there is room."""
    subjects = [view.round.indicator_name(model.indicator) for model in models if model.facility == code]
    named = listed(subjects[:_SUBJECTS])
    more = len(subjects) - _SUBJECTS
    return say("subjects.more", subjects=named, n=count(more)) if more > 0 else named


def _counted_title(key: str, n: int) -> Message:
    """How many there are, and how many of them are named where not all are."""
    if n > _ROWS:
        return say(f"{key}.most", n=count(n), shown=count(_ROWS))
    return say(key, n=count(n))


def _list(name: str, heads: Sequence[str], rows: Sequence[tuple[Cell, ...]], *, title: Message) -> Table:
    return Table(id=name, title=title, head=tuple(say(f"head.{head}") for head in heads), rows=tuple(rows))


def _type_name(view: View, score: Score) -> Text:
    return view.round.types[score.type or ""].name


def _weakest(view: View, score: Score) -> Message | Text | None:
    """The condition with the lowest score; None where none has one."""
    known = [(c.score, c.code) for c in score.conditions if c.score is not None]
    return view.round.condition_name(min(known)[1]) if known else None


def _steps(view: View, plan: Plan) -> Message:
    """The first steps in the words of the questionnaire, and how many more there are."""
    texts = [s.advice.text if s.advice else view.round.item_text(s.item) for s in plan.steps]
    named = listed(texts[:_STEPS])
    more = len(texts) - _STEPS
    return say("steps.more", steps=named, n=count(more)) if more > 0 else named


def name_of(score: Score) -> str:
    """What a facility is called."""
    return score.name or score.code or score.file
