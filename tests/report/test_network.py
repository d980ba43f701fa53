"""Who could learn from whom: every connection is counted once, and nothing else."""

from __future__ import annotations

import pytest
from tests.report.words import printed
from tests.statistics.invent import invent

from dxassess.insight.analysis import analyse
from dxassess.insight.models import Match, Model
from dxassess.places.provinces import place_of
from dxassess.report.sections.good_models import links_tables
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


def test_every_connection_is_in_the_tables_once() -> None:
    pairs = [(HERE, THERE)] * 3 + [(HERE, HERE)] * 2 + [(AWAY, THERE)]
    teachers, network = links_tables(view_with(pairs))
    counts = [row[2].content.value for row in network.rows if isinstance(row[2].content, Number)]
    assert counts == [3, 2, 1]
    told_rows = {row[0]: row[1:] for row in printed(teachers, "vi")}
    names = {key: place_of(key).name for key in (HERE, THERE, AWAY)}
    assert told_rows == {
        names[THERE]: ["4", f"{names[HERE]} (3), {names[AWAY]} (1)"],
        names[HERE]: ["2", f"{names[HERE]} (2)"],
    }
    assert teachers.title is not None
    assert dict(teachers.title.facts)["most"] == Number(value=3, style="count")


@pytest.mark.parametrize("pairs", [[], [(HERE, HERE)] * 4])
def test_where_no_two_provinces_are_connected_there_is_no_table(pairs: list[tuple[str, str]]) -> None:
    assert links_tables(view_with(pairs)) == ()
