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
