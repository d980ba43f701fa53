"""Would other rules have told another story, and does the questionnaire measure well?"""

from __future__ import annotations

from dxassess.places.provinces import place_of
from dxassess.report.value.model import Cell, Section, Table
from dxassess.report.value.say import count, number_cell, percent, say, text_cell
from dxassess.report.value.small_groups import veil
from dxassess.report.value.words import Label, Message, Number, Span
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.sensitivity import Moved, Scenario
from dxassess.statistics.soundness import ConditionSoundness, ItemSoundness
from dxassess.statistics.votes import VoteRow

CROWDED = 0.9
WEAK = 0.1


def robustness_section(view: View) -> Section:
    """Ranks under other rules, what the silent could change, the soundness of the questionnaire."""
    found_soundness = view.analysis.soundness
    return Section(
        id="robustness",
        title=say("section.robustness"),
        intro=say("section.robustness.intro"),
        blocks=(
            *_scenario_tables(view, view.analysis.scenarios),
            *_vote_tables(view, view.analysis.votes),
            *_silent_table(view),
            _alpha_table(view, found_soundness),
            _item_table(view, found_soundness),
        ),
    )


def _scenario_tables(view: View, scenarios: tuple[Scenario, ...]) -> tuple[Table, ...]:
    if len(view.analysis.provinces) < 2:
        return ()
    others = [scenario for scenario in scenarios if scenario.name != "declared"]
    most = max(others, key=lambda scenario: -1 if scenario.most is None else scenario.most)
    summary = Table(
        id="scenarios",
        of_groups=True,
        title=say("tally.nothing")
        if most.most is None
        else say("scenarios.title", most=count(most.most), scenario=_scenario_name(view, most.name)),
        head=tuple(say(f"head.{head}") for head in ("scenario", "most_places", "kept")),
        rows=tuple(
            (
                text_cell(_scenario_name(view, scenario.name)),
                number_cell(scenario.most, "count"),
                number_cell(scenario.kept, "percent"),
            )
            for scenario in others
        ),
        note=say("scenarios.note"),
    )
    return summary, _moves_table(view, scenarios)


def _vote_tables(view: View, votes: tuple[VoteRow, ...]) -> tuple[Table, ...]:
    """A row for each expert, and the ranks by each; nothing where the weights are nobody's mean."""
    if not votes:
        return ()
    most = max(vote.facilities_moved for vote in votes)
    heads = ("expert", "most_places", "kept", "provinces_moved", "facilities_moved", "n")
    table = Table(
        id="votes",
        of_groups=True,
        title=say("votes.title", n=count(len(votes)), most=count(most)),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(
            (
                text_cell(_scenario_name(view, vote.scenario.name)),
                number_cell(vote.scenario.most, "count"),
                number_cell(vote.scenario.kept, "percent"),
                number_cell(vote.provinces_moved, "count"),
                number_cell(vote.facilities_moved, "count"),
                number_cell(vote.facilities, "count"),
            )
            for vote in votes
        ),
        note=say("votes.note"),
    )
    if len(view.analysis.provinces) < 2:
        return (table,)
    declared = view.analysis.scenarios[0]
    ranks = _moves_table(view, (declared, *(vote.scenario for vote in votes)))
    apart = any(condition.province_weight is not None for condition in view.round.conditions)
    note = say("votes.provinces") if apart else ranks.note
    return table, ranks.model_copy(update={"id": "votes-moves", "title": say("votes.moves"), "note": note})


def _silent_table(view: View) -> tuple[Table, ...]:
    """Every province's interval, floor and ceiling, and the mean of its silent facilities from which on its
    level or place would be another; nothing where no register says who is silent."""
    shown = [province for province in view.analysis.ordered if province.overall.floor is not None]
    heads = (
        "province",
        "score",
        "interval",
        "floor_ceiling",
        "level_up",
        "level_down",
        "place_up",
        "place_down",
    )
    table = Table(
        id="silent",
        of_groups=True,
        title=say("silent.title"),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(map(_silent_row, shown)),
        note=say("silent.note"),
    )
    return (table,) if shown else ()


