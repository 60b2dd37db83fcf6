from __future__ import annotations

import os

import pytest
from hypothesis import settings

from framing import models as opener
from framing.models import Models

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "search")


@pytest.fixture(scope="session")
def models() -> Models:
    """The real parser and encoder, opened once."""
    return opener.load()


@pytest.fixture(scope="session")
def chromium():
    """The machine's own Chromium with a fresh profile; none is ever downloaded."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    from tests import browser

    if browser.CHROMIUM is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with browser.chromium() as started:
        yield started
