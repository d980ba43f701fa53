"""`python -m tests.render.kills [KILLS] [PAIRS]`: the program killed at random while it publishes, and pairs
of it that publish into one folder at the same time. Ends with 1 if a folder was ever a mixture.

Half of the kills fall anywhere in a run, half while the outputs are put in place. Printed: how often a reader
would have seen the old publication, the new one or something else ("wrong") before the next start, and what
the next start left. A file system that cannot exchange two folders shows mixtures until the next start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.files.kills import tree
from tests.report.golden import golden_round

from dxassess.errors import Ending
from dxassess.files.journal import finish_if_interrupted
from dxassess.insight.analysis import analyse
from dxassess.report.data.saved import save_reports
from dxassess.report.page.build import build_reports

KILLS, PAIRS = 50, 20
_OPERATIONS = 5
"""On a file while the folder is exchanged, about: linked, removed where it is another, linked again, and the
old folder cleared."""
_KILLED_IN_PLACE = """
import os, signal, sys
from dxassess.cli.main import run
from dxassess.files import journal, swap
moment = int(sys.argv.pop(1))
def counted(module, name):
    function = getattr(module, name)
    def call(*arguments, **named):
        global moment
        moment -= 1
        if moment < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **named)
    setattr(module, name, call)
put_all = journal._put_all
def put(*arguments):
    for name in ("link", "unlink", "rmdir"):
        counted(os, name)
    counted(journal, "exchange")
    return put_all(*arguments)
journal._put_all = put
run()
"""


def saved_in(folder: Path) -> dict[str, Path]:
    """Two publications of the same names."""
    sources = {}
    for name in ("a", "b"):
        sources[name] = folder / f"{name}.json"
        reports = build_reports(analyse(golden_round(earlier=name == "a")))
        sources[name].write_text(save_reports(reports, "department"), encoding="utf-8")
    return sources


def start(source: Path, out: Path, *program: str) -> subprocess.Popen[bytes]:
    """The program, or `program` instead, begins to publish."""
    line = (sys.executable, *(program or ("-m", "dxassess")))
    typed = ("report", "--from", str(source), "-o", str(out), "--docx")
    return subprocess.Popen(
        [*line, *typed], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def kill(source: Path, out: Path, random: Random, *, longest: float, files: int) -> None:
    """Kill a run, with all its children: anywhere, or while the new folder is made ready and put in the place
    of the old one, which takes some operations a file."""
    if random.random() < 1 / 2:
        start(source, out, "-c", _KILLED_IN_PLACE, str(random.randrange(_OPERATIONS * files))).wait()
        return
    run = start(source, out)
    time.sleep(random.uniform(0, longest))
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()


def told(what: str, seen: Counter[str]) -> bool:
    """Print what was seen; whether nothing of it is wrong."""
    sys.stdout.write(f"{what}: {', '.join(f'{name} {n}' for name, n in sorted(seen.items()))}\n")
    return "wrong" not in seen


def kills(n: int, sources: dict[str, Path], published: dict[str, Path], longest: float) -> bool:
    """Kill the publication of the new over the old so often."""
    trees = {name: tree(out) for name, out in published.items()}
    seen, started, ended = Counter[str](), Counter[str](), Counter[str]()
    for number in range(n):
        random = Random(number)  # noqa: S311 - moments, not secrets
        before, after = random.sample(sorted(sources), 2)
        out = published[before].with_name("out")
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(published[before], out)
        kill(sources[after], out, random, longest=longest, files=len(trees[after]))
        names = {before: "old", after: "new"}
        states = {name: trees[key] for key, name in names.items()}
        seen[next((name for name in states if states[name] == tree(out)), "wrong")] += 1
        finish_if_interrupted(out)
        started[next((name for name in states if states[name] == tree(out)), "wrong")] += 1
        start(sources[after], out).wait()
        ended["new" if tree(out) == trees[after] else "wrong"] += 1
    phases = {
        "before the next start": seen, "after the next start": started, "after the next run": ended
    }  # fmt: skip
    fine = [told(what, states) for what, states in phases.items()]
    return all(fine)


def pairs(n: int, sources: dict[str, Path], published: dict[str, Path]) -> bool:
    """Two runs into one folder so often."""
    trees = {name: tree(out) for name, out in published.items()}
    seen = Counter[str]()
    for _ in range(n):
        out = published["a"].with_name("pair")
        shutil.rmtree(out, ignore_errors=True)
        runs = {name: start(source, out) for name, source in sources.items()}
        codes = {name: run.wait() for name, run in runs.items()}
        winners = [name for name, code in codes.items() if code == 0]
        whole = any(tree(out) == trees[name] for name in winners)
        polite = all(code in (0, Ending.busy) for code in codes.values())
        seen["one wrote, one was told to wait" if len(winners) == 1 else "one after the other"] += whole
        seen["wrong"] += not (whole and polite)
    return told("pairs", +seen)


def main(n_kills: int, n_pairs: int) -> int:
    """The whole trial in a folder of its own; 1 where something was wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = saved_in(folder)
        published = {name: folder / f"published {name}" for name in sources}
        longest = 0.0
        for key, out in published.items():
            began = time.monotonic()
            start(sources[key], out).wait()
            longest = max(longest, time.monotonic() - began)
        sys.stdout.write(f"a run takes {longest:.1f} s and writes {len(tree(published['a']))} files\n")
        fine = [kills(n_kills, sources, published, longest), pairs(n_pairs, sources, published)]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[1:]]
    sys.exit(main(*(numbers + [KILLS, PAIRS][len(numbers) :])))
