"""What people wrote into a list stands in the list that replaces it."""

from __future__ import annotations

import pytest

from dxassess.files.carried_columns import ListCell, ListShape, carry_columns

HEADS = ("File", "Cell", "Text", "Severity", "Who", "Done")
SHAPE = ListShape(
    heads=HEADS,
    known=(HEADS, ("Tệp", "Ô", "Nội dung", "Mức độ", "Ai", "Xong")),
    key=(0, 1),
    text=2,
    fixed=(3,),
    fill=(4, 5),
    done=5,
    over=("gone", "không còn"),
)
Line = tuple[ListCell, ...]
A: Line = ("a.xlsx", "C4", "wrong", "error", None, None)
B: Line = ("b.xlsx", "C5", "missing", "error", None, None)


def carried(former: list[Line], rows: list[Line]) -> tuple[tuple[Line, ...], bool]:
    result = carry_columns(former, rows, SHAPE)
    assert result is not None
    return result.rows, result.whole


def test_columns_to_fill_in_are_carried_to_the_row_of_the_same_thing() -> None:
    former: list[Line] = [HEADS, (*B[:4], "", ""), (*A[:4], "An", "2026-12-01")]
    assert carried(former, [A, B]) == (((*A[:4], "An", "2026-12-01"), B), True)


def test_columns_that_people_added_are_carried_with_their_heads() -> None:
    former: list[Line] = [("Note", *HEADS, "", "Phone"), ("call", *A, "", 1.0), ("", *B, "", "")]
    result = carry_columns(former, [B, A], SHAPE)
    assert result is not None
    assert result.heads == (*HEADS, "Note", "Phone")
    assert result.rows == ((*B, None, None), (*A, "call", 1.0))
    assert result.whole


def test_a_row_about_what_is_no_more_stays_at_the_foot_as_done_if_somebody_wrote_in_it() -> None:
    former: list[Line] = [HEADS, (*A[:4], "An", ""), B]
    rows, _ = carried(former, [])
    assert rows == ((*A[:4], "An", "gone"),)
    again, whole = carried([HEADS, *rows], [B])
    assert (again, whole) == ((B, *rows), True)
    back, _ = carried([HEADS, *rows], [A])
    assert back == ((*A[:4], "An", None),)


def test_what_is_hidden_this_time_stays_at_the_foot_as_it_was() -> None:
    former: list[Line] = [HEADS, (*A[:4], "An", ""), (*B[:4], "Bình", "")]
    result = carry_columns(former, [B], SHAPE, hidden=[A])
    assert result is not None
    assert result.rows == ((*B[:4], "Bình", None), (*A[:4], "An", None))


def test_what_the_program_suggests_stands_where_people_left_it_alone_and_keeps_no_row() -> None:
    shape = SHAPE._replace(fill=(3, 4, 5), fixed=(), suggested=(3,))
    former: list[Line] = [HEADS, (*A[:3], "their word", "", ""), (*B[:3], "", "", "")]
    changed: list[Line] = [(*A[:3], "new", None, None), (*B[:3], "new", None, None)]
    for rows, words in ((changed, ["their word", "new"]), ([], []), (changed[1:], ["new"])):
        result = carry_columns(former, rows, shape)
        assert result is not None
        assert [row[3] for row in result.rows] == words


def test_what_a_person_calls_done_stays_so() -> None:
    former: list[Line] = [HEADS, (*A[:4], "An", "yesterday")]
    assert carried(former, [])[0] == ((*A[:4], "An", "yesterday"),)
    assert carried(former, [A])[0] == ((*A[:4], "An", "yesterday"),)


def test_two_findings_in_one_place_are_told_apart_by_their_text() -> None:
    other: Line = (*A[:2], "other", "error", None, None)
    former: list[Line] = [HEADS, (*A[:4], "An", ""), (*other[:4], "Bình", "")]
    assert carried(former, [other, A])[0] == ((*other[:4], "Bình", None), (*A[:4], "An", None))
    reworded: Line = (*A[:2], "reworded", "error", None, None)
    assert carried(former, [reworded, other])[0] == (
        (*A[:2], "reworded", "error", "An", None),
        (*other[:4], "Bình", None),
    )


def test_a_list_in_another_language_is_the_same_list() -> None:
    former: list[Line] = [SHAPE.known[1], (*A[:2], "sai", "lỗi", "An", "không còn")]
    assert carried(former, [A])[0] == ((*A[:4], "An", None),)


def test_what_else_a_person_changed_is_noticed() -> None:
    former: list[Line] = [HEADS, (*A[:3], "never mind", "An", "")]
    assert carried(former, [A]) == (((*A[:4], "An", None),), False)


@pytest.mark.parametrize("former", [[], [()], [("x", "y")], [("File", "Cell")]])
def test_what_is_no_such_list_gives_nothing(former: list[Line]) -> None:
    assert carry_columns(former, [A], SHAPE) is None


def test_rows_that_end_early_are_read() -> None:
    assert carried([HEADS, A[:3]], [A]) == ((A,), False)
