"""The replication network: from which provinces facilities of which others could take over a model."""

from __future__ import annotations

from collections import Counter

from dxassess.places.provinces import place_of
from dxassess.report.value.charts import Flow, Network
from dxassess.report.value.model import Figure, Table
from dxassess.report.value.say import count, number_cell, percent, say, text_cell
from dxassess.report.value.words import Message
from dxassess.report.view import View


def network_figure(view: View) -> tuple[Figure, ...]:
    """All proposed connections by province; nothing where no two provinces are connected, or where readers
    may not see the figures of one."""
    home = {score.code: score.province for score in view.round.facilities}
    pairs = Counter(
        (match.model.province, learner)
        for match in view.analysis.matches
        if (learner := home.get(match.facility)) is not None
    )
    if view.small_provinces or not any(source != target for source, target in pairs):
        return ()
    order = [province.key for province in view.analysis.ordered]
    sources = [key for key in order if any(source == key for source, _ in pairs)]
    targets = [key for key in order if any(target == key for _, target in pairs)]
    flows = tuple(
        Flow(source=sources.index(source), target=targets.index(target), n=n, own=source == target)
        for (source, target), n in sorted(pairs.items())
    )
    figure = Figure(
        id="network",
        title=_title(pairs),
        sub=say("network.sub"),
        alt=say("network.alt", n=count(len(flows))),
        chart=Network(
            sources=tuple(place_of(key).name for key in sources),
            targets=tuple(place_of(key).name for key in targets),
            flows=flows,
        ),
        table=_table(pairs),
        note=say("network.note"),
    )
    return (figure,)


def _title(pairs: Counter[tuple[str, str]]) -> Message:
    given: Counter[str] = Counter()
    for (source, target), n in pairs.items():
        given[source] += n if source != target else 0
    most = min(given, key=lambda key: (-given[key], key))
    return say(
        "network.title",
        n=count(pairs.total()),
        across=percent(given.total() / pairs.total()),
        province=place_of(most).name,
        most=count(given[most]),
    )


def _table(pairs: Counter[tuple[str, str]]) -> Table:
    ordered = sorted(pairs.items(), key=lambda entry: (-entry[1], entry[0]))
    return Table(
        id="network-table",
        head=tuple(say(f"head.{head}") for head in ("learn_from", "learners_of", "facilities_n")),
        rows=tuple(
            (
                text_cell(place_of(source).name, strong=True),
                text_cell(place_of(target).name),
                number_cell(n, "count"),
            )
            for (source, target), n in ordered
        ),
    )
