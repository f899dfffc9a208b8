"""All style sheets and modules of the portal together stay light enough for a slow line."""

import gzip
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PLACES = (
    "ui/src/lapkin_ui/static",
    *(
        f"services/{one}/src/{one}/static"
        for one in ("collector", "aggregator", "reporter", "notifier")
    ),
)
KIB = 1024


@pytest.mark.parametrize(("kind", "limit"), [("js", 12 * KIB), ("css", 8 * KIB)])
def test_what_a_browser_loads_of_the_whole_portal(kind: str, limit: int) -> None:
    sheets = [file for place in PLACES for file in (ROOT / place).glob(f"*.{kind}")]
    weights = {file.name: len(gzip.compress(file.read_bytes(), mtime=0)) for file in sheets}

    assert len({file.parent for file in sheets}) >= 3
    assert sum(weights.values()) <= limit, weights
