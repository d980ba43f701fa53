"""Three invented experts, by hand (tests.report.by_hand: C1 0.9375 in every facility, C2 a percentage).

Long An C2 0.4, overall 0.758333, level 3 (C2 at level 2, plus one). Tiền Giang 0.8, 0.891667, level 4.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring.edits import small
from tests.authoring.elicitation.test_elicitation import filled
from tests.authoring.test_commands import dxassess
from tests.report.by_hand import columns, round_by_hand, table
from tests.scoring.small import questionnaire
from tests.statistics.test_score_provinces import outcome

from dxassess.authoring.dump import write_yaml
from dxassess.insight.analysis import analyse
from dxassess.questionnaire.load import load_questionnaire
from dxassess.questionnaire.model import Questionnaire, Vote, VoteShare
from dxassess.report.page.regional.robustness import robustness_section
from dxassess.report.value.say import say
from dxassess.report.view import View
from dxassess.round.round import Round, build_round

THREE = (
    {"C1": 80, "C2": 10, "C3": 10},
    {"C1": 10, "C2": 80, "C3": 10},
    {"C1.1": 0, "C1.2": 100},
)


def with_votes(asked: Questionnaire) -> Questionnaire:
    votes = tuple(
        Vote(
            code=f"V{n}",
            name=f"Expert {n}",
            shares=tuple(VoteShare(code=c, points=p) for c, p in given.items()),
        )
        for n, given in enumerate(THREE, start=1)
    )
    return asked.model_copy(update={"votes": votes})


def again(round_: Round) -> Round:
    return build_round(
        round_.outcomes,
        questionnaires=(with_votes(round_.facility), *round_.questionnaires[1:]),
        settings=round_.settings,
        register=round_.register_,
    )


def test_scores_by_every_expert() -> None:
    """(8 x 0.9375 + 0.4) / 9, (0.9375 + 8 x 0.4) / 9; by the third C1 is its second indicator, which is 1."""
    votes = analyse(again(round_by_hand())).votes
    scores = [[moved.score for moved in vote.scenario.provinces] for vote in votes]
    assert scores[0] == pytest.approx([7.9 / 9, 8.3 / 9])
    assert scores[1] == pytest.approx([4.1375 / 9, 7.3375 / 9])
    assert scores[2] == pytest.approx([2.4 / 3, 2.8 / 3])


def test_levels_by_every_expert() -> None:
    """First: 82002 falls from 95.8 to (7.5 + 1) / 9 = 94.4, below level 5. Second: 80001 falls to 0.4597,
    level 2; 80003, its C2 blank, from level 1 to 0.104, level 0; 82001 to 0.6375, level 3; Long An to level
    2. Third: nobody passes a threshold."""
    votes = analyse(again(round_by_hand())).votes
    assert [(v.facilities_moved, v.facilities) for v in votes] == [(1, 5), (3, 5), (0, 5)]
    assert [(v.provinces_moved, v.provinces) for v in votes] == [(0, 2), (1, 2), (0, 2)]


def test_ranks_by_every_expert() -> None:
    """Long An: C1 0.9375, C2 0.2, overall 0.6917. Tiền Giang: C1 (0.875 + 0) / 2 = 0.4375, C2 1, overall
    0.625. By the second expert 0.2819 and 0.9375: they change places."""
    one = outcome("80001", "a", 20.0)
    other = outcome("82001", "a", 100.0)
    assert other.submission is not None
    facts = other.submission.facts.model_copy(update={"province": "82"})
    answers = tuple(
        a.model_copy(update={"value": False}) if a.item.startswith("C1.2") else a
        for a in other.submission.answers
    )
    read = other.submission.model_copy(update={"facts": facts, "answers": answers})
    round_ = build_round(
        (one, other.model_copy(update={"submission": read})),
        questionnaires=(with_votes(questionnaire()),),
        settings=round_by_hand().settings,
        register=None,
    )
    votes = analyse(round_).votes
    assert [[m.rank for m in v.scenario.provinces] for v in votes] == [[1, 2], [2, 1], [1, 2]]
    assert [(v.scenario.most, v.scenario.kept) for v in votes] == [(0, 1.0), (1, 0.0), (0, 1.0)]


def test_the_report_has_a_row_for_every_expert_and_names_nobody() -> None:
    section = robustness_section(View(analysis=analyse(again(round_by_hand()))))
    found = table(section, "votes")
    assert columns(found, 1, 3, 4, 5) == [(0, 0, 1, 5), (0, 1, 3, 5), (0, 0, 0, 5)]
    assert [row[0].content for row in found.rows] == [say("scenario.vote", number=n) for n in "123"]
    assert len(table(section, "votes-moves").head) == 1 + 1 + 3
    assert "Expert 1" not in section.model_dump_json()


def test_weights_that_nobody_was_asked_for_have_no_rows() -> None:
    section = robustness_section(View(analysis=analyse(round_by_hand())))
    assert "votes" not in {block.id for block in section.blocks if block.block == "table"}


def test_the_new_version_keeps_what_every_expert_gave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, new = tmp_path / "small.yaml", tmp_path / "new.yaml"
    write_yaml(small(), source)
    books = [filled(tmp_path, f"book{n}", dict(given), "An") for n, given in enumerate(THREE)]
    blank = filled(tmp_path, "blank", {})
    assert dxassess(monkeypatch, "weights", source, *books, blank, "-o", new, "--version", "2") == 0
    kept = load_questionnaire(new)
    assert [(vote.code, vote.name) for vote in kept.votes] == [("V1", "An"), ("V2", "An #2"), ("V3", "An #3")]
    assert [{s.code: s.points for s in vote.shares} for vote in kept.votes] == list(THREE)
    assert [c.weight for c in kept.conditions] == pytest.approx([0.45, 0.45, 0.1])
