"""What is known of the edition behind a code; no tables of its own."""

from collections.abc import Sequence
from typing import NamedTuple

from lapkin_contracts import laporan as contracts
from reporter.laporan.models import Laporan
from reporter.tanda_tangan.models import TandaTangan


class Catatan(NamedTuple):
    """An issued edition, its files, its signature, and the edition that replaced it."""

    laporan: Laporan
    berkas: Sequence[contracts.Berkas]
    tanda_tangan: TandaTangan | None
    pengganti: Laporan | None
