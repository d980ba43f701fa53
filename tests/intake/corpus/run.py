"""The corpus read by the real intake, and held against what is expected of every file."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.files.noting import note_written
from tests.intake.corpus import cells, hostile, layouts, packages
from tests.intake.corpus.form import VALUES, VINTAGE, Case, department, facility

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome

KINDS = {
    "a": "packages damaged on the way",
    "b": "bombs and far cells",
    "c": "XML with more than cells",
    "d": "parts missing, macros, links",
    "e": "cells as people type them",
    "h": "valid XML as hardly anybody writes it",
    "g": "layouts moved, renamed, merged",
    "i": "other formats",
    "j": "archives",
    "k": "marks beside the answers",
}
NO_WORKBOOK = "beside the workbooks"
LEFTOVERS = {
    "~$a.xlsx": ("ignored", "LOCK_FILE"),
    "Thumbs.db": ("ignored", "SYSTEM_FILE"),
    "ghi chú.txt": ("ignored", "NOT_A_SUBMISSION"),
    "ảnh.jpg": ("ignored", "NOT_A_SUBMISSION"),
    "phiếu.rar": ("ignored", "ARCHIVE_NOT_OPENED"),
    "register.xlsx": ("ignored", "REGISTER_FILE"),
    "round.yaml": ("ignored", "ROUND_FILE"),
    "cũ/run.json": ("ignored", "OUTPUT_FILE"),
}
KNOWN: dict[str, FindingCode] = {"register.xlsx": "REGISTER_FILE", "round.yaml": "ROUND_FILE"}
LINK, PIPE, VANISHING = "link.xlsx", "pipe.xlsx", "vanishing.xlsx"


class Result(NamedTuple):
    """What became of a case; `faults` says in words what is not as expected."""

    name: str
    status: str
    findings: frozenset[str]
    faults: tuple[str, ...]


class Run(NamedTuple):
    """All results and how many seconds of a processor reading took."""

    results: tuple[Result, ...]
    seconds: float


def all_cases() -> Iterator[Case]:
    """Every file of the corpus."""
    yield from packages.cases()
    yield from hostile.cases()
    yield from cells.cases()
    yield from layouts.cases()


def run(folder: Path, cases: Sequence[Case] | None = None) -> Run:
    """Write the cases into `folder`, read it as a round and compare."""
    chosen = tuple(all_cases()) if cases is None else tuple(cases)
    for case in chosen:
        (folder / case.name).write_bytes(case.content)
    extra = {} if cases is not None else _special_files(folder)

    def first_heard(_outcome: FileOutcome) -> None:
        (folder / VANISHING).unlink(missing_ok=True)

    started = work()
    outcomes = take_in(
        folder,
        questionnaires=(facility(), department()),
        vintage=VINTAGE,
        known_files=KNOWN,
        on_file=first_heard,
    )
    seconds = work() - started
    found = {outcome.file: outcome for outcome in outcomes}
    results = [_compared(case, found, outcomes) for case in chosen]
    results += [
        Result(name, *_ended(found.get(name)), _expected(found.get(name), status, frozenset({code})))
        for name, (status, code) in extra.items()
    ]
    return Run(tuple(results), seconds)


def work() -> float:
    """The seconds of a processor that this program and the workers that it ended have taken so far: how busy
    the machine is does not show in it."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def table(results: Sequence[Result]) -> str:
    """Cases by kind and outcome."""
    counts = Counter((_kind(result.name), result.status) for result in results)
    statuses = sorted({status for _, status in counts})
    kinds = [kind for kind in (*KINDS.values(), NO_WORKBOOK) if any(counts[kind, s] for s in statuses)]
    lines = [f"{'':32}" + "".join(f"{status:>24}" for status in statuses)]
    lines += [f"{kind:32}" + "".join(f"{counts[kind, s]:24}" for s in statuses) for kind in kinds]
    lines.append(f"{'total':32}" + "".join(f"{sum(r.status == s for r in results):24}" for s in statuses))
    return "\n".join(lines)


def _kind(name: str) -> str:
    known = KINDS.get(name[0]) if name[1:2] == "-" or name[1:2].isdecimal() else None
    return known or NO_WORKBOOK


def _special_files(folder: Path) -> dict[str, tuple[str, str]]:
    (folder / "cũ").mkdir()
    for name in LEFTOVERS:
        (folder / name).write_bytes(b"x")
    note_written(folder / "cũ", [folder / "cũ" / "run.json"])
    (folder / VANISHING).write_bytes(packages.form())
    (folder / LINK).symlink_to(folder / "nowhere")
    os.mkfifo(folder / PIPE)
    more = {
        LINK: ("ignored", "LINK"),
        PIPE: ("ignored", "NOT_A_FILE"),
        VANISHING: ("rejected", "CANNOT_OPEN"),
        _too_deep(folder): ("rejected", "PATH_TOO_LONG"),
    }
    return {**LEFTOVERS, **more}


def _too_deep(folder: Path) -> str:
    """The name of a folder so deep in others that no path reaches it."""
    names: list[str] = []
    inner = os.open(folder, os.O_RDONLY)
    while len(os.fsencode(folder.joinpath(*names))) < os.pathconf(folder, "PC_PATH_MAX"):
        names.append("x" * 200)
        os.mkdir(names[-1], dir_fd=inner)
        outer, inner = inner, os.open(names[-1], os.O_RDONLY, dir_fd=inner)
        os.close(outer)
    os.close(inner)
    return "/".join(names)


def _ended(outcome: FileOutcome | None) -> tuple[str, frozenset[str]]:
    if outcome is None:
        return "lost", frozenset()
    return outcome.status, frozenset(finding.code for finding in outcome.findings)


def _expected(outcome: FileOutcome | None, status: str, codes: frozenset[str]) -> tuple[str, ...]:
    ended, told = _ended(outcome)
    faults = [] if ended == status else [f"{ended} instead of {status}"]
    if codes - told:
        faults.append(f"without {', '.join(sorted(codes - told))}")
    return tuple(faults)


def _compared(case: Case, found: dict[str, FileOutcome], outcomes: Sequence[FileOutcome]) -> Result:
    outcome = found.get(case.name)
    status, told = _ended(outcome)
    inside = [o for o in outcomes if o.file.startswith((case.name + "/", case.name + "#"))]
    told |= {finding.code for o in inside for finding in o.findings}
    faults = list(_expected(outcome, case.status, frozenset()))
    if case.codes - told:
        faults.append(f"without {', '.join(sorted(case.codes - told))}")
    if outcome is not None and outcome.submission is not None:
        read = {a.item: a.value for a in outcome.submission.answers if a.state == "answered"}
        expected = {k: v for k, v in {**VALUES, **case.values}.items() if not _is_gone(v)}
        wrong = {k: (read.get(k), expected.get(k)) for k in read | expected if read.get(k) != expected.get(k)}
        faults += [f"{item} read as {value!r}, not {right!r}" for item, (value, right) in wrong.items()]
    return Result(case.name, status, told, tuple(faults))


def _is_gone(value: object) -> bool:
    return value is None or value is cells.GONE
