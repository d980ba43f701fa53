"""`python -m benchmarks.start [TIMES]`: what it costs to start, over a Python that does nothing.

Each time `--version`, `--help`, `check --help` and `check` of one form are run beside three bare Pythons; the
median of the ratios is told. Seconds of a processor, all processes together. Modules must be compiled: run it
without PYTHONDONTWRITEBYTECODE."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from dxassess.files.resources import resource_folder
from dxassess.forms.issue import Press
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.versions import DEFAULT

_TIMES = 5
_PROVINCE = "Long An"
_COMMANDS = (("--version",), ("--help",), ("check", "--help"), ("check", "one"))
_SETTINGS = "vintage: gso2004\n"


def main() -> None:
    """Print a line a command: milliseconds, those of a bare Python, the ratio."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else _TIMES
    with tempfile.TemporaryDirectory() as folder:
        _one_form(Path(folder))
        for command in _COMMANDS:
            pairs = [(_bare(folder), _cost(("-m", "dxassess", *command), folder)) for _ in range(times + 1)][
                1:
            ]
            ratio = median(cost / bare for bare, cost in pairs)
            bare, cost = (1_000 * median(each) for each in zip(*pairs, strict=True))
            sys.stdout.write(f"{' '.join(command):15} {cost:6.0f} ms, bare {bare:4.1f} ms: {ratio:5.1f}\n")


def _one_form(folder: Path) -> None:
    """A folder with a blank form of a station in it."""
    asked = load_questionnaires(resource_folder("questionnaires") / DEFAULT)
    facility = next(q for q in asked if q.respondent == "facility")
    prefill = {
        "facility_code": "80018",
        "name": "Trạm Y tế",
        "type": "commune_station",
        "province": _PROVINCE,
    }
    (folder / "one").mkdir()
    (folder / "one" / "round.yaml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "one" / "80018.xlsx").write_bytes(Press("vi").print(facility, prefill))


def _bare(folder: str) -> float:
    return median(_cost(("-c", "pass"), folder) for _ in range(3))


def _cost(arguments: tuple[str, ...], folder: str) -> float:
    before = _spent()
    subprocess.run(  # noqa: S603 - this program
        [sys.executable, *arguments],
        cwd=folder,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "DXASSESS_CACHE": f"{folder}/cache"},
    )
    return _spent() - before


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
