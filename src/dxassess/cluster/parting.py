"""Work on many cases parted among the machines of a running cluster of dask.distributed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dxassess.cluster.dask import connected, told
from dxassess.insight.parting import Parting

SIZE = 64
"""Cases a part: they share their questionnaire on the way, four hundred kilobytes, where a case is forty."""


def parting_on(address: str) -> Parting:
    """Work done by the cluster whose scheduler listens at `address`; a part that is lost with a machine is
    done by another. DxassessError where nobody answers, or the machines cannot do it."""

    def parting(function: Callable[[Sequence[Any]], Any], values: Sequence[Any]) -> Iterator[Any]:
        with connected(address) as client:
            starts = range(0, len(values), SIZE)
            futures = [client.submit(function, values[start : start + SIZE], pure=False) for start in starts]
            for future in futures:
                try:
                    result = future.result()
                except Exception as problem:
                    raise told(problem) from problem
                yield result

    return parting
