"""A ZIP archive of submissions: what it holds, listed within limits, and the bytes of one member."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from dxassess.files.outputs import NOTE, read_note
from dxassess.findings.finding import Finding, Place, finding
from dxassess.frozen import Frozen
from dxassess.intake.gathering.filenames import ARCHIVE, Aside, by_suffix, is_system_name, leftover, suffix_of
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.submission import FileOutcome
from dxassess.intake.workbook.guard import looks_like_workbook
from dxassess.intake.workbook.opening import LARGEST, Refused, read_bytes, sha256
from dxassess.intake.workbook.zipguard import Archive, ArchivePart, inflate, read_directory

_DEEPEST = 2
_MOST_MEMBERS = 2_000
_LARGEST_TOTAL = 256 << 20
# A form is an archive already and hardly shrinks, a table of text shrinks to a tenth.
_HIGHEST_RATIO, _RATIO_FROM = 200, 1 << 20


class Listing(Frozen):
    """The members to read, the outcomes of those that are none, and what is odd about the archive itself."""

    members: tuple[Workbook, ...]
    aside: tuple[FileOutcome, ...]
    findings: tuple[Finding, ...]


def list_archive(content: bytes, workbook: Workbook) -> Listing:
    """Everything in the archive and in archives within it, each under the name `archive.zip/inner/name`.

    Raises Refused where the archive contradicts itself, is encrypted, or holds far too much.
    """
    walk = _Walk(workbook)
    walk.open(content, workbook.file, workbook.inside)
    return Listing(members=tuple(walk.members), aside=tuple(walk.aside), findings=tuple(walk.findings))


def member_bytes(content: bytes, inside: tuple[str, ...]) -> bytes:
    """The bytes of the member that `inside` leads to; raises Refused if they are not as promised."""
    for name in inside:
        archive = read_directory(content, package=False)
        if name not in archive.parts:
            raise Refused("CORRUPT", found=name)
        _refuse_bomb(archive.parts[name])
        content = inflate(content, archive, [name])[name]
    return content


def file_bytes(path: Path, file: str) -> bytes:
    """The bytes of a file as it is called in outcomes, at `path`, which leads through an archive where the
    file is a member of one. Raises Refused where there is none."""
    archive = next((parent for parent in path.parents if parent.is_file()), None)
    if archive is None:
        return read_bytes(path)
    content = read_bytes(archive)
    name = "/".join(file.split("/")[: -len(path.relative_to(archive).parts)])
    members = list_archive(content, Workbook(file=name, path=archive)).members
    inside = next((member.inside for member in members if member.file == file), None)
    if inside is None:
        raise Refused("CANNOT_OPEN")
    return member_bytes(content, inside)


class _Walk:
    def __init__(self, workbook: Workbook) -> None:
        self.members: list[Workbook] = []
        self.aside: list[FileOutcome] = []
        self.findings: list[Finding] = []
        self._path = workbook.path
        self._taken: set[str] = {workbook.file}
        self._total = 0

    def open(self, content: bytes, file: str, inside: tuple[str, ...]) -> None:
        archive = read_directory(content, package=False)
        self.findings += [finding(code, Place(file=file)) for code in archive.warnings]
        written = _written(content, archive)
        for name, part in _files(archive):
            self._total += part.size
            if len(self._taken) > _MOST_MEMBERS:
                raise Refused("TOO_MANY_ENTRIES", found=f"> {_MOST_MEMBERS}")
            if self._total > _LARGEST_TOTAL:
                raise Refused("TOO_BIG_INFLATED", found=str(self._total))
            known_as = self._name(file, name)
            if name in written and _is_output(content, archive, name, written[name]):
                self._put_aside(Aside("ignored", "OUTPUT_FILE"), part, known_as)
            else:
                self._member(content, archive, name, file=known_as, inside=(*inside, name))

    def _member(
        self, content: bytes, archive: Archive, name: str, *, file: str, inside: tuple[str, ...]
    ) -> None:
        part, last = archive.parts[name], file.rpartition("/")[2]
        aside = Aside("ignored", "SYSTEM_FILE") if _in_system_folder(name) else leftover(last)
        aside = aside or by_suffix(last)
        if aside is not None and aside.by_content and self._holds_workbook(content, archive, name):
            aside = None
        try:
            if aside is None and suffix_of(last) == ARCHIVE:
                _refuse_bomb(part)
                self._nested(inflate(content, archive, [name])[name], file, inside)
            elif aside is None:
                _refuse_bomb(part)
                self.members.append(Workbook(file=file, path=self._path, inside=inside))
        except Refused as refusal:
            if refusal.code == "TOO_MANY_ENTRIES" or self._total > _LARGEST_TOTAL:
                raise
            aside = Aside("rejected", refusal.code, refusal.found)
        if aside is not None:
            self._put_aside(aside, part, file)

    @staticmethod
    def _holds_workbook(content: bytes, archive: Archive, name: str) -> bool:
        """As in a folder: whether a member of an odd name is a workbook by its bytes."""
        with suppress(Refused):
            _refuse_bomb(archive.parts[name])
            return looks_like_workbook(inflate(content, archive, [name])[name])
        return False

    def _put_aside(self, aside: Aside, part: ArchivePart, file: str) -> None:
        why_aside = finding(aside.code, Place(file=file), found=aside.suffix)
        self.aside.append(
            FileOutcome(file=file, size=part.size, sha256=None, status=aside.status, findings=(why_aside,))
        )

    def _nested(self, content: bytes, file: str, inside: tuple[str, ...]) -> None:
        if len(inside) >= _DEEPEST:
            raise Refused("ZIP_OF_WORKBOOKS", found=ARCHIVE)
        before = len(self.members) + len(self.aside)
        self.open(content, file, inside)
        self.aside.append(opened(file, len(self.members) + len(self.aside) - before, size=len(content)))

    def _name(self, file: str, name: str) -> str:
        """The name that outcomes bear: no way out of the archive, nothing unprintable, no two alike."""
        steps = [step for step in name.split("/") if step.strip() not in ("", ".", "..")]
        plain = "/".join((file, *(steps or ["_"])))
        plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in plain)
        free_name, n = plain, 2
        while free_name in self._taken:
            path = PurePosixPath(plain)
            free_name, n = str(path.with_name(f"{path.stem} ({n}){path.suffix}")), n + 1
        self._taken.add(free_name)
        return free_name


def opened(
    file: str, members: int, *, size: int, sha256: str | None = None, findings: tuple[Finding, ...] = ()
) -> FileOutcome:
    """The outcome of an archive whose members have outcomes of their own."""
    if not members:
        what_opened = finding("NOT_A_WORKBOOK", Place(file=file), found="ZIP")
        return FileOutcome(file=file, size=size, sha256=sha256, status="rejected", findings=(what_opened,))
    what_opened = finding("ARCHIVE_OPENED", Place(file=file), found=str(members))
    return FileOutcome(
        file=file, size=size, sha256=sha256, status="ignored", findings=(what_opened, *findings)
    )


def _files(archive: Archive) -> Iterator[tuple[str, ArchivePart]]:
    return ((name, part) for name, part in archive.parts.items() if name and not name.endswith("/"))


def _written(content: bytes, archive: Archive) -> dict[str, str]:
    """What runs noted as their outputs in folders of the archive, by name; a damaged note says nothing."""
    written: dict[str, str] = {}
    for name, part in _files(archive):
        folder, slash, last = name.rpartition("/")
        if last == NOTE:
            with suppress(Refused):
                _refuse_bomb(part)
                noted = read_note(inflate(content, archive, [name])[name])
                written |= {f"{folder}{slash}{output}": sha for output, sha in noted.outputs.items()}
    return written


def _is_output(content: bytes, archive: Archive, name: str, digest: str) -> bool:
    """As in a folder: what may be a form only if it was not touched since it was written."""
    if by_suffix(name) is not None:
        return True
    with suppress(Refused):
        _refuse_bomb(archive.parts[name])
        return sha256(inflate(content, archive, [name])[name]) == digest
    return False


def _in_system_folder(name: str) -> bool:
    return any(is_system_name(step) and step not in (".", "..") for step in name.split("/")[:-1])


def _refuse_bomb(part: ArchivePart) -> None:
    if part.size == 0:
        raise Refused("EMPTY_FILE")
    if part.size > LARGEST:
        raise Refused("TOO_BIG", found=str(part.size))
    if part.size > _RATIO_FROM and part.size > _HIGHEST_RATIO * max(1, part.packed):
        raise Refused("TOO_BIG_INFLATED", found=str(part.size))
