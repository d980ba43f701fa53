"""A scheduler and two machines on loopback: what they read is what this machine reads, byte by byte."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import dask
import distributed
import pytest
from distributed import Client, KilledWorker, LocalCluster
from tests.cli.program import dxassess
from tests.cluster import hostile
from tests.intake.workbooks import COVER, QUESTIONNAIRES, book, saved
from tests.statistics.test_score_provinces import FACILITIES, register, small_round

from dxassess.cluster import dask as cluster_
from dxassess.cluster import part as part_
from dxassess.cluster import parting
from dxassess.cluster.dask import on_dask
from dxassess.cluster.drawing import drawing_on
from dxassess.cluster.part import BatchPart, make_part, read_part
from dxassess.errors import DxassessError
from dxassess.files.staging import staged
from dxassess.files.templates import shipped_templates
from dxassess.insight.analysis import analyse
from dxassess.intake.batch import Batch, BatchRead, cut
from dxassess.intake.gathering.files import Workbook, find_files
from dxassess.intake.intake import take_in
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, rejection
from dxassess.intake.workbook.opening import Refused
from dxassess.render.compose import compose
from dxassess.render.edition import Edition
from dxassess.render.publish import stage_reports
from dxassess.report.page.build import build_reports
from dxassess.wording.wording import wording


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the scheduler listens."""
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
        ) as cluster,
    ):
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four stations' forms, one that is damaged, and what is no form."""
    folder = tmp_path_factory.mktemp("forms")
    for number in range(4):
        made = book()
        (code,) = (c for sheet in made for row in sheet for c in row if c.value == COVER["facility_code"])
        code.value = f"8001{number}"
        (folder / f"{number}.xlsx").write_bytes(saved(made))
    (folder / "4.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (folder / "note.txt").write_bytes(b"x")
    return folder


def _workbooks(folder: Path) -> list[Workbook]:
    return [found for found in find_files(folder, known_files={}) if isinstance(found, Workbook)]


def test_scores_are_the_same_bytes_as_at_home(address: str, forms: Path, tmp_path: Path) -> None:
    at_home = dxassess("score", forms, "-o", tmp_path / "home.json")
    elsewhere = dxassess("score", forms, "-o", tmp_path / "cluster.json", "--cluster", address)
    assert (at_home.returncode, elsewhere.returncode) == (1, 1), elsewhere.stderr
    assert (tmp_path / "cluster.json").read_bytes() == (tmp_path / "home.json").read_bytes()


def test_a_second_start_makes_the_missing_parts_alone(forms: Path, tmp_path: Path) -> None:
    batches = cut(_workbooks(forms), 2)
    settings = ReaderSettings(instruments=())

    def start() -> tuple[list[BatchPart], dict[str, object]]:
        with mock.patch("dxassess.cluster.part.read_batch", _refused):
            parts = [make_part(batch, settings, tmp_path, "context") for batch in batches]
        reads = (read_part(part, batch) for part, batch in zip(parts, batches, strict=True))
        return parts, _by_file(reads)

    parts, first = start()
    assert [part.made for part in parts] == [True] * 3
    assert len(first) == 5
    gone, damaged, _ = (part.path for part in parts)
    assert gone is not None
    assert damaged is not None
    gone.unlink()
    damaged.write_bytes(damaged.read_bytes()[:-9])
    parts, again = start()
    assert [part.made for part in parts] == [True, True, False]
    assert again == first
    (forms / "0.xlsx").touch()
    assert [part.made for part in start()[0]] == [False] * 3
    assert make_part(batches[0], settings, tmp_path, "context") == parts[0].model_copy(update={"made": False})


def test_what_a_reader_died_of_is_read_again(forms: Path, tmp_path: Path) -> None:
    (batch,) = cut(_workbooks(forms))
    with mock.patch("dxassess.cluster.part.read_batch", _crashed):
        assert make_part(batch, ReaderSettings(instruments=()), tmp_path, "").made
        assert make_part(batch, ReaderSettings(instruments=()), tmp_path, "").made


def _refused(batch: Batch, settings: ReaderSettings) -> BatchRead:
    return BatchRead(
        workbooks=batch.workbooks,
        outcomes=tuple((rejection(workbook, Refused("EMPTY_FILE")),) for workbook in batch.workbooks),
    )


def _crashed(batch: Batch, settings: ReaderSettings) -> BatchRead:
    return cluster_._lost(batch)


def test_a_machine_that_is_killed_on_the_way_changes_nothing(address: str, forms: Path) -> None:
    settings = ReaderSettings(instruments=prepare_instruments(QUESTIONNAIRES))
    workbooks = _workbooks(forms)
    at_home = {outcome.file: outcome for outcome in take_in(forms, questionnaires=QUESTIONNAIRES)}
    with Client(address, set_as_default=False) as client:
        victim = min(client.run(os.getpid).values())
        reading = on_dask(address)(settings, cut(workbooks, 2))
        reads = [next(reading)]
        os.kill(victim, signal.SIGKILL)
        reads += reading
        assert victim not in client.run(os.getpid).values()
    assert _by_file(iter(reads)) == {workbook.file: (at_home[workbook.file],) for workbook in workbooks}


def test_a_file_that_hangs_or_stops_its_reader_costs_itself_alone(
    address: str, forms: Path, tmp_path: Path
) -> None:
    for name in ("die.xlsx", "spin.xlsx", "well.xlsx"):
        (tmp_path / name).write_bytes((forms / "0.xlsx").read_bytes())
    with Client(address, set_as_default=False) as client:
        client.run(hostile.turn_hostile)
        try:
            outcomes = take_in(tmp_path, questionnaires=QUESTIONNAIRES, spread=on_dask(address))
        finally:
            client.run(hostile.turn_back)
    codes = {outcome.file: [finding.code for finding in outcome.findings] for outcome in outcomes}
    assert codes["die.xlsx"] == ["READER_CRASH"]
    assert codes["spin.xlsx"] == ["TIMEOUT"]
    assert outcomes[-1].submission is not None


class _Future(NamedTuple):
    """A batch that took its machines with it, or was read."""

    batch: Batch

    @property
    def status(self) -> str:
        return "error" if any(workbook.file == "1.xlsx" for workbook in self.batch.workbooks) else "finished"

    def exception(self) -> KilledWorker:
        return KilledWorker("a", mock.Mock(), 3)

    def result(self) -> BatchPart:
        return BatchPart(readings=part_._readings(_refused(self.batch, ReaderSettings(instruments=()))))


class _Machines:
    """A cluster that answers at once."""

    loop = None

    def submit(self, function: object, batch: object, *rest: object, pure: bool) -> object:
        return _Future(batch) if isinstance(batch, Batch) else None


def test_a_batch_that_takes_its_machines_with_it_costs_one_workbook(
    forms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "as_completed", lambda futures, loop: _Arriving(futures))
    settings = ReaderSettings(instruments=())
    machines: Any = _Machines()
    reading = cluster_._Reading(machines, settings, None)
    reads = list(reading.run(cut(_workbooks(forms), 3)))
    codes = {o.file: o.findings[0].code for read in reads for (o,) in read.outcomes}
    assert codes == {f"{n}.xlsx": "READER_CRASH" if n == 1 else "EMPTY_FILE" for n in range(5)}


class _Arriving(list[_Future]):
    """Futures as they are ready, more of them while they are read."""

    def update(self, futures: list[_Future]) -> None:
        self.extend(futures)


def test_reports_are_drawn_as_at_home_even_if_a_machine_is_killed(address: str, tmp_path: Path) -> None:
    reports = build_reports(analyse(small_round(*FACILITIES, register=register(a=5, b=2))))
    edition = Edition(
        out=tmp_path / "home",
        languages=("vi",),
        templates=shipped_templates(),
        formats=("HTML", "PDF", "DOCX"),
    )
    elsewhere = edition.model_copy(
        update={"out": tmp_path / "cluster", "drawing": partial(drawing_on, address)}
    )
    with staged(edition.out) as stage:
        stage_reports(stage, edition, reports)
    with Client(address, set_as_default=False) as client:
        victim = min(client.run(os.getpid).values())

        def kill_after_one(done: int, _: int) -> None:
            if done == 1:
                os.kill(victim, signal.SIGKILL)

        with staged(elsewhere.out) as stage:
            stage_reports(stage, elsewhere, reports, kill_after_one)
        assert victim not in client.run(os.getpid).values()
    names = sorted(path.name for path in edition.out.iterdir())
    assert {path.suffix for path in edition.out.iterdir()} >= {".html", ".pdf", ".docx"}
    assert sorted(path.name for path in elsewhere.out.iterdir()) == names
    for name in names:
        assert (elsewhere.out / name).read_bytes() == (edition.out / name).read_bytes(), name


def test_what_is_worked_out_there_is_what_is_here(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "SIZE", 3)
    round_ = small_round(*FACILITIES, register=register(a=5, b=2))
    at_home, elsewhere = analyse(round_), analyse(round_, parting=parting.parting_on(address))
    assert elsewhere.facility_decisions == at_home.facility_decisions != {}
    assert list(elsewhere.facility_decisions) == list(at_home.facility_decisions)
    assert elsewhere.plans == at_home.plans
    assert any(at_home.plans.values())


def test_a_broken_template_is_told_from_there(address: str, tmp_path: Path) -> None:
    shutil.copytree(shipped_templates(), tmp_path / "own")
    (tmp_path / "own" / "report.typ").write_text("#set page(\n", encoding="utf-8")
    report = next(iter(build_reports(analyse(small_round(*FACILITIES, register=register(a=5, b=2))))))
    document = compose(report, wording("report", "vi"), wording("render", "vi"))
    with drawing_on(address) as drawers, pytest.raises(DxassessError) as caught:
        drawers.draw("PDF", document, template_folder=tmp_path / "own")
    assert caught.value.key == "template.faulty"


def test_what_keeps_a_cluster_from_reading_is_said(
    address: str, forms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = cluster_.told(AssertionError("daemonic processes are not allowed to have children"))
    assert isinstance(refused, DxassessError)
    assert refused.key == "cluster.daemonic"
    monkeypatch.setattr(cluster_, "_SECONDS_TO_CONNECT", 0.2)
    done = dxassess("score", forms, "-o", tmp_path / "r.json", "--cluster", "tcp://127.0.0.1:9")
    assert (done.returncode, done.stdout) == (2, "")
    assert "tcp://127.0.0.1:9" in done.stderr
    assert list(tmp_path.iterdir()) == []


def _by_file(reads: Iterator[BatchRead]) -> dict[str, object]:
    pairs = (zip(read.workbooks, read.outcomes, strict=True) for read in reads)
    return {workbook.file: outcomes for batch in pairs for workbook, outcomes in batch}
