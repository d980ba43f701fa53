"""A round that remembers: what was read once is not read again, and nothing remembered is out of date."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dxassess import assess
from dxassess.assess import look, read
from dxassess.errors import Notice
from dxassess.intake import pool
from dxassess.intake.gathering.files import Workbook
from dxassess.ledger import shelf
from dxassess.ledger.event import event
from dxassess.ledger.store import open_ledger
from dxassess.questionnaire.versions import DEFAULT, version_folder
from dxassess.round.home import home_of
from dxassess.round.receive import Arrival, receive_arrived
from dxassess.round.received import Received
from dxassess.round.standing import RoundStanding

FORMS = 2
QUESTIONNAIRES = version_folder(DEFAULT)
DECISION = {"because": "Đã giải thể", "by": "Phòng Nghiệp vụ", "decision": "leave-out"}


class Reader:
    """Notes what would be read, and reads nothing."""

    def __init__(self) -> None:
        self.files: list[str] = []

    def read_all(self, workbooks: Sequence[Workbook], *_: object, **__: object) -> tuple[()]:
        self.files += [workbook.file for workbook in workbooks]
        return ()

    def files_read(self) -> list[str]:
        """What was to be read since this was last asked."""
        files, self.files = self.files, []
        return sorted(files)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Reading takes seconds; mostly it matters which files are read."""
    stub = Reader()
    monkeypatch.setattr(pool, "read_all", stub.read_all)
    return stub


@pytest.fixture(scope="module")
def read_once(example_round: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RoundStanding]:
    """A home whose inbox was read: five forms, one that was cut short, an archive with two more."""
    root = tmp_path_factory.mktemp("kept") / "Tiền Giang"
    inbox = root / "inbox" / "82"
    inbox.mkdir(parents=True)
    (root / ".dxassess").mkdir()
    for name in ("register.xlsx", "round.yaml"):
        shutil.copy(example_round / name, root)
    forms = sorted((example_round / "82 Tiền Giang").glob("8200*.xlsx"))
    for form in (*forms[:FORMS], *(example_round / "84 Trà Vinh").glob("84012*")):
        shutil.copy(form, inbox)
    with zipfile.ZipFile(inbox / "gửi lại.zip", "w") as archive:
        for form in forms[FORMS : FORMS + 2]:
            archive.write(form, form.name)
    return root, look(root, questionnaires=QUESTIONNAIRES)


@pytest.fixture
def home(read_once: tuple[Path, RoundStanding], tmp_path: Path) -> Path:
    """A copy of it, to do something to."""
    return Path(shutil.copytree(read_once[0], tmp_path / "home"))


def test_a_second_look_reads_nothing_and_says_the_same(
    read_once: tuple[Path, RoundStanding], home: Path, reader: Reader
) -> None:
    again = look(home, questionnaires=QUESTIONNAIRES)
    assert reader.files_read() == []
    assert again == read_once[1]
    files = [outcome.file.rpartition("/")[2][:5] for outcome in again.received.outcomes]
    assert len(files) == FORMS + 1 + 3  # the archive and the two forms in it
    assert sum(outcome.submission is not None for outcome in again.received.outcomes) == FORMS + 2


def test_without_a_ledger_everything_is_the_same(
    read_once: tuple[Path, RoundStanding], tmp_path: Path
) -> None:
    root, standing = read_once
    bare = tmp_path / "bare"
    shutil.copytree(root / "inbox", bare)
    for name in ("register.xlsx", "round.yaml"):
        shutil.copy(root / name, bare)
    again = look(bare, questionnaires=QUESTIONNAIRES)
    own = {"register.xlsx", "round.yaml"}
    assert tuple(o for o in again.received.outcomes if o.file not in own) == standing.received.outcomes
    assert again.unscored == standing.unscored
    assert sorted(path.name for path in bare.iterdir()) == ["82", "register.xlsx", "round.yaml"]


def test_scores_come_of_what_is_remembered(
    read_once: tuple[Path, RoundStanding], home: Path, reader: Reader
) -> None:
    round_ = read(home, questionnaires=QUESTIONNAIRES)
    assert reader.files_read() == []
    assert round_.outcomes == read_once[1].received.outcomes
    assert {s.file for s in round_.facilities} == {s.file for s in read_once[1].received.counting}
    silent = [score.file for score in round_.facilities if score.overall.score is None]
    assert frozenset(silent) == read_once[1].unscored


def test_a_file_that_was_moved_is_known_and_a_new_one_alone_is_read(
    home: Path, reader: Reader, example_round: Path
) -> None:
    first = min((home / "inbox" / "82").glob("8200*.xlsx"))
    first.rename(home / "inbox" / "đổi tên.xlsx")
    new = max((example_round / "82 Tiền Giang").glob("8200*.xlsx"))
    shutil.copy(new, home / "inbox" / "new.xlsx")
    received = look(home, questionnaires=QUESTIONNAIRES).received
    assert reader.files_read() == ["new.xlsx"]
    moved = received.submission_by_file["đổi tên.xlsx"]
    assert {place.file for answer in moved.answers for place in answer.places} == {"đổi tên.xlsx"}


