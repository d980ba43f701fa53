"""The menu: what `dxassess` offers on a terminal to whom it was not told what to do, by number."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.cli.terminal import fit, tell, texts
from dxassess.errors import Ending

if TYPE_CHECKING:
    from dxassess.round.home import Home

Do = Callable[[Sequence[str]], int]
"""Does a command as it is typed, tells what becomes of it, and gives the code that it ends with."""

CHOICES = ("new", "forms", "check", "status", "report", "open", "manual", "other")
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
    while True:
        _show(root)
        typed = _ask("menu.choose")
        if typed in (None, _LEAVE):
            return Ending.accepted
        choice = _choice(typed or "")
        if choice is None:
            tell(texts().text("menu.unknown", last=len(CHOICES)))
        else:
            root = _act(choice, root, do)


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
    folders = {"forms": home.forms, "report": home.reports}
    if choice not in folders or home.ledger is not None:
        return (choice, str(home.root))
    return (choice, str(home.root), "-o", str(_beside(home, folders[choice])))


def index_of(home: Home) -> Path | None:
    """The page that links the reports of a round, None where none were made."""
    folders = (home.reports, _beside(home, home.reports))
    return next((page for folder in folders if (page := folder / "index.html").is_file()), None)


def _beside(home: Home, folder: Path) -> Path:
    return home.root.with_name(f"{home.root.name}-{folder.name}")


def _show(root: Path | None) -> None:
    say = texts()
    tell("")
    tell(say.text("menu.title"))
    tell(say.text("menu.no_round") if root is None else say.text("menu.round", path=str(root)))
    for number, choice in enumerate(CHOICES, 1):
        tell(f"  {number}. {say.text(f'menu.{choice}')}")
    tell(f"  {_LEAVE}. {say.text('menu.leave')}")


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
    from dxassess.round.settings import SETTINGS_FILE

    name = _ask("menu.new_name", folder=str(Path.cwd()))
    register = _ask("menu.new_register") if name else None
    if not name or not register:
        return None
    do(["new", name, "--register", register])
    root = Path(name).resolve()
    return root if (root / SETTINGS_FILE).is_file() else None


def _ask_round() -> Path | None:
    """The folder that somebody names; None where nobody does, or it is none."""
    from dxassess.round.home import home_of

    typed = _ask("menu.which_round")
    if not typed:
        return None
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


def _ask(key: str, **facts: object) -> str | None:
    """What somebody types; None where nobody will. A path that is dropped on a terminal stands in quotes."""
    try:
        typed = input(fit(texts().text(key, **facts)) + " ").strip()
    except EOFError:
        return None
    except UnicodeDecodeError:  # letters that are none in the code page of the terminal
        return ""
    for quote in "\"'":
        if len(typed) > 1 and typed[0] == typed[-1] == quote:
            return typed[1:-1]
    return typed
