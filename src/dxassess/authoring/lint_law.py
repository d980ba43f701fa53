"""Items whose law nobody knows, or is gone on the day on which the version was issued."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.authoring.remark import Remark, RemarkSeverity
from dxassess.law.acts import acts
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.placed import placed_items


def law_remarks(q: Questionnaire, day: str | None) -> Iterator[Remark]:
    """Ids that `data/law.csv` does not have, items all of whose acts are over on the ISO `day` (None: not
    looked at), bases in words that are over by then, and acts whose successor is not among an item's.
    Predecessors may be over: earlier rounds need them."""
    for path, item, _, _ in placed_items(q):
        unknown = [code for code in item.law if code not in acts()]
        if unknown:
            yield _remark("error", f"{path}.law", "law_unknown", item, unknown)
        elif item.law and day is not None and _all_over(item, day):
            yield _remark("warning", f"{path}.law", "law_over", item, list(item.law))
        yield from _replaced(path, item)
        yield from _bases(path, item, day)


def _replaced(path: str, item: Item) -> Iterator[Remark]:
    """An act that another has followed says nothing about rounds since then."""
    for act in (acts()[code] for code in item.law if code in acts()):
        if act.replaced_by is not None and not any(code.startswith(act.replaced_by) for code in item.law):
            yield _remark("warning", f"{path}.law", "law_replaced", item, [act.id, act.replaced_by])


def _bases(path: str, item: Item, day: str | None) -> Iterator[Remark]:
    for n, basis in enumerate(item.basis):
        if day is not None and basis.until is not None and basis.until < day:
            yield _remark("warning", f"{path}.basis.{n}", "basis_over", item, [basis.rule, basis.until])


def _all_over(item: Item, day: str) -> bool:
    return all(acts()[code].standing(day) == "over" for code in item.law)


def _remark(severity: RemarkSeverity, path: str, code: str, item: Item, acts_: list[str]) -> Remark:
    return Remark(severity=severity, path=path, code=code, of=item.code, detail=", ".join(acts_))
