"""`dxassess forget`: what the ledger of a round is to know no more."""

from __future__ import annotations

from typing import Annotated

import typer

from dxassess.cli.kinds import CODE
from dxassess.cli.options import Folder
from dxassess.cli.remembering import ledger_of, now
from dxassess.cli.terminal import sum_up, texts

Forgotten = Annotated[str | None, typer.Option("--facility", parser=CODE, help="forget_facility")]
ForgetReadings = Annotated[bool, typer.Option("--readings", help="forget_readings")]


def forget(folder: Folder, *, facility: Forgotten = None, readings: ForgetReadings = False) -> None:
    """Take out of the ledger of the round in FOLDER what it knows of a facility, or all that was read."""
    from dxassess.errors import DxassessError
    from dxassess.ledger.event import event
    from dxassess.ledger.join import forgetting
    from dxassess.ledger.store import open_ledger
    from dxassess.round.home import home_of
    from dxassess.round.whereabouts import bare_code

    if facility is None and not readings:
        raise DxassessError("forget.nothing")
    home = home_of(folder)
    with open_ledger(ledger_of(home)) as ledger:
        keys = ledger.reading_keys()
        ledger.drop_readings(keys)
        of_facility = [one for one in ledger.events() if facility and bare_code(one.whose) == facility]
        if of_facility:
            ledger.append([event("forgotten", when=now(), facts=forgetting(of_facility))])
            ledger.erase(one.id for one in of_facility)
    if facility is not None:
        sum_up(texts().text("forget.facility", code=facility, n=len(of_facility), inbox=str(home.inbox)))
    sum_up(texts().text("forget.readings", n=len(keys)))
