"""One file to its outcomes: guard, read, identify, match, understand. Runs in a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Finding, Place, finding
from dxassess.frozen import Frozen
from dxassess.intake.form.form import FormSource, read_form
from dxassess.intake.gathering.archive import list_archive, member_bytes, opened
from dxassess.intake.gathering.filenames import ARCHIVE, suffix_of
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.gathering.pages import put_together
from dxassess.intake.layouts.known import KnownLayouts
from dxassess.intake.matching.identify import Identified, KnownInstrument, identify
from dxassess.intake.matching.match import Slot
from dxassess.intake.matching.respondents import reject_twins
from dxassess.intake.overlay.overlay import Laid, lay_over, tell_over
from dxassess.intake.submission import FileOutcome
from dxassess.intake.workbook.guard import Guarded, examine
from dxassess.intake.workbook.marks import Position, cell_name
from dxassess.intake.workbook.opening import Refused, fingerprint, read_bytes, sha256
from dxassess.intake.workbook.reader import read_sheets
from dxassess.intake.workbook.sheet import Sheet
from dxassess.intake.workbook.xlsx.package import is_output

_SUFFIXES = {
    "xlsx": (".xlsx", ".xlsm"),
    "ods": (".ods",),
    "xls": (".xls",),
    "csv": (".csv", ".tsv"),
}


def _unlimited(_respondents: int) -> None:
    """Nobody counts time and memory outside a worker."""


class ReaderSettings(Frozen):
    """What a worker needs to know for all files. `allow` is told of a table of so many
    respondents, which needs more time and memory than a form."""

    instruments: tuple[KnownInstrument, ...]
    vintage: str | None = None
    allow: Callable[[int], None] = _unlimited

    @cached_property
    def layouts(self) -> KnownLayouts:
        """The layouts of the forms that this process has read."""
        return KnownLayouts(self.instruments)


class Taken(Frozen):
    """What came of a file: its own outcome first, then those of the respondents in it; `more` is what an
    archive holds, to be read on its own."""

    outcomes: tuple[FileOutcome, ...]
    more: tuple[Workbook, ...] = ()


def read_file(workbook: Workbook, settings: ReaderSettings) -> FileOutcome:
    """The outcome of the file itself."""
    return take_file(workbook, settings).outcomes[0]


def take_file(workbook: Workbook, settings: ReaderSettings) -> Taken:
    """The outcomes of a file. Every failure that a file can cause becomes a finding; nothing is raised."""
    try:
        content = b"".join(_contents(workbook))
    except Refused as refusal:
        return Taken(outcomes=(rejection(workbook, refusal),))
    try:
        return _take(content, workbook, settings)
    except Refused as refusal:
        findings = (_refusal(workbook.file, refusal),)
        refused = FileOutcome(
            file=workbook.file,
            size=len(content),
            sha256=sha256(content),
            status="rejected",
            findings=findings,
        )
        return Taken(outcomes=(refused,))


def rejection(workbook: Workbook, refusal: Refused) -> FileOutcome:
    """The outcome of a file that could not be read at all, with its fingerprint where it can be had."""
    size: int | None = None
    digest: str | None = None
    with suppress(Refused):
        size, digest = (None, None) if workbook.inside else fingerprint(workbook.path)
    findings = _refusal(workbook.file, refusal)
    return FileOutcome(file=workbook.file, size=size, sha256=digest, status="rejected", findings=(findings,))


def _refusal(file: str, refusal: Refused) -> Finding:
    place = Place(file=file, sheet=refusal.sheet, cell=refusal.cell)
    return finding(refusal.code, place, found=refusal.found)


def _take(content: bytes, workbook: Workbook, settings: ReaderSettings) -> Taken:
    try:
        guarded = _examine_pages(workbook) if workbook.pages else _examine(content)
    except Refused as refusal:
        if not _is_archive(workbook, refusal):
            raise
        return _take_archive(content, workbook, settings)
    if guarded.package is not None and is_output(guarded.package):
        return Taken(outcomes=(_own_output(content, workbook.file),))
    return Taken(outcomes=_read(content, guarded, workbook.file, settings))


def _own_output(content: bytes, file: str) -> FileOutcome:
    why_aside = finding("OUTPUT_FILE", Place(file=file))
    return FileOutcome(
        file=file, size=len(content), sha256=sha256(content), status="ignored", findings=(why_aside,)
    )


def _is_archive(workbook: Workbook, refusal: Refused) -> bool:
    """An archive within an archive was opened with it; one that bears the name of a form is not opened."""
    if workbook.inside:
        return False
    other = refusal.code == "NOT_A_WORKBOOK" and refusal.found == "ZIP"
    return refusal.code == "ZIP_OF_WORKBOOKS" or (other and suffix_of(workbook.file) == ARCHIVE)


def _take_archive(content: bytes, workbook: Workbook, settings: ReaderSettings) -> Taken:
    listing = list_archive(content, workbook)
    codes = {condition.code for i in settings.instruments for condition in i.questionnaire.conditions}
    members, pages = put_together(listing.members, codes)
    of_archive = opened(
        workbook.file,
        len(listing.members) + len(listing.aside),
        size=len(content),
        sha256=sha256(content),
        findings=listing.findings,
    )
    return Taken(outcomes=(of_archive, *listing.aside, *pages), more=members)


def _read(content: bytes, guarded: Guarded, file: str, settings: ReaderSettings) -> tuple[FileOutcome, ...]:
    sheets = read_sheets(content, guarded)
    recalled = _recall(sheets, settings)
    identified = recalled or identify(sheets, settings.instruments, file=file)
    source = FormSource(
        file=file,
        size=len(content),
        sha256=sha256(content),
        questionnaire=identified.questionnaire,
        version=identified.version,
        vintage=settings.vintage,
        epoch_1904=guarded.epoch_1904,
        stamp=identified.stamp,
    )
    earlier_findings = (
        *_package_findings(guarded, file),
        *_odd_cells(sheets, identified, file),
        *identified.findings,
    )
    if not identified.respondents and not identified.is_table:
        slots = identified.matched.slots
        laid = Laid() if recalled else _laid(sheets, slots, identified, file, alone=True)
        if not recalled:
            _keep(sheets, identified, laid, settings)
        earlier_findings = (*earlier_findings, *identified.matched.findings)
        return (
            read_form(
                source,
                slots,
                name=file,
                gone_code="ROWS_NOT_FOUND",
                earlier_findings=earlier_findings,
                laid=laid,
            ),
        )
    settings.allow(len(identified.respondents))
    return _several(source, identified, earlier_findings, sheets)


def _recall(sheets: Sequence[Sheet], settings: ReaderSettings) -> Identified | None:
    """What a form laid out like an earlier one holds where: it is neither matched nor laid over again."""
    return settings.layouts.recall(sheets)


def _keep(sheets: Sequence[Sheet], identified: Identified, laid: Laid, settings: ReaderSettings) -> None:
    settings.layouts.keep(sheets, identified, laid)


def _laid(
    sheets: Sequence[Sheet],
    slots: Mapping[str, tuple[Slot, ...]],
    identified: Identified,
    file: str,
    *,
    alone: bool,
) -> Laid:
    return lay_over(
        sheets,
        slots,
        identified.instrument,
        file=file,
        alone=alone,
        known_version=identified.version == identified.questionnaire.version,
        known_findings=identified.matched.findings,
    )


def _several(
    source: FormSource, identified: Identified, earlier_findings: tuple[Finding, ...], sheets: Sequence[Sheet]
) -> tuple[FileOutcome, ...]:
    """The outcome of the file, which is no submission itself, then one for every respondent in it."""
    place = Place(file=source.file)
    count = len(identified.respondents)
    count_finding = (
        finding("SEVERAL_RESPONDENTS", place, found=str(count)) if count else finding("NO_ANSWERS", place)
    )
    over = tell_over(sheets, identified.instrument, file=source.file) if identified.is_table else ()
    odd = (*identified.matched.findings, *over) if identified.is_table else ()
    container = FileOutcome(
        file=source.file,
        size=source.size,
        sha256=source.sha256,
        status="ignored" if count else "rejected",
        findings=(count_finding, *earlier_findings, *odd),
    )
    gone_code: FindingCode = "COLUMNS_NOT_FOUND" if identified.is_table else "ROWS_NOT_FOUND"
    read = []
    for each in identified.respondents:
        name = f"{source.file}#{each.name}"
        own_sheets = [sheet for sheet in sheets if sheet.name in each.alone_on]
        laid = Laid()
        if not identified.is_table:
            laid = _laid(own_sheets or sheets, each.slots, identified, source.file, alone=bool(own_sheets))
        read.append(
            read_form(
                source._replace(stamp=each.stamp),
                each.slots,
                name=name,
                gone_code=gone_code,
                earlier_findings=each.findings,
                laid=laid,
            )
        )
    return (container, *reject_twins(read, source.file))


def _examine(content: bytes) -> Guarded:
    try:
        return examine(content)
    except (ValueError, KeyError, IndexError, OverflowError, RecursionError) as problem:
        # Nothing a stranger writes into a package may end the run; what the guard did not foresee is corrupt.
        raise Refused("CORRUPT", found=type(problem).__name__) from problem


def _contents(workbook: Workbook) -> Iterator[bytes]:
    """The bytes of the file; of a form whose sheets are files, those of all of them."""
    for part in workbook.pages or (workbook,):
        yield member_bytes(read_bytes(part.path), part.inside)


def _examine_pages(workbook: Workbook) -> Guarded:
    """The sheets of a form that came as one text file each."""
    sheets: list[Sheet] = []
    for page, content in zip(workbook.pages, _contents(workbook), strict=True):
        guarded = _examine(content)
        if guarded.kind != "csv":
            raise Refused("CSV_NOT_READ", found=guarded.kind, sheet=page.name)
        sheets += [sheet._replace(name=page.name) for sheet in read_sheets(content, guarded)]
    return guarded._replace(pages=tuple(sheets))


def _odd_cells(sheets: Sequence[Sheet], identified: Identified, file: str) -> Iterator[Finding]:
    """Cells that nobody read: too far away to be part of a form, or damaged where no answer stands (an answer
    has a finding of its own)."""
    answers: set[tuple[str, Position]] = set()
    if any(sheet.marks.unreadable for sheet in sheets):
        slot_tables = (identified.matched.slots, *(each.slots for each in identified.respondents))
        answers = {(s.sheet.name, s.answer) for slots in slot_tables for each in slots.values() for s in each}
    for sheet in sheets:
        for position in sheet.marks.stray:
            yield finding("STRAY_CELL", Place(file=file, sheet=sheet.name, cell=cell_name(position)))
        for position in sorted(sheet.marks.unreadable):
            if (sheet.name, position) not in answers:
                yield finding("CELL_UNREADABLE", Place(file=file, sheet=sheet.name, cell=cell_name(position)))


def _package_findings(guarded: Guarded, file: str) -> list[Finding]:
    place = Place(file=file)
    findings = [finding(code, place) for code in guarded.warnings]
    if guarded.encoding is not None:
        findings.insert(0, finding("ENCODING_GUESSED", place, expected=guarded.encoding))
    if not file.lower().endswith(_SUFFIXES[guarded.kind]):
        suffix = file.rpartition(".")[2]
        findings.insert(0, finding("WRONG_EXTENSION", place, found=suffix, expected=guarded.kind))
    return findings
