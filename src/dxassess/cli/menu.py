"""The menu: what `dxassess` offers on a terminal to whom it was not told what to do, by number; a command may
be typed there as well, so that whoever has no other way to the program can type what the manual shows."""

from __future__ import annotations

import contextlib
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from dxassess.cli.app import COMMANDS, GROUPS
from dxassess.cli.terminal import fit, tell, texts
from dxassess.errors import Ending
from dxassess.files.resources import bundle_folder

if TYPE_CHECKING:
    from dxassess.round.home import Home

Do = Callable[[Sequence[str]], int]
"""Does a command as it is typed, tells what becomes of it, and gives the code that it ends with."""

CHOICES = (
    "new", "forms", "check", "return", "remind", "status", "report", "open", "manual", "other", "example",
)  # fmt: skip
"""In the order in which a round meets them."""
_LEAVE = "0"


def is_watched() -> bool:
    """Whether a person sits before the terminal, to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def offer(do: Do, home: Home | None) -> int:
    """Where the round at `home` stands, if there is one, then the menu again and again until nobody wants
    anything more."""
    root = None if home is None else home.root
    if root is not None:
        do(["status", str(root)])
    with contextlib.chdir(_work_folder()):
        while True:
            _show(root)
            typed = _ask("menu.choose", strip_quotes=False)
            if typed in (None, _LEAVE):
                return Ending.accepted
            choice = _choice(typed or "")
            root = _act(choice, root, do) if choice else _do_typed(typed or "", root, do)


def check_dropped(path: Path, do: Do) -> int:
    """Check the folder that was dropped on the program, and leave the window open until it was read."""
    if path.is_dir():
        code = do(["check", str(path)])
    else:
        tell(texts().text("menu.not_a_folder", path=str(path)), err=True)
        code = Ending.usage
    if is_watched():
        _ask("menu.close")
    return code


def line_of(choice: str, home: Home) -> tuple[str, ...]:
    """The command of a choice for a round, as it is typed. Nothing is written into a bare folder of
    workbooks: what is made of it goes beside it."""
    root = str(home.root)
    if choice == "return":
        return ("check", root, "--return", str(_place(home, home.returned)))
    folders = {"forms": home.forms, "remind": home.letters, "report": home.reports}
    command = "run" if choice == "report" else choice
    if choice not in folders or home.ledger is not None:
        return (command, root)
    return (command, root, "-o", str(_beside(home, folders[choice])))


def index_of(home: Home) -> Path | None:
    """The page that links the reports of a round, None where none were made."""
    folders = (home.reports, _beside(home, home.reports))
    return next((page for folder in folders if (page := folder / "index.html").is_file()), None)


def _place(home: Home, folder: Path) -> Path:
    """Where something goes that is made of a round."""
    return _beside(home, folder) if home.ledger is None else folder


def _beside(home: Home, folder: Path) -> Path:
    return home.root.with_name(f"{home.root.name}-{folder.name}")


def _work_folder() -> Path:
    """Where rounds are made: the current folder, but not that of a bundle, which goes with an old version;
    then the user's documents."""
    here = Path.cwd()
    if here != bundle_folder():
        return here
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def _do_typed(typed: str, root: Path | None, do: Do) -> Path | None:
    """Do a command that was typed instead of a number, in the folder of the round; the round from then on."""
    words = command_words(typed)
    if not words:
        tell(texts().text("menu.unknown", last=len(CHOICES)))
        return root
    with contextlib.chdir(root or Path.cwd()):
        if words[0] == "cd":
            return _round_at(words[1]) or root if len(words) > 1 else root
        do(words)
        return (_kept_at(words[1]) if words[0] in ("new", "demo") and len(words) > 1 else None) or root


def _show(root: Path | None) -> None:
    say = texts()
    tell("")
    tell(say.text("menu.title"))
    tell(say.text("menu.no_round") if root is None else say.text("menu.round", path=str(root)))
    for number, choice in enumerate(CHOICES, 1):
        tell(f"  {number:>2}. {say.text(f'menu.{choice}')}")
    tell(f"  {_LEAVE:>2}. {say.text('menu.leave')}")


def _choice(typed: str) -> str | None:
    """The choice with this number."""
    return dict(zip(map(str, range(1, len(CHOICES) + 1)), CHOICES, strict=True)).get(typed)


def _act(choice: str, root: Path | None, do: Do) -> Path | None:
    """Do what was chosen; the round that the menu is about from then on."""
    from dxassess.round.home import home_of

    if choice == "new":
        return _begin(do) or root
    if choice == "manual":
        do(["docs"])
        return root
    if choice == "example":
        folder = texts().text("menu.example_folder")
        do(["demo", folder])
        return _kept_at(folder) or root
    if root is None or choice == "other":
        root = _ask_round() or root
    if root is None or choice == "other":
        return root
    if choice == "open":
        _open(home_of(root))
    else:
        do(line_of(choice, home_of(root)))
    return root


def _begin(do: Do) -> Path | None:
    """The folder of a round that was made; None where nobody named one, or none came of it."""
    name = _ask("menu.new_name", folder=str(Path.cwd()))
    register = _ask("menu.new_register") if name else None
    if not name or not register:
        return None
    do(["new", name, "--register", register])
    return _kept_at(name)


def _kept_at(name: str) -> Path | None:
    """The round that was made there; None where none came of it."""
    from dxassess.round.settings import SETTINGS_FILE

    root = Path(name).resolve()
    return root if (root / SETTINGS_FILE).is_file() else None


def _ask_round() -> Path | None:
    """The folder that somebody names; None where nobody does, or it is none."""
    typed = _ask("menu.which_round")
    return _round_at(typed) if typed else None


def _round_at(typed: str) -> Path | None:
    """The round in a folder; None, and that it is none, where there is no such folder."""
    from dxassess.round.home import home_of

    if not Path(typed).is_dir():
        tell(texts().text("menu.not_a_folder", path=typed))
        return None
    return home_of(Path(typed).resolve()).root


def _open(home: Home) -> None:
    import webbrowser

    page = index_of(home)
    if page is None:
        tell(texts().text("menu.no_reports"))
        return
    tell(texts().text("menu.opened", path=str(page)))
    webbrowser.open(page.resolve().as_uri())


def _ask(key: str, *, strip_quotes: bool = True, **facts: object) -> str | None:
    """What somebody types; None where nobody will. A path that is dropped on a terminal stands in quotes."""
    try:
        typed = input(fit(texts().text(key, **facts)) + " ").strip()
    except EOFError:
        return None
    except UnicodeDecodeError:  # letters that are none in the code page of the terminal
        return ""
    for quote in "\"'" if strip_quotes else "":
        if len(typed) > 1 and typed[0] == typed[-1] == quote:
            return typed[1:-1]
    return typed


def command_words(typed: str) -> list[str]:
    """The words of a command as the manual shows it, with or without the program's name; none where it is
    none. Quotes hold words together, and a backslash is that of a path."""
    line = shlex.shlex(typed, posix=True)
    line.whitespace_split, line.escape, line.commenters = True, "", ""
    try:
        words = list(line)
    except ValueError:  # a quote that does not end
        return []
    if words and PureWindowsPath(words[0]).stem == "dxassess":
        words = words[1:]
    is_command = bool(words) and (words[0] in (*COMMANDS, *GROUPS, "cd") or words[0].startswith("-"))
    return words if is_command else []
