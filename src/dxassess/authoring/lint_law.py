"""Items whose law nobody knows, or is gone on the day on which the version was issued."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.authoring.remark import Remark, RemarkSeverity
from dxassess.law.acts import acts
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.placed import placed_items


def law_remarks(q: Questionnaire) -> Iterator[Remark]:
    """Ids that `data/law.csv` does not have, and items all of whose acts are over. Predecessors may be over:
    earlier rounds need them."""
    for path, item, _, _ in placed_items(q):
        unknown = [code for code in item.law if code not in acts()]
        if unknown:
            yield _remark("error", f"{path}.law", "law_unknown", item, unknown)
        elif item.law and q.issued is not None and _all_over(item, q.issued):
            yield _remark("warning", f"{path}.law", "law_over", item, list(item.law))


def _all_over(item: Item, day: str) -> bool:
    return all(acts()[code].standing(day) == "over" for code in item.law)


def _remark(severity: RemarkSeverity, path: str, code: str, item: Item, acts_: list[str]) -> Remark:
    return Remark(severity=severity, path=path, code=code, of=item.code, detail=", ".join(acts_))
