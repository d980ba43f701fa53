"""Whether the state is assessed, and what was found: told apart on page one and in the advice."""

from __future__ import annotations

import pytest
from tests.report.by_hand import province
from tests.report.shipped import FIRST, SECOND, shipped_round
from tests.report.words import told

from dxassess.insight.analysis import Analysis, analyse
from dxassess.insight.assessing import state_assessed
from dxassess.report.page.headline import lead
from dxassess.report.sections.actions import actions_section
from dxassess.report.value.model import Bullet
from dxassess.report.view import View
from dxassess.round.round import Round

HCMC = "gso2025:79"


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(shipped_round(SECOND, "2026-11-27", each=1))


def test_both_parts_are_those_of_their_nodes(analysis: Analysis) -> None:
    own = province(View(analysis=analysis), HCMC)
    found = state_assessed(analysis.round, own)
    department = analysis.round.department_of(HCMC)
    assert found is not None
    assert department is not None
    assert found.assessed == department.node_by_code["D3.A"].score
    assert found.found == next(node for node in own.conditions if node.code == "C3").facility.score
    assert found.assessed != found.found


def test_page_one_tells_them_apart(analysis: Analysis) -> None:
    view = View(analysis=analysis)
    sentences = [told(message) for message in lead(view, province(view, HCMC))]
    assert any(
        s.startswith("The act of assessing (one subject of the Department’s part, which scores ")
        for s in sentences
    )


def test_a_silent_department_is_said_to_be_unknown(analysis: Analysis) -> None:
    fields = {name: getattr(analysis.round, name) for name in Round.model_fields}
    view = View(analysis=analyse(Round(**fields | {"departments": ()})))
    sentences = [told(message) for message in lead(view, province(view, HCMC))]
    assert any(s.endswith("how the Department assesses it is not known.") for s in sentences)


def test_advice_says_how_to_know_and_how_to_better_the_state(analysis: Analysis) -> None:
    section = actions_section(View(analysis=analysis), HCMC)
    (bullet,) = (block for block in section.blocks if isinstance(block, Bullet))
    assert {message.key for message in bullet.messages} <= {"actions.assess", "actions.state"}
    assert "actions.state" in {message.key for message in bullet.messages}


def test_the_first_version_does_not_tell_them_apart() -> None:
    view = View(analysis=analyse(shipped_round(FIRST, "2026-06-30", each=1)))
    own = province(view, HCMC)
    assert state_assessed(view.round, own) is None
    assert not [m for m in lead(view, own) if m.key.startswith("lead.state")]
    assert not [b for b in actions_section(view, HCMC).blocks if isinstance(b, Bullet)]
