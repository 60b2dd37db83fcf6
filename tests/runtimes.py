"""What may read the encoder here: torch always, OpenVINO where it is installed."""

from __future__ import annotations

import pytest

from framing.models.on_openvino import can_read

MISSING = pytest.mark.skipif(not can_read(None), reason="OpenVINO is not installed: pip install 'framing[speed]'")
RUNTIMES = ["torch", pytest.param("openvino", marks=MISSING)]