def _silent_row(province: ProvinceScore) -> tuple[Cell, ...]:
    node, tipping = province.overall, province.tipping
    interval = node.interval
    means = (tipping.level_up, tipping.level_down, tipping.place_up, tipping.place_down)
    return (
        text_cell(place_of(province.key).name, href=place_of(province.key).stem),
        number_cell(node.score),
        text_cell(Span(low=interval.low if interval else None, high=interval.high if interval else None)),
        text_cell(Span(low=node.floor, high=node.ceiling)),
        *map(number_cell, means),
    )


def _moves_table(view: View, scenarios: tuple[Scenario, ...]) -> Table:
    """Rank of each province under each scenario, the declared rules first."""
    by_key = [{moved.key: moved for moved in scenario.provinces} for scenario in scenarios]
    return Table(
        id="moves",
        of_groups=True,
        title=say("moves.title"),
        head=(say("head.province"), *(_scenario_head(scenario.name) for scenario in scenarios)),
        rows=tuple(
            (
                text_cell(place_of(p.key).name, href=place_of(p.key).stem),
                *(_rank_cell(moved[p.key]) for moved in by_key),
            )
            for p in view.analysis.ordered
        ),
        note=say("moves.note"),
    )


def _rank_cell(moved: Moved) -> Cell:
    return Cell(content=Number(value=moved.rank, style="count"), role="number")


def _scenario_name(view: View, name: str) -> Message:
    kind, _, code = name.partition(":")
    if kind == "vote":
        return say("scenario.vote", number=code)
    return (
        say("scenario.without", condition=view.round.condition_name(code))
        if code
        else say(f"scenario.{kind}")
    )


def _scenario_head(name: str) -> Message:
    kind, _, code = name.partition(":")
    if kind == "vote":
        return say("scenario.vote.short", number=code)
    return say("scenario.without.short", code=code) if code else say(f"scenario.{kind}.short")


def _alpha_table(view: View, found_soundness: tuple[ConditionSoundness, ...]) -> Table:
    return Table(
        id="alpha",
        of_groups=True,
        title=say("alpha.title"),
        head=tuple(
            say(f"head.{head}")
            for head in (
                "condition",
                "alpha_pairwise",
                "items",
                "alpha_complete",
                "items_complete",
                "facilities_complete",
                "silent_items",
            )
        ),
        rows=tuple(
            (
                text_cell(view.round.condition_name(one.code)),
                number_cell(one.alpha, "ratio"),
                number_cell(one.items, "count"),
                number_cell(one.alpha_complete, "ratio"),
                number_cell(one.items_complete, "count"),
                *veil((number_cell(one.complete, "count"),), when=0 < one.complete < view.least),
                number_cell(sum(item.silent for item in one.of), "count"),
            )
            for one in found_soundness
        ),
        note=say("alpha.note"),
    )


def _item_table(view: View, found_soundness: tuple[ConditionSoundness, ...]) -> Table:
    """The items that tell facilities apart badly, each with why."""
    rows = tuple(
        (
            Cell(content=item.code, role="code"),
            text_cell(view.round.item_text(item.code)),
            text_cell(why),
            number_cell(item.answered, "count"),
            number_cell(item.item_rest, "ratio"),
        )
        for one in found_soundness
        for item in one.of
        if item.answered >= view.least or item.silent
        if (why := _weakness(item)) is not None
    )
    return Table(
        id="weak-items",
        of_groups=True,
        title=say("weak_items.title", n=count(len(rows))),
        head=tuple(say(f"head.{head}") for head in ("code", "item", "finding", "answers", "item_rest")),
        rows=rows,
        note=say("weak_items.note", crowded=percent(CROWDED)),
    )


def _weakness(item: ItemSoundness) -> Label | None:
    if item.silent:
        return say("weak.silent", n=count(item.asked))
    if item.ceiling is not None and item.ceiling >= CROWDED:
        return say("weak.ceiling", share=percent(item.ceiling))
    if item.floor is not None and item.floor >= CROWDED:
        return say("weak.floor", share=percent(item.floor))
    if item.item_rest is not None and item.item_rest < WEAK:
        return say("weak.item_rest")
    return None
