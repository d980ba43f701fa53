"""CSV files that are the sheets of one form, exported one a sheet: they are read as one workbook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from dxassess.findings.finding import Place, finding
from dxassess.intake.gathering.filenames import suffix_of
from dxassess.intake.gathering.files import Page, Workbook
from dxassess.intake.submission import FileOutcome

_TABLES = (".csv", ".tsv")
_SEPARATORS = " -_."
_SEPARATOR = re.compile(r"^(?: *[-.] *|[ _])")


def put_together(
    workbooks: Sequence[Workbook], codes: Iterable[str]
) -> tuple[tuple[Workbook, ...], tuple[FileOutcome, ...]]:
    """The workbooks with every set of such files as one, called after the first of them, and the outcomes of
    the others. Programs put the name of the sheet behind that of the file ("80003-C1 Cam kết.csv"): at least
    two files of a folder must be called after different conditions (`codes`), none twice, behind the same
    beginning, and whatever else has this beginning belongs to them."""
    joined: dict[str, Workbook] = {}
    outcomes: dict[str, FileOutcome] = {}
    for workbook_set, beginning in _sets(workbooks, re.compile(_pattern(codes), re.IGNORECASE)):
        first, *others = workbook_set
        pages = (
            Page(name=_SEPARATOR.sub("", _stem(each)[len(beginning) :]), path=each.path, inside=each.inside)
            for each in workbook_set
        )
        joined[first.file] = first.model_copy(update={"pages": tuple(pages)})
        outcomes |= {other.file: _page_of(first.file, other.file) for other in others}
    workbooks_left = (joined.get(each.file, each) for each in workbooks if each.file not in outcomes)
    return tuple(workbooks_left), tuple(outcomes.values())


def _page_of(form: str, file: str) -> FileOutcome:
    page_finding = finding("PAGE_OF_FORM", Place(file=file), expected=form)
    return FileOutcome(file=file, size=None, sha256=None, status="ignored", findings=(page_finding,))


def _pattern(codes: Iterable[str]) -> str:
    return rf"(.+?)[{re.escape(_SEPARATORS)}]+({'|'.join(map(re.escape, sorted(codes)))})(?![0-9a-z])"


def _sets(workbooks: Sequence[Workbook], pattern: re.Pattern[str]) -> Iterable[tuple[list[Workbook], str]]:
    """The files of each set, those of conditions first, and the beginning that they share."""
    tables = [each for each in workbooks if suffix_of(each.file) in _TABLES]
    by_beginning: defaultdict[tuple[str, str], dict[str, list[Workbook]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for table in tables:
        match = pattern.match(_stem(table))
        if match:
            by_beginning[_folder(table), match[1]][match[2].upper()].append(table)
    for (folder, beginning), by_code in by_beginning.items():
        if len(by_code) > 1 and all(len(each) == 1 for each in by_code.values()):
            coded = [each for _, (each,) in sorted(by_code.items())]
            yield (
                coded
                + [
                    each
                    for each in tables
                    if each not in coded and _folder(each) == folder and _begins(_stem(each), beginning)
                ],
                beginning,
            )


def _begins(stem: str, beginning: str) -> bool:
    return stem.startswith(beginning) and stem[len(beginning) :][:1] in tuple(_SEPARATORS)


def _stem(workbook: Workbook) -> str:
    return PurePosixPath(workbook.file).stem


def _folder(workbook: Workbook) -> str:
    return workbook.file.rpartition("/")[0]
