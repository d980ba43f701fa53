"""The replication network draws every connection once, and nothing else."""

from __future__ import annotations

import pytest
from tests.statistics.invent import invent

from dxassess.insight.analysis import analyse
from dxassess.insight.models import Match, Model
from dxassess.places.provinces import place_of
from dxassess.report.sections.good_models import network_figure
from dxassess.report.value.charts import Network
from dxassess.report.value.words import Number
from dxassess.report.view import View


def view_with(pairs: list[tuple[str, str]], seed: int = 0) -> View:
    """A round whose proposed connections go from the first province of each pair to the second."""
    round_ = invent(seed)
    analysis = analyse(round_)
    someone = {score.province: score.code or "" for score in round_.facilities}
    matches = tuple(
        Match(
            facility=someone[learner],
            indicator="C1.1",
            score=0.2,
            model=Model(
                facility="x",
                name="x",
                type="a",
                province=source,
                indicator="C1.1",
                score=0.9,
                peers=5,
                evidence=(),
            ),
        )
        for source, learner in pairs
    )
    analysis.__dict__["matches"] = matches
    return View(analysis=analysis)


HERE, THERE, AWAY = "gso2004:80", "gso2004:82", "gso2004:83"


def test_every_connection_is_in_one_flow_and_in_the_table() -> None:
    pairs = [(HERE, THERE)] * 3 + [(HERE, HERE)] * 2 + [(AWAY, THERE)]
    view = view_with(pairs)
    (figure,) = network_figure(view)
    assert isinstance(figure.chart, Network)
    names = {key: place_of(key).name for key in (HERE, THERE, AWAY)}
    drawn = {
        (figure.chart.sources[f.source], figure.chart.targets[f.target]): (f.n, f.own)
        for f in figure.chart.flows
    }
    assert drawn == {
        (names[HERE], names[THERE]): (3, False),
        (names[HERE], names[HERE]): (2, True),
        (names[AWAY], names[THERE]): (1, False),
    }
    assert figure.table is not None
    counts = [row[2].content.value for row in figure.table.rows if isinstance(row[2].content, Number)]
    assert counts == [3, 2, 1]
    assert dict(figure.title.facts)["most"] == Number(value=3, style="count")


@pytest.mark.parametrize("pairs", [[], [(HERE, HERE)] * 4])
def test_where_no_two_provinces_are_connected_nothing_is_drawn(pairs: list[tuple[str, str]]) -> None:
    assert network_figure(view_with(pairs)) == ()
