"""Page one: what to do first answers what the page found, and no sentence says more than is known."""

from __future__ import annotations

import pytest
from tests.statistics.invent import invent

from dxassess.insight.analysis import analyse
from dxassess.places.provinces import place_of
from dxassess.report.page.build import build_reports
from dxassess.report.page.headline import lead
from dxassess.report.view import View
from dxassess.round.round import Round


def view_of(round_: Round) -> View:
    return View(analysis=analyse(round_))


@pytest.mark.parametrize("seed", range(6))
def test_ranks_and_standards_are_told_as_far_as_they_are_known(seed: int) -> None:
    round_ = invent(seed)
    view = view_of(round_)
    for report in build_reports(view.analysis):
        if report.kind != "province":
            continue
        own = next(p for p in view.analysis.provinces if place_of(p.key).stem == report.stem)
        told = {sentence.key: sentence for sentence in lead(view, own)}
        ranked = view.analysis.ranks.get(own.key)
        assert ("lead.rank" in told) == (ranked is not None and ranked.rank_low < ranked.rank_high)
        assert ("lead.rank.one" in told) == (ranked is not None and ranked.rank_low == ranked.rank_high)
        scores = [n.score for n in own.conditions if n.low is not None]
        known = [score >= view.round.standard - 1e-9 for score in scores if score is not None]
        assert ("lead.standard.none" in told) == (len(scores) == known.count(False) > 0)
        assert ("lead.standard" in told) == (0 < known.count(False) < len(scores))
        assert ("lead.standard.all" in told) == (len(scores) == known.count(True) > 0)
        assert ("lead.standard.known" in told) == (0 < known.count(True) == len(known) < len(scores))
        assert ("lead.standard.unscored" in told) == (len(known) < len(scores))
        unheard = any(c.type and c.registered and not c.accepted for c in own.coverage_by_type)
        assert ("lead.unheard" in told) == unheard
