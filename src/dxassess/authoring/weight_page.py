"""The tables of a version in its page: `python -m dxassess.authoring.weight_page docs/instrument.vi.md vi`.

The prose of the page is written by people and stays; what stands between the marks comes from the
questionnaires named in the first mark.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from dxassess.authoring.weight_table import WeightTable, weight_tables
from dxassess.files.resources import resource_folder
from dxassess.files.write import write_whole
from dxassess.questionnaire.load import load_questionnaire

_MARKED = re.compile(r"(<!-- weights: (?P<folder>[\w.-]+)/(?P<file>\w+) -->\n).*?(<!-- end -->\n)", re.DOTALL)


def with_tables(page: str, language: str) -> str:
    """The page with its tables as the questionnaires are now."""
    return _MARKED.sub(lambda m: m[1] + _tables(m["folder"], m["file"], language) + m[4], page)


def _tables(folder: str, file: str, language: str) -> str:
    q = load_questionnaire(resource_folder("questionnaires") / folder / f"{file}.yaml")
    return "".join(f"\n{markdown(table)}\n" for table in weight_tables(q, language))


def markdown(table: WeightTable) -> str:
    """A table under its title, with its note."""
    lines = [f"### {table.title}", "", _line(table.heads), _line(["---"] * len(table.heads))]
    lines += map(_line, table.rows)
    return "\n".join((*lines, *(("", table.note) if table.note else ()), ""))


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    write_whole(path, with_tables(path.read_text(encoding="utf-8"), sys.argv[2]))
