"""How many of a group, in a word: what copies for others than the Department say instead of a count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from dxassess.questionnaire.tolerance import reaches
from dxassess.report.value.say import listed, listed_apart, say
from dxassess.report.value.small_groups import MIN_GROUP
from dxassess.report.value.words import Message, Number

Roughly = Literal["few", "some", "most"]
_THIRD = 1 / 3


def roughly(share: float | None, n: int) -> Roughly | None:
    """In which third a share of `n` lies, a bound counting up: few, some, most. None where it is not known,
    or `n` is below `MIN_GROUP`.

    Of `MIN_GROUP` and more every third holds at least two counts, so that a word gives no count away. A word
    of a whole beside those of its parts may: one does not stand beside the other (method.md §7).
    """
    if share is None or n < MIN_GROUP:
        return None
    if not reaches(share, _THIRD):
        return "few"
    return "most" if reaches(share, 2 * _THIRD) else "some"


def by_extent(stated: Iterable[tuple[str, Message | Number]]) -> Message:
    """Names under what is stated of them, such as "Few places: Long An, Bến Tre"; at least one."""
    names: dict[Message | Number, list[str]] = {}
    for name, how_far in stated:
        names.setdefault(how_far, []).append(name)
    return listed_apart(
        [
            say("roughly.at", how_far=how_far, names=listed([say("plain", text=name) for name in group]))
            for how_far, group in names.items()
        ]
    )
