"""Whether commands only say what they would write."""

from __future__ import annotations

from contextvars import ContextVar

DRY: ContextVar[bool] = ContextVar("dry", default=False)
"""Outputs are made and compared with what stands in their places; nothing is written, noted or remembered."""
