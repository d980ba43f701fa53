"""Codes that were given another meaning since the version before."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.authoring.diff_item import BREAKING, item_changes
from dxassess.authoring.remark import Remark
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.placed import placed_items


def former_remarks(q: Questionnaire, former: Questionnaire) -> Iterator[Remark]:
    """Items that kept their code but not their meaning, and successors of what never was. An item that says
    it replaces its own code is meant to have changed."""
    for path, item, _, _ in placed_items(q):
        old = former.item_by_code.get(item.code)
        if item.replaces is not None and item.replaces not in former.item_by_code:
            yield Remark(
                severity="warning",
                path=f"{path}.replaces",
                code="replaces_unknown",
                of=item.code,
                detail=item.replaces,
            )
        if old is None or item.replaces == item.code:
            continue
        broken = [kind for kind, _, _ in item_changes(old, item) if kind in BREAKING]
        if broken:
            yield Remark(
                severity="warning", path=path, code="code_reused", of=item.code, detail=", ".join(broken)
            )
    if q != former and q.version == former.version:
        yield Remark(severity="warning", path="version", code="version_unchanged", detail=q.version)
