"""Every expert's own weights in place of the mean: who would stand or be rated otherwise (method.md §6)."""

from __future__ import annotations

import numpy as np

from dxassess.frozen import Frozen
from dxassess.questionnaire.shares import voted
from dxassess.round.round import Round, build_round
from dxassess.scoring.score import Score
from dxassess.statistics.draws import draw_scores
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.score_provinces import score_provinces
from dxassess.statistics.sensitivity import Scenario, scenario_of


class VoteRow(Frozen):
    """A round by the weights of one expert: the `scenario` with its ranks, and how many of the provinces and
    facilities that have a level by both weights reach another one."""

    scenario: Scenario
    provinces: int
    provinces_moved: int
    facilities: int
    facilities_moved: int


def weigh_votes(round_: Round, provinces: tuple[ProvinceScore, ...]) -> tuple[VoteRow, ...]:
    """A row for each expert who judged either questionnaire, in their order; nothing for weights that no
    expert was asked for. An expert is the same in both by name. `provinces` are those of the round."""
    names = dict.fromkeys(vote.name for q in round_.questionnaires for vote in q.votes)
    return tuple(_row(round_, provinces, name, number) for number, name in enumerate(names, start=1))


def _row(round_: Round, provinces: tuple[ProvinceScore, ...], name: str, number: int) -> VoteRow:
    other = build_round(
        round_.outcomes,
        questionnaires=[voted(q, name) for q in round_.questionnaires],
        settings=round_.settings,
        register=round_.register_,
    )
    # Levels come from scores and bounds; of the draws, which they do not need, one is made.
    rescored = score_provinces(other, draw_scores(other, draws=1))
    levels = [(one.overall.level, two.overall.level) for one, two in zip(provinces, rescored, strict=True)]
    both = [(was, now) for was, now in levels if was is not None and now is not None]
    was, now = _levels(round_.facilities), _levels(other.facilities)
    return VoteRow(
        scenario=scenario_of(
            f"vote:{number}", [p.key for p in rescored], _scores(rescored), base=_scores(provinces)
        ),
        provinces=len(both),
        provinces_moved=sum(one != two for one, two in both),
        facilities=len(was.keys() & now.keys()),
        facilities_moved=sum(was[file] != now[file] for file in was.keys() & now.keys()),
    )


def _scores(provinces: tuple[ProvinceScore, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([np.nan if p.overall.score is None else p.overall.score for p in provinces], dtype=float)


def _levels(scores: tuple[Score, ...]) -> dict[str, int]:
    return {s.file: s.overall.level for s in scores if s.overall.level is not None}
