"""A round may leave out what is odd, and then says so (method.md §11)."""

from __future__ import annotations

import pytest
from tests.statistics.invent import invent

from dxassess.insight.analysis import analyse
from dxassess.report.data.results import results
from dxassess.report.sections.quality import quality_section, regional_quality_section
from dxassess.report.value.model import Paragraph
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.round.received import Received
from dxassess.round.round import Round, score_received
from dxassess.round.settings import FlagKind
from dxassess.statistics import exclusion
from dxassess.statistics.exclusion import exclude_before_scoring, exclude_flagged
from dxassess.statistics.quality import quality_flags
from dxassess.statistics.score_provinces import score_provinces

OPENED = "2026-03-01"


def round_with_stale(*, exclude: tuple[FlagKind, ...]) -> Round:
    """An invented round in which the first two facilities answered before it opened."""
    round_ = invent(2)
    early = {score.file for score in round_.facilities[:2]}
    outcomes = []
    for outcome in round_.outcomes:
        read = outcome.submission
        if read is not None:
            day = "2026-02-01" if outcome.file in early else "2026-03-09"
            read = read.model_copy(update={"facts": read.facts.model_copy(update={"answered_on": day})})
        outcomes.append(outcome.model_copy(update={"submission": read}))
    settings = round_.settings.model_copy(update={"opened": OPENED, "exclude": exclude})
    return round_.model_copy(update={"outcomes": tuple(outcomes), "settings": settings})


def test_without_the_setting_nothing_is_left_out() -> None:
    round_ = round_with_stale(exclude=())
    assert exclude_flagged(round_) is round_
    assert len([f for f in quality_flags(round_, opened=OPENED) if f.kind == "stale"]) == 2


def test_flagged_submissions_do_not_count_but_stay_in_the_count_of_files() -> None:
    before = round_with_stale(exclude=("stale",))
    early = {score.file for score in before.facilities[:2]}
    after = exclude_flagged(before)
    assert {one.file for one in after.excluded} == early
    assert len(after.outcomes) == len(before.outcomes)
    assert early.isdisjoint(score.file for score in after.facilities)
    assert early.isdisjoint(after.submission_by_file)
    told = {o.file: o for o in after.outcomes if o.file in early}
    assert {o.status for o in told.values()} == {"ignored"}
    assert {f.found for o in told.values() for f in o.findings if f.code == "EXCLUDED_BY_ROUND"} == {"stale"}
    coverage = [sum(p.coverage.accepted for p in score_provinces(r)) for r in (before, after)]
    assert coverage[0] - coverage[1] == 2


def test_the_report_and_the_results_count_them() -> None:
    round_ = exclude_flagged(round_with_stale(exclude=("stale", "twins")))
    view = View(analysis=analyse(round_))
    sections = [quality_section(view, own) for own in view.analysis.provinces]
    counts = [n for section in sections for n in told(section.blocks)]
    assert sum(counts) == len(round_.excluded) == 2
    assert told(regional_quality_section(view).blocks) == [2]
    listed = results(view.analysis)["round"]
    assert isinstance(listed, dict)
    assert [one["flags"] for one in listed["excluded"]] == [["stale"], ["stale"]]


@pytest.mark.parametrize("kind", ["stale", "evidence"])
def test_what_is_left_out_is_known_before_it_is_scored(
    kind: FlagKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = round_with_stale(exclude=(kind,))
    fields = {name: getattr(round_, name) for name in Received.model_fields}
    whole = exclude_flagged(score_received(Received(**fields)))
    scored: list[object] = []

    def score(received: Received) -> Round:
        scored.append(received)
        return score_received(received)

    monkeypatch.setattr(exclusion, "score_received", score)
    early = exclude_before_scoring(Received(**fields))
    assert early.outcomes == whole.outcomes
    assert len(scored) == (kind == "evidence")


def told(blocks: tuple[object, ...]) -> list[int]:
    messages = [block.message for block in blocks if isinstance(block, Paragraph)]
    return [number(message) for message in messages if message.key == "excluded"]


def number(message: Message) -> int:
    value = getattr(dict(message.facts)["n"], "value", None)
    assert value is not None
    return int(value)
