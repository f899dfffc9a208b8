"""What came in after a draft was composed."""

from dataclasses import dataclass

from lapkin_contracts.laporan import BarisPerubahan
from lapkin_contracts.rekap import RekapCompleted


@dataclass(frozen=True)
class Pending:
    """What came in since a draft was composed, or since its report was issued."""

    rekap: RekapCompleted | None
    """The newest; none if the draft holds it."""
    revision: int
    """Of the newest rekap known."""
    baris: tuple[BarisPerubahan, ...]
    """How it differs from the draft."""
    is_superseded: bool
    """The newest known does not stand any more; its successor is on its way."""
    is_deferred: bool
    """Kasubag left it to a Ralat."""

    @property
    def is_changed(self) -> bool:
        return bool(self.baris) or self.is_superseded

    @property
    def is_undecided(self) -> bool:
        return self.is_changed and not self.is_deferred
