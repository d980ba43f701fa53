"""A publication killed at each of its operations on files in turn: `python -m tests.files.kills FOLDER`
tells how the folder stood after each, after the next start and after the next run. With `--file-by-file` as
where a folder cannot be changed as a whole."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dxassess.files import journal
from dxassess.files.journal import finish_if_interrupted
from dxassess.files.staging import write_outputs

FOREIGN = {"mine.txt": b"a person's", "own/sub/photo.jpg": b"a person's too"}
OLD = {"index.html": b"old", "a.pdf": b"old a", "sub/b.docx": b"old b", "gone.docx": b"old too"}
NEW = {"a.pdf": b"new a", "sub/b.docx": b"new b", "c.pdf": b"c", "letter.docx": b"new", "index.html": b"new"}
EDITED = b"a person's"
OPERATIONS = ("replace", "unlink", "rmdir", "mkdir", "open", "link")


def tree(folder: Path) -> dict[str, bytes]:
    """What a reader sees."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".dxassess") for part in path.relative_to(folder).parts)
    }


def prepare(folder: Path) -> None:
    """The old publication, of which a person edited a letter."""
    shutil.rmtree(folder, ignore_errors=True)
    write_outputs(folder, {**OLD, "letter.docx": b"old letter"})
    (folder / "own/sub").mkdir(parents=True)
    for name, content in FOREIGN.items():
        (folder / name).write_bytes(content)
    (folder / "letter.docx").write_bytes(EDITED)


def kill_at(moment: int) -> None:
    """Die without a word before the operation of this number."""
    seen = 0

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the operation takes
            nonlocal seen
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return call

    for name in OPERATIONS:
        setattr(os, name, counted(getattr(os, name)))


def killed(folder: Path, moment: int) -> bool:
    """Whether the publication of the new was killed at this moment; else it had ended before."""
    child = os.fork()
    if child == 0:
        kill_at(moment)
        write_outputs(folder, NEW)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def state(folder: Path) -> str:
    """What a reader sees: the old publication, the new one, or something between."""
    old = {**FOREIGN, **OLD, "letter.docx": EDITED}
    new = {**old, **NEW, "letter.docx": EDITED, "letter (2).docx": NEW["letter.docx"]}
    return {True: "old"}.get(tree(folder) == old, "new" if tree(folder) == new else "between")


def main(folder: Path, *, file_by_file: bool) -> None:
    """Kill at every moment; each line is [after the kill, after the next start, after the next run]."""
    if file_by_file:
        setattr(journal, "make_twin", lambda *_, **__: None)  # noqa: B010 - no name of the module's own
    lines: list[list[str]] = []
    while True:
        prepare(folder)
        was_killed = killed(folder, len(lines) + 1)
        line = [state(folder)]
        finish_if_interrupted(folder)
        line.append(state(folder))
        write_outputs(folder, NEW)
        line.append(state(folder))
        if not was_killed:
            break
        lines.append(line)
    sys.stdout.write(json.dumps(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), file_by_file="--file-by-file" in sys.argv)
