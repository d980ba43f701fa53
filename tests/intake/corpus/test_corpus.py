"""Every file of the corpus ends as it must, in bounded time, and every finding has a file that makes it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import get_args

import pytest
from tests.intake.corpus import folders
from tests.intake.corpus.form import facility
from tests.intake.corpus.run import LINK, PIPE, Run, all_cases, run, table, work

from dxassess.findings.catalogue import CATALOGUE, FindingCode
from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome
from dxassess.intake.workbook.guard import FileKind, examine

MADE_ELSEWHERE: dict[FindingCode, str] = {
    "ANSWER_NOT_ASKED": "tests/intake/test_idle_rows.py: nothing in the corpus is worked out",
    "CHANGED_WHILE_READING": "a file would have to grow between two calls",
    "MEMORY": "a worker would have to run out of its memory",
    "PAGE_OF_FORM": "tests/intake/test_aside.py: two conditions, each in a file",
    "PART_ABOVE_WHOLE": "tests/intake/test_cases.py: no ratio of the corpus has a unit",
    "SAME_PERCENTAGES": "tests/intake/test_dragged.py: the corpus asks for one percentage alone",
    "READER_CRASH": "tests/intake/test_pool.py",
    "TIMEOUT": "tests/intake/test_pool.py",
    "ANOTHER_CHOSEN": "tests/round/test_rulings.py: somebody has to decide",
    "LEFT_OUT": "tests/round/test_rulings.py: somebody has to decide",
    "CORRECTED": "tests/returning/test_give_back.py: a copy has to be given back first",
    "STALE_ANSWERS": "tests/statistics/test_quality.py: a flag needs a round around it",
    "STRAIGHT_LINING": "tests/statistics/test_quality.py: a flag needs a round around it",
    "TWINS": "tests/statistics/test_quality.py: a flag needs a round around it",
    "EXCLUDED_BY_ROUND": "tests/statistics/test_exclusion.py: flags need a round around them",
    "VISIT_RECORDED": "tests/round: a visit's form needs a round around it",
    "VISIT_WITHOUT_FORM": "tests/round: a visit's form needs a round around it",
}
_SECONDS = 60
REAL = Path(os.environ.get("DXASSESS_CORPUS", Path(__file__).parents[4] / "shared" / "corpus")) / "real"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Run:
    if sys.platform == "win32":
        pytest.skip("links and pipes are files of other systems")
    return run(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FileOutcome]:
    folder = tmp_path_factory.mktemp("folders")
    folders.make(folder)
    return folders.read(folder)


def test_every_file_ends_as_expected(done: Run) -> None:
    assert {result.name: result.faults for result in done.results if result.faults} == {}
    assert len(done.results) > 200
    assert done.seconds < _SECONDS


def test_the_table_counts_every_file(done: Run) -> None:
    last = table(done.results).splitlines()[-1].split()
    assert last[0] == "total"
    assert sum(map(int, last[1:])) == len(done.results)


def test_links_and_pipes_are_not_touched(done: Run) -> None:
    assert {r.status for r in done.results if r.name in (LINK, PIPE)} == {"ignored"}


@pytest.mark.parametrize("file", folders.FILES, ids=lambda file: file[0])
def test_respondents_that_contradict(file: tuple[object, ...], round_: dict[str, FileOutcome]) -> None:
    outcome = round_[str(file[0])]
    status, codes = str(file[5]), file[6]
    assert isinstance(codes, tuple)
    assert not status or outcome.status == status
    assert set(codes) <= {finding.code for finding in outcome.findings}


def test_every_finding_is_made_by_some_file(done: Run, round_: dict[str, FileOutcome]) -> None:
    made = {code for result in done.results for code in result.findings}
    made |= {f.code for outcome in round_.values() for f in outcome.findings}
    assert sorted(CATALOGUE.keys() - made) == sorted(MADE_ELSEWHERE)


def test_every_format_has_a_form_that_is_read_under_its_own_suffix(done: Run) -> None:
    read = {
        result.name
        for result in done.results
        if result.status.startswith("accepted") and "WRONG_EXTENSION" not in result.findings
    }
    assert {examine(case.content).kind for case in all_cases() if case.name in read} == set(
        get_args(FileKind)
    )


def test_workbooks_of_other_projects_do_no_harm() -> None:
    if not REAL.is_dir():
        pytest.skip("no workbooks of other projects here; DXASSESS_CORPUS names their folder")
    started = work()
    outcomes = take_in(REAL, questionnaires=(facility(),), vintage="gso2025")
    assert len(outcomes) == sum(path.is_file() for path in REAL.rglob("*"))
    assert {outcome.status for outcome in outcomes} <= {"rejected", "ignored"}
    crashed = {f.code for o in outcomes for f in o.findings} & {"TIMEOUT", "READER_CRASH", "MEMORY"}
    assert crashed == set()
    assert work() - started < _SECONDS
