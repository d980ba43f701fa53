"""What the provinces bring before the ministry, of the round in tests/report/workshop.py.

A Department has a thing from 80 %, prepares it from 20 %. Of four provinces two sent no Department's form;
Long An's left D2.6 blank.
"""

from __future__ import annotations

import pytest
from tests.report.by_hand import table
from tests.report.words import printed, told

from dxassess.report.sections.proposals import proposals_section
from dxassess.report.value.model import Bullet
from dxassess.report.value.say import count, percent, say
from dxassess.report.value.words import Message
from dxassess.report.view import View


def facts_of(view: View) -> tuple[Message, ...]:
    (found,) = (block for block in proposals_section(view).blocks if isinstance(block, Bullet))
    return found.messages


def test_each_proposal_counts_who_has_prepares_and_lacks_it(workshop: View) -> None:
    """Centre: 80 and 20. Workforce: 79 and 19. Leasing: a blank, which lacks nothing, and 0, which does."""
    rows = printed(table(proposals_section(workshop), "proposals"))
    assert [row[1:] for row in rows] == [
        ["1", "1", "0", "2"],
        ["0", "1", "1", "2"],
        ["0", "0", "1", "3"],
    ]


def test_the_facilities_own_data_stand_behind_them_with_how_many_said_so(workshop: View) -> None:
    """IT staff to 100 beds: 80001 2, 80002 0.5, which is under 1; 80003 stated no beds. Posts known of 10,
    below half of them 80003, 80004, 80005, 82002 (0.5 is half). Warehouse known of 6: 80002, 80003, 80005,
    82002 are below half. Leasing: 7 of 11 do not. Interruptions: more than one at 80002, 80003, 82001, 82002
    of 7."""
    assert facts_of(workshop) == (
        say("proposals.staff", n=count(1), total=count(2)),
        say("proposals.posts", n=count(4), total=count(10), share=percent(0.4)),
        say("proposals.unconnected", n=count(4), total=count(6), share=percent(4 / 6)),
        say("proposals.leasing", n=count(7), total=count(11), share=percent(7 / 11)),
        say("proposals.outages", n=count(4), total=count(7)),
    )


def test_the_public_reads_nothing_that_stands_on_few(open_workshop: View) -> None:
    assert [fact.key for fact in facts_of(open_workshop)] == [
        "proposals.posts",
        "proposals.leasing",
        "proposals.outages",
    ], "of the warehouse four answered in the province that is shown"


def test_where_nothing_is_asked_nothing_is_said(small: View) -> None:
    assert facts_of(small) == ()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sentences_say_their_numbers(workshop: View, language: str) -> None:
    posts, leasing = told(facts_of(workshop)[1], language), told(facts_of(workshop)[3], language)
    assert all(number in posts for number in ("10", "4", "40%")), posts
    assert all(number in leasing for number in ("11", "7", "64%")), leasing
