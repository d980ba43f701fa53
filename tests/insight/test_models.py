"""Good models: who qualifies, who is nearest, what the department says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.scoring.small import Replies, questionnaire, submission

from dxassess.errors import DxassessError
from dxassess.insight.groups import next_plans, raised_by, reach_together, spend
from dxassess.insight.models import find_models, judge_models, match_models
from dxassess.insight.whatif import Case
from dxassess.questionnaire.model import Text
from dxassess.round.verdicts import Verdict, read_verdicts
from dxassess.scoring.score_submission import score_submission

BEST: Replies = {"C1_1_1": "1", "C1_1_2": 95.0, "C1_2_1": True, "C1_2_2": True}


def case(
    code: str, share: float, *, province: str = "80", beds: float = 100, evidence: str | None = "QĐ 1"
) -> Case:
    """A facility whose C2 scores `share` percent."""
    told = submission({**BEST, "C2_1_1": share})
    answers = tuple(answer.model_copy(update={"evidence": evidence}) for answer in told.answers)
    facts = told.facts.model_copy(
        update={"facility_code": code, "name": code, "province": province, "beds_actual": beds}
    )
    told = told.model_copy(update={"facts": facts, "answers": answers, "file": f"{code}.xlsx"})
    return Case(submission=told, questionnaire=questionnaire(), score=score_submission(told, questionnaire()))


GROUP = [case("00001", 95), case("00002", 90), *(case(f"0001{n}", 40) for n in range(4))]


def test_the_best_of_its_type_with_evidence_is_a_model() -> None:
    assert [m.facility for m in find_models(GROUP) if m.indicator == "C2.1"] == ["00001"]


def test_no_evidence_no_model() -> None:
    group = [case("00001", 95, evidence=None), *GROUP[1:]]
    assert "00001" not in {m.facility for m in find_models(group)}


def test_a_submission_with_errors_is_no_model() -> None:
    assert "00001" not in {m.facility for m in find_models(GROUP, serious=["00001.xlsx"])}


def test_small_groups_have_no_models() -> None:
    assert find_models(GROUP[:4]) == ()


def test_below_eighty_nobody_is_a_model() -> None:
    group = [case(f"0000{n}", 79) for n in range(6)]
    assert not [m for m in find_models(group) if m.indicator == "C2.1"]


def test_nearest_model_is_of_the_same_province_then_region_then_beds() -> None:
    group = [
        case("00001", 95, province="82", beds=100),
        case("00002", 95, province="83", beds=110),
        *(case(f"0001{n}", 40, beds=100) for n in range(8)),
    ]
    models = tuple(m for m in find_models(group) if m.indicator == "C2.1")
    assert len(models) == 2
    near_beds = match_models(group, models, region={})
    assert {m.model.facility for m in near_beds} == {"00001"}
    regions = {"gso2004:80": "A", "gso2004:82": "B", "gso2004:83": "A"}
    same_region = match_models(group, models, region=regions)
    assert {m.model.facility for m in same_region} == {"00002"}


def test_the_department_has_the_last_word() -> None:
    models = find_models(GROUP)
    note = Text(vi="Đã đến xem", en="Visited")
    rejected = judge_models(models, (Verdict(facility="00001", verdict="rejected"),))
    assert "00001" not in {m.facility for m in rejected}
    confirmed = judge_models(
        models, (Verdict(facility="00001", indicator="C2.1", verdict="confirmed", note=note),)
    )
    (one,) = [m for m in confirmed if m.facility == "00001" and m.indicator == "C2.1"]
    assert (one.confirmed, one.note) == (True, note)


def test_models_file_is_read_and_a_faulty_one_named(tmp_path: Path) -> None:
    assert read_verdicts(tmp_path) == ()
    file = tmp_path / "models.yaml"
    file.write_text('models:\n  - {facility: "00001", verdict: confirmed}\n', encoding="utf-8")
    assert read_verdicts(tmp_path) == (Verdict(facility="00001", verdict="confirmed"),)
    file.write_text('models:\n  - {facility: "00001", verdict: perhaps}\n', encoding="utf-8")
    with pytest.raises(DxassessError) as caught:
        read_verdicts(tmp_path)
    assert caught.value.facts["path"] == "models.yaml"


def test_an_item_at_its_best_raises_those_who_are_short() -> None:
    """All six are asked and short of 100 %. There C2 rises from level 4 and four times 2; at 95 % it is on
    level 5 already, but the overall score rises from (2 x 0.9375 + 0.95) / 3 over 0.95."""
    raised = raised_by(GROUP, ["C2.1.1"])
    assert (raised.respondents, raised.short, raised.raises) == (6, 6, 6)
    assert raised_by(GROUP, ["D9.9"]).respondents == 0


def test_a_group_is_at_a_level_or_could_be_or_there_is_no_plan() -> None:
    level = min(each.score.overall.level or 0 for each in GROUP)
    everyone = reach_together(GROUP, level)
    assert (everyone.reached, everyone.planned, everyone.effort, everyone.beyond) == (6, 0, 0, 0)
    higher = reach_together(GROUP, 5)
    assert higher.reached + higher.planned + higher.beyond == 6
    assert (higher.effort > 0) == (higher.planned > 0)


def test_budget_takes_the_cheapest_plans_first() -> None:
    plans = tuple(next_plans(GROUP).items())
    nothing, some = spend(plans, 0), spend(plans, 1_000)
    assert nothing.plans == ()
    assert nothing.open == len(some.plans) + some.open
    efforts = [plan.effort for _, plan in some.plans]
    assert efforts == sorted(efforts)
    assert some.spent == sum(efforts)
