"""Reports of every size, printed once for all tests that read them."""

from functools import lru_cache

from support.hard_snapshot import a_hard_snapshot
from support.sheets import pages_of
from support.snapshots import a_snapshot, the_longest_snapshot, the_shortest_snapshot

from lapkin_contracts.laporan import Snapshot
from reporter.documents.pdf import render_pdf

SAMPLES = {
    "usual": a_snapshot,
    "shortest": the_shortest_snapshot,
    "longest": the_longest_snapshot,
    "hard": a_hard_snapshot,
}
NAMES = list(SAMPLES)


@lru_cache(maxsize=len(NAMES))
def sample(name: str) -> tuple[Snapshot, bytes]:
    """The longest report takes a second to print and many to read: each is printed once."""
    snapshot = SAMPLES[name]()
    return snapshot, render_pdf(snapshot)


@lru_cache(maxsize=len(NAMES))
def sample_pages(name: str) -> list[str]:
    return pages_of(sample(name)[1])
