from __future__ import annotations

import pytest

from framing import models as opener
from framing.models import Models


@pytest.fixture(scope="session")
def models() -> Models:
    """The real parser and encoder, opened once."""
    return opener.load()
