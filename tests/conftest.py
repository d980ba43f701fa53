"""What tests of several rooms need."""

from __future__ import annotations

import os
import shutil

import pytest


def _program(name: str) -> str:
    """The path of a program that some tests compare with; under CI it must be there."""
    found = shutil.which(name)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing, and under CI nothing is skipped")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, to fill in and convert workbooks as a person does."""
    return _program("soffice")


@pytest.fixture(scope="session")
def chromium() -> str:
    """A browser, to look at reports as a reader does."""
    return _program("chromium")
