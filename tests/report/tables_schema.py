"""Writes docs/tables.json, the published schema of the tidy tables."""

from __future__ import annotations

from tests.report.test_dataset import MADE
from tests.report.test_partitions import PUBLISHED

from dxassess.report.data.partitions import schema_text

if __name__ == "__main__":
    PUBLISHED.write_text(schema_text(tuple(MADE.values())), encoding="utf-8")
