"""From whom to learn, of the round in tests/report/workshop.py.

A model scores 0.8 or more and is among the best tenth of at least 5 facilities of its type, with evidence. Of
type a C2.2 is known of 8: 0, 0.2, 0.2, 0.4, 0.5, 0.8, 0.8, 1. The tenth begins at place 0.9 x 7 = 6.3 of them
(from 0), 0.8 + 0.3 x 0.2 = 0.86: 80001 alone. C1.3 is known of 9, three of them 1: of these 82001 alone named
evidence. Those of type b are two: too few.

Below 0.6 in one of their three weakest subjects, and of type a: in C1.3 80003, 80004, 80005 (Long An), 82002
(Tiền Giang), 83001, 83002 (Bến Tre); in C2.2 80004, 80005, 83001. (80003 has 0.2, 82002 0.2, but three
subjects that are weaker.)
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.report.by_hand import columns, table
from tests.report.words import printed, told
from tests.report.workshop import BEN_TRE, LONG_AN, TIEN_GIANG, TRA_VINH, workshop_view

from dxassess.insight.models import Match, Model
from dxassess.questionnaire.model import Text
from dxassess.report.sections.good_models import learn_table, models_section
from dxassess.report.value.model import Paragraph, Section, Table
from dxassess.report.value.say import count, percent, say
from dxassess.report.view import View
from dxassess.round.verdicts import Verdict

SEEN = Text(vi="Đã đến xem", en="Visited")


@pytest.fixture(scope="module")
def confirmed() -> View:
    """82001 is confirmed."""
    verdict = Verdict(facility="82001", verdict="confirmed", note=SEEN)
    return workshop_view(verdicts=(verdict,))


def ids(section: Section) -> list[str]:
    def names() -> Iterator[str]:
        for block in section.blocks:
            if not isinstance(block, Paragraph):
                yield getattr(block, "id", "list")

    return list(names())


def test_a_province_shows_its_own_models_and_from_whom_its_facilities_could_learn(workshop: View) -> None:
    section = models_section(workshop, LONG_AN)
    assert ids(section) == ["model-cards", "replication"]
    assert printed(table(section, "model-cards"), "vi") == [
        [
            "subject C2.2",
            "Facility 80001 (Long An)",
            "100,0",
            "C2.2.2: QĐ 12/QĐ-BV (tổng số 1 minh chứng)",
            "đề xuất, chưa kiểm chứng",
        ]
    ]
    learners = table(section, "replication")
    assert learners.title == say("replication.title", n=count(5))
    assert columns(learners, 2, 3) == [
        (3.0, "Facility 80003; Facility 80004; Facility 80005"),
        (2.0, "Facility 80004; Facility 80005"),
    ]
    assert [row[1] for row in printed(learners)] == [
        "Facility 82001 (Tiền Giang)",
        "Facility 80001 (Long An)",
    ]


def test_all_provinces_show_a_card_a_subject_and_most_learners_first(workshop: View) -> None:
    section = models_section(workshop, None)
    assert ids(section) == ["model-cards", "teachers", "network-table", "replication"]
    assert [row[0] for row in printed(table(section, "model-cards"))] == ["subject C1.3", "subject C2.2"]
    assert table(section, "model-cards").title == say("models.title", n=count(2))
    first, second = printed(table(section, "replication"))
    assert first[2:] == [
        "6",
        "Facility 80003; Facility 80004; Facility 80005; Facility 82002; and 2 others",
    ]
    assert second[2:] == ["3", "Facility 80004; Facility 80005; Facility 83001"]


def test_the_network_counts_every_link_between_provinces(workshop: View) -> None:
    """Nine links, six of them across: Tiền Giang gives 3 to Long An and 2 to Bến Tre, Long An 1 to Bến
    Tre."""
    section = models_section(workshop, None)
    assert table(section, "teachers").title == say(
        "network.title", n=count(9), across=percent(6 / 9), province="Tiền Giang", most=count(5)
    )
    assert sorted(columns(table(section, "network-table"), 0, 1, 2)) == [
        ("Long An", "Bến Tre", 1.0),
        ("Long An", "Long An", 2.0),
        ("Tiền Giang", "Bến Tre", 2.0),
        ("Tiền Giang", "Long An", 3.0),
        ("Tiền Giang", "Tiền Giang", 1.0),
    ]


def test_a_province_without_a_model_still_learns_and_one_without_facilities_says_so(workshop: View) -> None:
    assert ids(models_section(workshop, BEN_TRE)) == ["replication"]
    assert models_section(workshop, TRA_VINH).blocks == (Paragraph(message=say("models.none")),)


def test_the_public_sees_a_model_once_the_department_confirmed_it(
    open_workshop: View, confirmed: View
) -> None:
    assert "model-cards" not in ids(models_section(open_workshop, None))
    own = View(analysis=confirmed.analysis, readers="public")
    assert [one.province for one in confirmed.analysis.models if own.may_name(one)] == [TIEN_GIANG]
    assert TIEN_GIANG in own.small_provinces
    assert "model-cards" not in ids(models_section(own, None)), "nothing is told of a hidden province"


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "đã xác nhận; ghi chú: Đã đến xem"), ("en", "confirmed; note: Visited")]
)
def test_a_confirmed_model_says_so_with_the_departments_note(
    confirmed: View, language: str, words: str
) -> None:
    cards = table(models_section(confirmed, TIEN_GIANG), "model-cards").rows
    assert words in [told(card[4].content, language) for card in cards]


def model(code: str, type_: str) -> Model:
    evidence = (("C2.2.2", "QĐ 1/QĐ"),)
    return Model(
        facility=code, name=code, type=type_, province=TIEN_GIANG, indicator="C2.2", score=1.0, peers=9,
        evidence=evidence,
    )  # fmt: skip


def test_a_place_to_learn_from_is_of_the_type_of_those_counted() -> None:
    """Three of type a need C2.2 and two of type b: no row counts them together."""
    view = workshop_view()
    of_a, of_b = model("82009", "a"), model("82008", "b")
    needing = (("80001", of_a), ("80002", of_b), ("80003", of_a), ("80004", of_b), ("80005", of_a))
    vars(view.analysis)["matches"] = tuple(
        Match(facility=code, indicator="C2.2", score=0.1, model=teacher) for code, teacher in needing
    )
    learn = learn_table(view, LONG_AN)
    assert isinstance(learn, Table)
    assert [row[:3] for row in printed(learn, "vi")] == [
        ["subject C2.2", f"3 {view.round.types['a'].name['vi']}", "82009 (Tiền Giang)"]
    ]


def test_a_model_of_ones_own_is_not_reached_through_oneself() -> None:
    view = workshop_view()
    teachers = (model("82009", "a"), model("80009", "a").model_copy(update={"province": LONG_AN}))
    for teacher, words in zip(teachers, ("Qua Sở Y tế Tiền Giang", "Tại địa phương"), strict=True):
        match = Match(facility="80001", indicator="C2.2", score=0.1, model=teacher)
        vars(view.analysis)["matches"] = (match,)
        learn = learn_table(view, LONG_AN)
        assert isinstance(learn, Table)
        assert printed(learn, "vi")[0][-1].startswith(words)