def test_another_program_questionnaire_or_map_reads_anew(
    home: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "register.xlsx").unlink()  # its types and provinces are not those of others
    (home / "round.yaml").write_text("vintage: gso2004\n", encoding="utf-8")
    look(home, questionnaires=version_folder("five-conditions-2026.1"))
    workbooks = FORMS + 2
    assert len(reader.files_read()) == workbooks
    (home / "round.yaml").write_text("vintage: gso2025\n", encoding="utf-8")
    look(home, questionnaires=QUESTIONNAIRES)
    assert len(reader.files_read()) == workbooks
    monkeypatch.setattr(shelf, "program_mark", lambda: "another")
    look(home, questionnaires=QUESTIONNAIRES)
    assert len(reader.files_read()) == workbooks


def test_to_lose_the_ledger_costs_time_alone(read_once: tuple[Path, RoundStanding], home: Path) -> None:
    shutil.rmtree(home / ".dxassess")
    (home / "forms").mkdir()
    assert look(home, questionnaires=QUESTIONNAIRES) == read_once[1]
    with open_ledger(home / ".dxassess" / "round.sqlite") as ledger:
        assert len(ledger.reading_keys()) > FORMS


def test_damaged_readings_are_read_anew(home: Path, reader: Reader) -> None:
    with closing(sqlite3.connect(home / ".dxassess" / "round.sqlite")) as connection:
        connection.execute("UPDATE reading SET content = substr(content, 1, length(content) - 7)")
        connection.commit()
    look(home, questionnaires=QUESTIONNAIRES)
    assert len(reader.files_read()) == FORMS + 2


def test_where_nothing_can_be_kept_it_is_said_and_everything_read(home: Path, reader: Reader) -> None:
    ledger = home_of(home).ledger
    assert ledger is not None
    ledger.unlink()
    ledger.mkdir()  # a disk that lets nobody write is the same to us
    with pytest.warns(Notice) as caught:
        look(home, questionnaires=QUESTIONNAIRES)
    assert len(caught) == 1
    assert len(reader.files_read()) == FORMS + 2


def test_no_telephone_or_mail_is_kept(read_once: tuple[Path, RoundStanding]) -> None:
    """The example names a contact on the cover of every form, and nobody else."""
    content = (read_once[0] / ".dxassess" / "round.sqlite").read_bytes()
    assert b"mau@example.invalid" not in content


def _told(standing: RoundStanding) -> object:
    """All that a standing says beside answers and questionnaires."""
    received = standing.received
    outcomes = [(o.file, o.sha256, o.status, o.findings) for o in received.outcomes]
    submissions = [(s.sender, s.facts, s.stamp, s.version) for s in received.submission_by_file.values()]
    entries = received.register_.entries if received.register_ else ()
    others = (received.senders, received.joined, received.settings, received.verdicts, received.provinces)
    return outcomes, submissions, entries, others, received.silent, standing.unscored


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The rounds that were received once more, and not recalled as a whole."""
    calls: list[object] = []

    def told(arrival: Arrival, *more: object) -> Received:
        calls.append(arrival)
        return receive_arrived(arrival)

    monkeypatch.setattr(assess, "receive_arrived", told)
    return calls


def test_a_round_in_which_nothing_changed_is_recalled_as_a_whole_without_answers(
    read_once: tuple[Path, RoundStanding], home: Path, whole: list[object]
) -> None:
    again = look(home, questionnaires=QUESTIONNAIRES, answers=False)
    assert whole == []
    assert _told(again) == _told(read_once[1])
    with pytest.raises(AttributeError):
        _ = again.received.counting[0].answers
    with pytest.raises(AttributeError):
        _ = again.received.facility
    assert look(home, questionnaires=QUESTIONNAIRES) == read_once[1]


@pytest.mark.parametrize(
    "changed", ["settings", "register", "models", "file", "other file", "day", "decision"]
)
def test_whatever_changed_the_round_is_received_once_more(
    changed: str, home: Path, whole: list[object]
) -> None:
    def glance(day: date | None = None) -> RoundStanding:
        return look(home, questionnaires=QUESTIONNAIRES, answers=False, today=day)

    first, day = glance(), None
    assert whole == []
    match changed:
        case "settings":
            with (home / "round.yaml").open("a", encoding="utf-8") as file:
                file.write("strangers: count\n")
        case "register":
            (home / "register.xlsx").write_bytes((home / "register.xlsx").read_bytes() + b"\n")
        case "models":
            (home / "models.yaml").write_text("models: []\n", encoding="utf-8")
        case "file":
            form = min((home / "inbox" / "82").glob("8200*.xlsx"))
            form.rename(form.with_name("đổi tên.xlsx"))
        case "other file":
            (home / "inbox" / "Công văn.txt").write_bytes(b"")
        case "day":
            day = date(2031, 1, 1)
        case _:
            decided = event("decided", when=datetime.now(UTC), whose="82001", facts=DECISION)
            with open_ledger(home / ".dxassess" / "round.sqlite") as ledger:
                ledger.append([decided])
    second = glance(day)
    assert len(whole) == 1
    assert (_told(first) != _told(second)) == (changed not in {"register", "models", "day"})
    assert _told(glance(day)) == _told(second)
    assert len(whole) == 1


def test_a_file_that_may_be_read_otherwise_the_next_time_keeps_no_round(
    home: Path, whole: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "inbox" / "new.xlsx").write_bytes(b"PK\3\4 cut short")
    monkeypatch.setattr("dxassess.ledger.readings.lasts", lambda _: False)
    for n in (1, 2):
        look(home, questionnaires=QUESTIONNAIRES, answers=False)
        assert len(whole) == n
