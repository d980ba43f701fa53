"""`dxassess join`: what a colleague's ledger of the same round knows comes into this one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import PathValue
from dxassess.cli.options import Folder
from dxassess.cli.remembering import ledger_of, now
from dxassess.cli.terminal import sum_up, tell, texts

LedgerFile = Annotated[
    Path, typer.Argument(parser=PathValue("file", must_exist=True, resolved=True), help="join_ledger")
]


def join(ledger: LedgerFile, folder: Folder) -> None:
    """Add to the ledger of the round in FOLDER all events of LEDGER that it does not have."""
    from dxassess.ledger.event import event
    from dxassess.ledger.join import join_events, read_ledger
    from dxassess.ledger.store import open_ledger
    from dxassess.round.home import home_of

    path = ledger_of(home_of(folder))
    others = read_ledger(ledger)
    with open_ledger(path) as here:
        joined = join_events(here, others)
        if joined.added:
            here.append([event("joined", when=now(), facts={"added": joined.added})])
    sum_up(texts().text("join.done", n=joined.added))
    if joined.broken:
        tell(texts().text("join.broken", n=joined.broken), err=True)
