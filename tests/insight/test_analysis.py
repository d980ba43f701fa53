"""What a round says is worked out once, whoever asks."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable

import pytest
from tests.insight.test_barriers import tagged_round
from tests.statistics.invent import invent

from dxassess.insight import analysis as analysis_module
from dxassess.insight.analysis import analyse
from dxassess.insight.tasks import tasks
from dxassess.report.data.dataset import dataset
from dxassess.report.data.results import results
from dxassess.report.page.build import build_reports

ONCE = (
    "score_provinces", "panel", "draw_panel", "rank_provinces", "sensitivity", "soundness", "quality_flags",
    "find_barriers", "find_practices", "find_models", "match_models", "weigh_votes",
)  # fmt: skip


def counting(name: str, calls: Counter[str], original: Callable[..., object]) -> Callable[..., object]:
    def counted(*args: object, **kwargs: object) -> object:
        calls[name] += 1
        return original(*args, **kwargs)

    return counted


def count_calls(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]) -> Counter[str]:
    """How often the functions are called from now on, by whatever module of the program."""
    calls: Counter[str] = Counter()
    for name in names:
        original = getattr(analysis_module, name)
        counted = counting(name, calls, original)
        for module in [m for key, m in sys.modules.items() if key.startswith("dxassess")]:
            for attribute in [key for key, value in vars(module).items() if value is original]:
                monkeypatch.setattr(module, attribute, counted)
    return calls


def test_a_run_works_everything_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = tagged_round(3)
    calls = count_calls(monkeypatch, ONCE)
    analysis = analyse(round_)
    assert not calls, "nothing is worked out before somebody asks"
    build_reports(analysis)
    build_reports(analysis, "public")
    dataset(analysis, "vi")
    results(analysis)
    list(tasks(analysis))
    # There is a ranking of every node: overall, and three conditions.
    assert calls == {**dict.fromkeys(ONCE, 1), "rank_provinces": 5}


def test_an_earlier_round_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = count_calls(monkeypatch, ("pair_rounds", "changes"))
    analysis = analyse(invent(3), invent(4))
    build_reports(analysis)
    build_reports(analysis, "public")
    assert calls == {"pair_rounds": 1, "changes": 1}
