"""`dxassess questionnaire diff`: what changed between two versions."""

from __future__ import annotations

from dxassess.cli.questionnaire.options import OneSource
from dxassess.cli.questionnaire.sources import read_or_end


def diff(old: OneSource, new: OneSource) -> None:
    """Say what changed between two versions."""
    from dxassess.cli.tables.versions import print_diff

    print_diff(read_or_end(old), read_or_end(new))
