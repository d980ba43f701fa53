"""How an act is told on a day: which sentence, and the day in it. Reports say it as messages, all
others through `say_acts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from dxassess.law.acts import Act
from dxassess.wording.wording import Wording

Told = Literal["plain", "due", "past", "aim", "aimed", "coming"]


class Telling(NamedTuple):
    """`key` names the sentence; `day` is the ISO day in it ("" in a plain one)."""

    key: Told
    day: str


def telling(act: Act, day: str) -> Telling:
    """In force without a deadline (plain), with one ahead or passed (due, past; of a target, which binds
    nobody, aim, aimed), or to come. A frame has no deadline to be held to."""
    if act.standing(day) == "coming":
        return Telling("coming", act.since)
    state, until = act.deadline_on(day), act.deadline or ""
    if state == "none" or act.kind == "frame":
        return Telling("plain", "")
    if act.kind == "target":
        return Telling("aim" if state == "ahead" else "aimed", until)
    return Telling("due" if state == "ahead" else "past", until)


def say_acts(acts: Sequence[Act], day: str, say: Wording) -> str:
    """The acts as a reader of `day` is told of them, in the language of `say`; nothing for none."""
    tellings = [(act, telling(act, day)) for act in acts]
    return "; ".join(
        say.text(f"report:law.{key}", title=act.title[say.language], day=say.short_date(when))
        for act, (key, when) in tellings
    )
