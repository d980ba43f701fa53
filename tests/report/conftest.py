"""Rounds that several tests read, made once: an Analysis keeps what it has worked out."""

from __future__ import annotations

import pytest
from tests.report.by_hand import view_by_hand
from tests.report.workshop import workshop_view

from dxassess.report.view import View


@pytest.fixture(scope="session")
def small() -> View:
    """The round of tests/report/by_hand.py as departments see it."""
    return view_by_hand()


@pytest.fixture(scope="session")
def workshop() -> View:
    """The round of tests/report/workshop.py as departments see it."""
    return workshop_view()


@pytest.fixture(scope="session")
def open_workshop(workshop: View) -> View:
    """The same as everybody may see it."""
    return View(analysis=workshop.analysis, readers="public")
