"""Documents drawn on a running cluster of dask.distributed, in processes apart and renewed as at home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.cluster.dask import connected, told
from dxassess.errors import OutputError
from dxassess.files.templates import shipped_templates
from dxassess.render.document import Document
from dxassess.render.renderers import Drawing, DrawnFormat, Renderers

if TYPE_CHECKING:
    from distributed import Client


def drawing_on(address: str) -> AbstractContextManager[Drawing]:
    """Drawing by the machines of the cluster whose scheduler listens at `address`; they see the folder of
    templates under the same name, or have the program's own. The same bytes as here. What is lost with a
    machine is drawn by another. DxassessError where nobody answers or the machines cannot do it."""
    return _drawing(address)


@contextmanager
def _drawing(address: str) -> Iterator[Drawing]:
    with connected(address) as client:
        yield _There(client)


class _There:
    """The machines of a cluster, each of which draws as many documents at a time as it has threads."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.threads = max(1, sum(client.nthreads().values()))

    def draw(self, format_: DrawnFormat, document: Document, *, template_folder: Path) -> bytes:
        """As `Renderers.draw`."""
        from distributed import KilledWorker

        folder = None if template_folder == shipped_templates() else template_folder
        try:
            drawn: bytes = self._client.submit(drawn_there, format_, document, folder, pure=False).result()
        except KilledWorker as problem:
            raise OutputError("output.renderer_lost", subject=document.subject, format=format_) from problem
        except Exception as problem:
            raise told(problem) from problem
        return drawn


def drawn_there(format_: DrawnFormat, document: Document, template_folder: Path | None) -> bytes:
    """What a machine of the cluster does."""
    from distributed import get_worker

    renderers = _renderers(get_worker().state.nthreads)
    return renderers.draw(format_, document, template_folder=template_folder or shipped_templates())


@cache
def _renderers(size: int) -> Renderers:
    """Those of this machine, as long as it serves."""
    return Renderers(size)
