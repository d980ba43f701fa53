"""Which cells of a table to hide so that nobody reads a small group out of it (method.md §7)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dxassess.statistics.panel import Floats, Ints, Mask


def hidden_cells(sizes: Sequence[Sequence[int]], *, min_group: int = 5) -> tuple[tuple[bool, ...], ...]:
    """Which cells to hide in a table of group sizes (rows × columns) whose row and column totals are printed.

    Hidden are groups of 1 to `min_group` - 1, and further ones, the smallest first (ties in reading order),
    until in every row and column what is hidden together counts at least `min_group`, and no hidden cell can
    be worked out from the totals and the cells shown. A list of groups with one total is a table of one row
    whose columns are its groups: pass it as one row; a column of one cell has no total of its own. Where all
    of a row or column is hidden and its total is below `min_group`, the total is about a small group itself.
    """
    counts = np.array(sizes, dtype=np.intp).reshape(len(sizes), -1)
    hidden = (counts > 0) & (counts < min_group)
    while True:
        line = _exposed(counts, hidden, min_group)
        if line is None:
            return tuple(tuple(bool(cell) for cell in row) for row in hidden)
        candidates = np.argwhere(line & ~hidden & (counts > 0))
        row, column = min(map(tuple, candidates), key=lambda at: (counts[at], at))
        hidden[row, column] = True


def _exposed(counts: Ints, hidden: Mask, min_group: int) -> Mask | None:
    """The cells of a row or column that gives something away and still shows a cell; None if none does."""
    is_determined = _determined(hidden)
    for axis in (0, 1):
        lines = counts.shape[axis]
        if counts.shape[1 - axis] < 2:
            continue
        for n in range(lines):
            line = np.zeros(counts.shape, dtype=bool)
            line[(n, slice(None)) if axis == 0 else (slice(None), n)] = True
            inside = counts[line & hidden].sum()
            exposed = 0 < inside < min_group or bool((line & is_determined).any())
            if exposed and (line & ~hidden & (counts > 0)).any():
                return line
    return None


def _determined(hidden: Mask) -> Mask:
    """Hidden cells that the equations of rows and columns fix: those that no change leaving all totals as
    they are can move."""
    cells = np.argwhere(hidden)
    determined = np.zeros(hidden.shape, dtype=bool)
    if not len(cells):
        return determined
    rows: list[Floats] = []
    for axis in (0, 1):
        if hidden.shape[1 - axis] > 1:
            rows += [(cells[:, axis] == n).astype(float) for n in range(hidden.shape[axis])]
    matrix = np.array(rows).reshape(-1, len(cells))
    _, singular, basis = np.linalg.svd(matrix, full_matrices=True)
    rank = int((singular > 1e-9).sum())
    free = basis[rank:]
    fixed = (np.abs(free) < 1e-9).all(axis=0) if len(free) else np.ones(len(cells), dtype=bool)
    determined[tuple(cells[fixed].T)] = True
    return determined
