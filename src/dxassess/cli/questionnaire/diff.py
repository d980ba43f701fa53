"""`dxassess questionnaire diff`: what changed between two versions."""

from __future__ import annotations

from dxassess.cli.data import tell_data
from dxassess.cli.options import AsJson
from dxassess.cli.questionnaire.options import OneSource
from dxassess.cli.questionnaire.sources import read_or_end


def diff(old: OneSource, new: OneSource, *, json: AsJson = False) -> None:
    """Say what changed between two versions."""
    from dxassess.authoring.comparability import comparability
    from dxassess.authoring.diff import diff
    from dxassess.cli.tables.versions import print_diff

    before, now = read_or_end(old), read_or_end(new)
    if not json:
        print_diff(before, now)
        return
    alike = before.respondent == now.respondent
    comparable = comparability(before, now).model_dump(mode="json") if alike else None
    changes = [change.model_dump(mode="json") for change in diff(before, now)] if alike else None
    tell_data("diff", {"changes": changes, "comparable": comparable})
