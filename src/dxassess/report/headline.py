"""The sentences of page one, chosen by rule: never more certain than the interval allows."""

from __future__ import annotations

from dxassess.report.barriers import worst_barrier
from dxassess.report.change import change_sentence
from dxassess.report.context import Context, compare
from dxassess.report.facilities import shown_blockers
from dxassess.report.model import Message, Point, Span, Stat
from dxassess.report.say import count, percent, say, score
from dxassess.report.systems import ehr_row
from dxassess.statistics.province_score import Coverage, NodeScore, ProvinceScore


def headline(context: Context, own: ProvinceScore) -> Message:
    """Score, its relation to the region, and the weakest condition."""
    name = context.place(own.key).name
    weakest = weakest_condition(own)
    if own.overall.score is None or weakest is None:
        return say("headline.unknown", province=name)
    region = context.region_mean("overall")
    return say(
        f"headline.{compare(own.overall, region)}",
        province=name,
        score=score(own.overall.score),
        region=context.region,
        mean=score(region),
        condition=context.condition_name(weakest.code),
    )


def lead(context: Context, own: ProvinceScore) -> tuple[Message, ...]:
    """What the headline stands on: coverage, the interval, the department, all in plain words."""
    sentences = [
        say(
            "lead.answers",
            part=count(own.coverage.accepted),
            whole=count(own.coverage.registered),
            department=say("lead.no_department" if "no_department" in own.flags else "lead.department"),
        ),
    ]
    interval = own.overall.interval
    if interval is not None and interval.degrees is not None:
        sentences.append(say("lead.interval", span=Span(low=interval.low, high=interval.high)))
    ranked = context.ranks.get(own.key)
    if ranked is not None:
        span = Span(low=ranked.rank_low, high=ranked.rank_high, style="count")
        sentences.append(say("lead.rank", span=span, n=count(len(context.ranks))))
    sentences += change_sentence(context, own)
    above = [n for n in own.conditions if n.score is not None and n.score >= context.standard - 1e-9]
    sentences.append(say("lead.standard", n=count(len(above)), standard=score(context.standard)))
    return tuple(sentences)


def stats(context: Context, own: ProvinceScore) -> tuple[Stat, ...]:
    """The four numbers: score, level, people with a health record, answers received."""
    interval = own.overall.interval
    span = Span(low=interval.low if interval else None, high=interval.high if interval else None)
    ehr = ehr_row(context, own.key)
    return (
        Stat(label=say("stat.score"), value=score(own.overall.score), note=say("stat.interval", span=span)),
        Stat(
            label=say("stat.level"),
            value=say("stat.level.unknown")
            if own.overall.level is None
            else say("stat.level.value", level=count(own.overall.level)),
            note=say("stat.level.note"),
        ),
        Stat(
            label=say("stat.ehr"),
            value=percent(ehr.value if ehr else None),
            note=say("stat.ehr.note", target=percent(0.95)),
        ),
        answers_stat(own.coverage),
    )


def answers_stat(coverage: Coverage) -> Stat:
    """How many of those registered have answered."""
    return Stat(
        label=say("stat.answers"),
        value=say("part_of", part=count(coverage.accepted), whole=count(coverage.registered)),
        note=say("stat.answers.note", share=percent(coverage.share)),
    )


def points(context: Context, own: ProvinceScore) -> tuple[Point, ...]:
    """Three things to know: the weakest condition, the worst barrier, the gate that blocks most."""
    found = []
    weakest = weakest_condition(own)
    if weakest is not None:
        found.append(_weakest(context, weakest))
    barrier = worst_barrier(context, own.key)
    if barrier is not None and barrier.facilities >= context.least:
        found.append(
            Point(
                title=say("point.barrier", barrier=say(f"barrier.{barrier.tag}")),
                text=say("point.barrier.text", severity=score(barrier.severity), n=count(barrier.facilities)),
                section="barriers",
            )
        )
    blocking = shown_blockers(context, context.scores_of(own.key))
    if blocking:
        first = blocking[0]
        found.append(
            Point(
                title=say("point.gate", n=count(first.facilities)),
                text=say("point.gate.text", code=first.item, item=context.item_text(first.item)),
                section="facilities",
            )
        )
    return tuple(found)


def weakest_condition(own: ProvinceScore) -> NodeScore | None:
    """The condition with the lowest score; ties by code; None where none has a score."""
    scored = [node for node in own.conditions if node.score is not None]
    return min(scored, key=lambda node: (node.score or 0.0, node.code), default=None)


def _weakest(context: Context, node: NodeScore) -> Point:
    region = context.region_mean(node.code)
    return Point(
        title=say("point.weakest", condition=context.condition_name(node.code), score=score(node.score)),
        text=say(
            f"point.weakest.{compare(node, region)}",
            mean=score(region),
            standard=score(context.standard),
        ),
        section="conditions",
    )
