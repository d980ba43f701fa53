"""The sentences of page one of all provinces side by side: each counts those of whom the thing is known and
shown."""

from __future__ import annotations

from dxassess.insight.systems import EHR, row_of
from dxassess.places.provinces import place_of
from dxassess.report.page.headline import lowest
from dxassess.report.page.stats import answers_stat, ehr_note
from dxassess.report.sections.sources import total_coverage
from dxassess.report.value.model import Stat
from dxassess.report.value.say import count, listed, percent, say, score
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Message, Span
from dxassess.report.view import View
from dxassess.statistics.region import mean


def region_headline(view: View) -> Message:
    """The mean of the provinces that have a score, and the lowest condition; of one alone its score."""
    scored = view.scored()
    if not scored:
        return say("headline.unknown", province=view.region)
    if len(scored) == 1:
        name, own_score = place_of(scored[0].key).name, scored[0].overall.score
        return say("headline.region.one", region=view.region, province=name, score=score(own_score))
    return say(
        "headline.region",
        region=view.region,
        mean=score(view.analysis.region_mean("overall")),
        n=count(len(scored)),
        second=lowest(view, view.analysis.weakest_alike, view.analysis.region_mean),
    )


def region_lead(view: View) -> tuple[Message, ...]:
    """Who differs from the others, who reaches the standard level, and of how many nothing is said."""
    hidden = len(view.small_provinces)
    return (
        *compared(view),
        levels(view),
        *((say("lead.hidden", n=count(hidden)),) if hidden else ()),
    )


def compared(view: View) -> tuple[Message, ...]:
    """How many lie surely above or below the mean of the others, and of how many that is not known."""
    verdicts = [view.analysis.verdict(p.key, "overall") for p in view.analysis.ordered]
    higher, lower, similar = (verdicts.count(name) for name in ("higher", "lower", "similar"))
    unknown = len(verdicts) - len(view.scored())
    alone = len(view.scored()) == 1
    uncertain = 0 if alone else verdicts.count("unknown") - unknown
    messages = []
    if higher + lower + similar:
        facts = {"higher": count(higher), "lower": count(lower)}
        messages.append(
            say("lead.region", similar=count(similar), **facts)
            if similar
            else say("lead.region.clear", **facts)
        )
    if unknown:
        messages.append(say("lead.region.unknown", n=count(unknown)))
    if uncertain:
        messages.append(say("lead.region.uncertain", n=count(uncertain)))
    return tuple(messages)


def levels(view: View) -> Message:
    """How many provinces reach the standard level, and which."""
    level = view.round.facility.standard_level
    reached = {p.key: view.reaches_level(p.overall, level) for p in view.analysis.ordered}
    reach_tally = tally(reached.values())
    names = [say("plain", text=place_of(key).name) for key, is_reached in reached.items() if is_reached]
    if not reach_tally.known:
        return say("lead.levels.unknown")
    if not names:
        return reach_tally.sentence("lead.levels.none", level=count(level))
    return reach_tally.sentence("lead.levels", level=count(level), names=listed(names))


def region_stats(view: View) -> tuple[Stat, ...]:
    """The four numbers: mean, least and greatest score, people with a health record, answers received."""
    known = [p.overall.score for p in view.scored()]
    ehr = mean(row.value for rows in view.analysis.systems.values() if (row := row_of(EHR, rows)))
    ends = [value for value in known if value is not None] if len(known) > 1 else []
    spread = Span(low=min(ends, default=None), high=max(ends, default=None))
    return (
        Stat(
            label=say("stat.mean"),
            value=score(view.region_mean("overall")),
            note=say("stat.mean.note", n=count(len(known))),
        ),
        Stat(
            label=say("stat.spread"),
            value=spread,
            note=say("stat.spread.note" if ends else "stat.spread.none"),
        ),
        Stat(
            label=say("stat.ehr"),
            value=percent(ehr),
            note=ehr_note("stat.ehr.mean", view, value=ehr),
        ),
        answers_stat(total_coverage(view)),
    )


def weakest_title(view: View, code: str) -> Message:
    """That it is the weakest, and its mean score."""
    mean = view.analysis.region_mean(code)
    return say("point.weakest", condition=view.round.condition_name(code), score=score(mean))
