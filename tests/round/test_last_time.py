"""What stands in the column of last answers: typed here by hand, for every type of question."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.forms.sample import every_type

from dxassess.errors import DxassessError
from dxassess.forms.last_time import LastTime
from dxassess.intake.submission import Answer, Facts, FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.last_time import LAST_FILE, keep_last, last_times, read_last
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings

ANSWERS = (
    Answer(item="X1.1.1", state="answered", value="2", evidence="QĐ 12/QĐ-SYT"),
    Answer(item="X1.1.2", state="answered", value=False),
    Answer(item="X1.1.3", state="missing"),
    Answer(item="X1.1.4", state="answered", value=("a", "c")),
    Answer(item="X1.1.5", state="not_applicable"),
    Answer(item="X1.1.6", state="answered", value=72.5),
    Answer(item="X1.1.8", state="answered", value=1200.0),
    Answer(item="X1.1.9", state="answered", value=(3.0, 40.0)),
    Answer(item="X1.1.11", state="answered", value=(3.0, 40.0)),
    Answer(item="X1.1.12", state="answered", value="tự do"),
    Answer(item="X1.1.13", state="answered", value="2025-03-09"),
)
TEXTS = {
    "X1.1.1": "2. State 2, with a comma vi\nMinh chứng: QĐ 12/QĐ-SYT",
    "X1.1.2": "Không",
    "X1.1.4a": "Có",
    "X1.1.4b": "Không",
    "X1.1.4c": "Có",
    "X1.1.5": "Không áp dụng",
    "X1.1.6": "72,50",
    "X1.1.8": "1.200",
    "X1.1.9a": "3",
    "X1.1.9b": "40",
    "X1.1.12": "tự do",
    "X1.1.13": "ngày 09 tháng 3 năm 2025",
}
LINE = Entry(code="80001", name="A", type="hospital", province="gso2025:80")
NEW_LINE = Entry(code="80002", name="B", type="hospital", province="gso2025:80")
REGISTER = Register(entries=(LINE, NEW_LINE))


def before(questionnaire: Questionnaire) -> Round:
    facts = Facts(facility_code="80001", type="hospital", province="80", vintage="gso2025")
    submission = Submission(
        file="a.xlsx",
        sha256="0",
        respondent="facility",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        facts=facts,
        answers=ANSWERS,
    )
    outcome = FileOutcome(file="a.xlsx", size=1, sha256="0", status="accepted", submission=submission)
    return build_round(
        [outcome], questionnaires=[questionnaire], settings=Settings(), register=Register(entries=(LINE,))
    )


def changed(**texts: str) -> Questionnaire:
    """The questionnaire with other wordings of some questions, by code with "_" for "."."""
    data = every_type().model_dump()
    for item in data["conditions"][0]["indicators"][0]["items"]:
        item["text"]["vi"] = texts.get(item["code"].replace(".", "_"), item["text"]["vi"])
    return Questionnaire.model_validate(data)


def test_answers_stand_as_the_form_has_them() -> None:
    texts = last_times(before(every_type()), REGISTER, [every_type()], language="vi")
    assert list(texts) == ["80001"], "a facility that is new has no last answers"
    assert texts["80001"].text_by_code == TEXTS


def test_questions_that_changed_or_are_new_are_marked() -> None:
    now = changed(X1_1_1="Câu khác", X1_1_3="Câu khác nữa")
    texts = last_times(before(every_type()), REGISTER, [now], language="vi")["80001"].text_by_code
    assert texts["X1.1.1"] == f"(Câu hỏi đã sửa so với lần trước.)\n{TEXTS['X1.1.1']}"
    assert texts["X1.1.3"] == "(Câu hỏi đã sửa so với lần trước.)"
    assert texts["X1.1.2"] == TEXTS["X1.1.2"]
    data = every_type().model_dump()
    items = data["conditions"][0]["indicators"][0]["items"]
    data["conditions"][0]["indicators"][0]["items"] = [i for i in items if i["code"] != "X1.1.8"]
    then = before(Questionnaire.model_validate(data))
    assert last_times(then, REGISTER, [every_type()], language="vi")["80001"].text_by_code["X1.1.8"] == (
        "(Câu hỏi mới.)"
    )


def test_another_questionnaire_has_no_last_answers() -> None:
    other = every_type().model_copy(update={"id": "other"})
    assert last_times(before(every_type()), REGISTER, [other], language="vi") == {}


def test_they_are_kept_with_the_round_in_every_language(tmp_path: Path) -> None:
    assert read_last(tmp_path, "vi") == {}
    assert keep_last(tmp_path, before(every_type()), REGISTER, [every_type()]) == 1
    assert read_last(tmp_path, "vi")["80001"].text_by_code == TEXTS
    assert isinstance(read_last(tmp_path, "en")["80001"], LastTime)
    (tmp_path / LAST_FILE).write_text("{", encoding="utf-8")
    with pytest.raises(DxassessError):
        read_last(tmp_path, "vi")
