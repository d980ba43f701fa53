"""Would other rules have told another story, and does the questionnaire measure well?"""

from __future__ import annotations

from dxassess.report.context import Context
from dxassess.report.value.model import Cell, Section, Table
from dxassess.report.value.say import count, number_cell, percent, say, text_cell
from dxassess.report.value.small_groups import veil
from dxassess.report.value.words import Label, Message, Number
from dxassess.statistics.items import item_table
from dxassess.statistics.sensitivity import Moved, Scenario, sensitivity
from dxassess.statistics.soundness import ConditionSoundness, ItemSoundness, soundness

CROWDED = 0.9
WEAK = 0.1


def robustness_section(context: Context) -> Section:
    """Ranks under other rules of scoring, then the soundness of the questionnaire."""
    found = soundness(
        item_table(context.round.facilities, context.round.facility),
        tuple(condition.code for condition in context.conditions),
    )
    return Section(
        id="robustness",
        title=say("section.robustness"),
        intro=say("section.robustness.intro"),
        blocks=(
            *_scenario_tables(context, sensitivity(context.round)),
            _alpha_table(context, found),
            _item_table(context, found),
        ),
    )


def _scenario_tables(context: Context, scenarios: tuple[Scenario, ...]) -> tuple[Table, ...]:
    if len(context.provinces) < 2:
        return ()
    others = [scenario for scenario in scenarios if scenario.name != "declared"]
    most = max(others, key=lambda scenario: scenario.most)
    summary = Table(
        id="scenarios",
        title=say("scenarios.title", most=count(most.most), scenario=_scenario_name(context, most.name)),
        head=tuple(say(f"head.{head}") for head in ("scenario", "most_places", "kept")),
        rows=tuple(
            (
                text_cell(_scenario_name(context, scenario.name)),
                number_cell(scenario.most, "count"),
                number_cell(scenario.kept, "percent"),
            )
            for scenario in others
        ),
        note=say("scenarios.note"),
    )
    return summary, _moves_table(context, scenarios)


def _moves_table(context: Context, scenarios: tuple[Scenario, ...]) -> Table:
    """Rank of each province under each scenario, the declared rules first."""
    by_key = [{moved.key: moved for moved in scenario.provinces} for scenario in scenarios]
    return Table(
        id="moves",
        title=say("moves.title"),
        head=(say("head.province"), *(_scenario_head(scenario.name) for scenario in scenarios)),
        rows=tuple(
            (
                text_cell(context.place(p.key).name, href=context.place(p.key).stem),
                *veil((_rank_cell(moved[p.key]) for moved in by_key), when=p.key in context.small_provinces),
            )
            for p in context.ordered
        ),
        note=say("moves.note"),
    )


def _rank_cell(moved: Moved) -> Cell:
    return Cell(content=Number(value=moved.rank, style="count"), role="number")


def _scenario_name(context: Context, name: str) -> Message:
    kind, _, code = name.partition(":")
    return (
        say("scenario.without", condition=context.condition_name(code)) if code else say(f"scenario.{kind}")
    )


def _scenario_head(name: str) -> Message:
    kind, _, code = name.partition(":")
    return say("scenario.without.short", code=code) if code else say(f"scenario.{kind}.short")


def _alpha_table(context: Context, found: tuple[ConditionSoundness, ...]) -> Table:
    return Table(
        id="alpha",
        title=say("alpha.title"),
        head=tuple(say(f"head.{head}") for head in ("condition", "alpha", "items", "silent_items")),
        rows=tuple(
            (
                text_cell(context.condition_name(one.code)),
                number_cell(one.alpha, "ratio"),
                number_cell(one.items, "count"),
                number_cell(sum(item.silent for item in one.of), "count"),
            )
            for one in found
        ),
        note=say("alpha.note"),
    )


def _item_table(context: Context, found: tuple[ConditionSoundness, ...]) -> Table:
    """The items that tell facilities apart badly, each with why."""
    rows = tuple(
        (
            Cell(content=item.code, role="code"),
            text_cell(context.item_text(item.code)),
            text_cell(why),
            number_cell(item.answered, "count"),
            number_cell(item.item_rest, "ratio"),
        )
        for one in found
        for item in one.of
        if item.answered >= context.least or item.silent
        if (why := _weakness(item)) is not None
    )
    return Table(
        id="weak-items",
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
