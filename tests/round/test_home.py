"""Where a round lives: found from within, told from a folder of workbooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxassess.round.home import Home, find_home, home_of


@pytest.fixture
def laid_out(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "Long An 2026"
    for name in ("inbox/Bến Lức", "forms", ".dxassess", "reports"):
        (root / name).mkdir(parents=True)
    (root / "round.yaml").write_text("name: Long An 2026\n")
    return root


def test_a_home_keeps_what_comes_apart_from_what_goes(laid_out: Path) -> None:
    home = home_of(laid_out)
    assert home == Home(
        root=laid_out, inbox=laid_out / "inbox", ledger=laid_out / ".dxassess" / "round.sqlite"
    )
    folders = (home.forms, home.returned, home.letters, home.reports, home.results)
    names = ["forms", "returned", "letters", "reports", "results"]
    assert folders == tuple(laid_out / name for name in names)


def test_it_is_found_from_every_folder_within(laid_out: Path) -> None:
    home = home_of(laid_out)
    for folder in (laid_out, laid_out / "inbox", laid_out / "inbox" / "Bến Lức", laid_out / "reports"):
        assert find_home(folder) == home
    assert find_home(laid_out.parent) is None


def test_its_inbox_is_the_home_and_a_part_of_it_a_bare_folder(laid_out: Path) -> None:
    assert home_of(laid_out / "inbox") == home_of(laid_out)
    part = laid_out / "inbox" / "Bến Lức"
    assert home_of(part) == Home(root=part, inbox=part)


def test_without_its_ledger_it_is_still_a_home(laid_out: Path) -> None:
    (laid_out / ".dxassess").rmdir()
    assert home_of(laid_out).inbox == laid_out / "inbox"
    assert home_of(laid_out).ledger == laid_out / ".dxassess" / "round.sqlite"


def test_a_folder_of_workbooks_is_read_as_it_stands(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    (folder / "inbox").mkdir()  # somebody's own, beside other forms
    assert home_of(folder) == Home(root=folder, inbox=folder)
    assert home_of(folder / "inbox") == Home(root=folder / "inbox", inbox=folder / "inbox")
    (folder / "round.yaml").write_text("name: A\n")
    assert home_of(folder) == find_home(folder / "inbox") == Home(root=folder, inbox=folder)
