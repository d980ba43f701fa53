"""Processes that draw what goes through Typst, renewed before they grow.

Typst keeps what its last ten or so compilations worked out, and no way is known to make it forget: measured,
about 100 MB a report of a province, up to 1.1 GB. A process that has drawn one is ended, and the next begins
anew; briefs, sheets and indexes are small enough to be drawn one after the other. The program itself never
loads Typst.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from types import MappingProxyType, TracebackType
from typing import Literal, NamedTuple, Protocol, Self

from dxassess.errors import DxassessError, OutputError
from dxassess.render.document import Document

if sys.platform == "win32":  # the end of a pipe is a class of its own there
    from multiprocessing.connection import PipeConnection as Connection
else:
    from multiprocessing.connection import Connection

DrawnFormat = Literal["PDF", "DOCX"]
MOST_LONG = 1
"""Long documents a process. Measured on the example in two languages, peak of all processes together: 757 MB
with one, 1,257 with three, 1,429 where the program itself drew them."""
_LONG = ("province", "region")
_SPAWN = Lock()


class Drawing(Protocol):
    """Who draws documents, for so many `threads` at a time."""

    @property
    def threads(self) -> int:
        """As many may ask at a time."""

    def draw(self, format_: DrawnFormat, document: Document, *, template_folder: Path) -> bytes:
        """The bytes of `document`, the same whoever draws."""


class _Request(NamedTuple):
    """What a process is asked for."""

    format: DrawnFormat
    document: Document
    template_folder: Path


class Renderers:
    """So many processes that draw for as many threads; none is started before it is needed."""

    def __init__(self, size: int) -> None:
        self.threads = size
        self._idle: SimpleQueue[_Renderer] = SimpleQueue()
        self._all = [_Renderer() for _ in range(size)]
        for renderer in self._all:
            self._idle.put(renderer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for renderer in self._all:
            renderer.end()

    def draw(self, format_: DrawnFormat, document: Document, *, template_folder: Path) -> bytes:
        """The bytes of `document`, the same as drawn at home. Waits while all processes are busy. Raises what
        the renderer of the format raises, and OutputError where the process died twice."""
        renderer = self._idle.get()
        try:
            return renderer.draw(_Request(format_, document, template_folder))
        finally:
            self._idle.put(renderer)


class _Renderer:
    """One process after the other, and the pipe to it."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._long = 0

    def draw(self, request: _Request) -> bytes:
        answer = self._asked(request) or self._asked(request)
        if answer is None:
            raise OutputError("output.renderer_lost", subject=request.document.subject, format=request.format)
        if isinstance(answer, BaseException):
            raise answer
        self._long += request.document.kind in _LONG
        if self._long >= MOST_LONG:
            self.end()
        return answer

    def end(self) -> None:
        """End the process, if there is one, and wait until it is gone."""
        if self._process is None or self._pipe is None:
            return
        self._pipe.close()
        self._process.kill()
        self._process.join()
        self._process, self._pipe, self._long = None, None, 0

    def _asked(self, request: _Request) -> bytes | BaseException | None:
        """The answer to a request; None where the process died of it."""
        pipe = self._pipe or self._started()
        try:
            pipe.send(request)
            answer: bytes | BaseException = pipe.recv()
        except (EOFError, OSError):
            self.end()
            return None
        return answer

    def _started(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        with _SPAWN:
            self._pipe, far_end = context.Pipe()
            self._process = context.Process(target=_serve, args=(far_end,), daemon=True)
            self._process.start()
            far_end.close()
        return self._pipe


def _serve(pipe: Connection) -> None:
    """A process's life: one answer for every request, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            pipe.send(_answer(pipe.recv()))
    except (EOFError, OSError):
        return


def _answer(request: _Request) -> bytes | BaseException:
    try:
        return _drawn_by()[request.format](request.document, template_folder=request.template_folder)
    except DxassessError as error:
        return error
    except Exception as error:  # noqa: BLE001 - a defect is raised where somebody sees it, with where it was
        error.add_note(traceback.format_exc())
        return error


def _drawn_by() -> Mapping[DrawnFormat, Callable[..., bytes]]:
    """The renderers, loaded where they are used: the parent has no need of them."""
    from dxassess.render.pdf import render_pdf
    from dxassess.render.report_word import render_word

    return MappingProxyType({"PDF": render_pdf, "DOCX": render_word})
