"""What copies for the public and for facilities say in words of their own, by hand from the answers of
tests/report/workshop.py, of which they may see Long An alone."""

from __future__ import annotations

from tests.report.words import printed, told
from tests.report.workshop import LONG_AN, TRA_VINH

from dxassess.report.page.open.exchange import exchange_section, regional_exchange_section
from dxassess.report.page.open.patients import patients_section, patients_sentence, regional_patients_section
from dxassess.report.page.open.province import open_questions
from dxassess.report.page.open.reached import reached_table, regional_reached_table
from dxassess.report.page.open.sections import duties_section, models_section
from dxassess.report.value.model import Section, Table
from dxassess.report.view import View


def rows(sections: tuple[Section, ...]) -> list[list[str]]:
    (section,) = sections
    (table,) = section.blocks
    assert isinstance(table, Table)
    return printed(table)


def test_what_goes_by_itself_is_told_in_a_word(open_workshop: View) -> None:
    """HIS-LIS: one way or two ways in 3 of the 5 that answered. Warehouse: 4 answered, too few."""
    assert rows(exchange_section(open_workshop, LONG_AN)) == [
        ["Laboratory results, to the doctor’s software", "Some places"],
        ["Facility data, to the province’s data warehouse", "Too little is known"],
    ]


def test_of_all_provinces_each_is_told_and_never_all_together(open_workshop: View) -> None:
    """Nothing came of Trà Vinh; the two that are hidden are not named."""
    assert rows(regional_exchange_section(open_workshop)) == [
        [
            "Laboratory results, to the doctor’s software",
            "Some places: Long An; Too little is known: Trà Vinh",
        ],
        ["Facility data, to the province’s data warehouse", "Too little is known: Long An, Trà Vinh"],
    ]


def test_what_a_patient_meets(open_workshop: View) -> None:
    """Records: 0.7 or more in 3 of 5. Health records: 4 stated whom they serve, too few."""
    assert [row[:2] for row in rows(patients_section(open_workshop, LONG_AN))] == [
        ["Electronic records in hospitals", "Some places"],
        ["People with an electronic health record", "Too little is known"],
    ]
    assert [row[1] for row in rows(regional_patients_section(open_workshop))] == [
        "Some places: Long An; Too little is known: Trà Vinh",
        "Too little is known: Long An, Trà Vinh",
    ]


def test_page_one_says_what_is_known_for_a_patient(open_workshop: View) -> None:
    sentence = patients_sentence(open_workshop, LONG_AN)
    assert sentence is not None
    assert told(sentence) == "Electronic records in hospitals: Some places."
    assert patients_sentence(open_workshop, TRA_VINH) is None


def test_where_nothing_is_known_for_a_patient_page_one_says_so(open_workshop: View) -> None:
    silent = next(p for p in open_workshop.analysis.provinces if p.key == TRA_VINH)
    (asked,) = [q for q in open_questions(open_workshop, silent) if q.title.key == "question.patients"]
    assert told(asked.text) == "Too little is known to answer."
    assert asked.section == "conditions"


def test_a_type_of_few_has_no_word(open_workshop: View) -> None:
    """Five of type a, one of type b."""
    (own,), (of_all,) = reached_table(open_workshop, LONG_AN), regional_reached_table(open_workshop)
    assert [row[0] for row in printed(own)] == [row[0] for row in printed(of_all)] == ["type a"]
    assert reached_table(open_workshop, TRA_VINH) == ()


def test_the_public_is_told_of_a_model_neither_score_nor_evidence(workshop: View) -> None:
    """Facilities see what was proposed, the public nothing that nobody confirmed."""
    facilities = View(analysis=workshop.analysis, readers="facility")
    for section in models_section(facilities, None):
        assert {len(row) for table in section.blocks if isinstance(table, Table) for row in table.rows} == {2}
    assert models_section(View(analysis=workshop.analysis, readers="public"), None) == ()


def test_the_public_is_told_no_table_of_duties(open_workshop: View) -> None:
    assert duties_section(open_workshop, LONG_AN) == ()
