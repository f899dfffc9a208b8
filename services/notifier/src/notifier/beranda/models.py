"""Table of the front page."""

from datetime import datetime

from sqlmodel import Field

from lapkin_chassis.tables import Instant
from notifier.tables import Table


class Reviu(Table, table=True):
    """How a period's report stands under review, as the facts tell it in whatever order."""

    period: str = Field(primary_key=True, max_length=10)
    unit: str = Field(max_length=40)
    """The instansi."""
    draft: int = 0
    """Newest revision of the draft."""
    edisi: int = 0
    """That the draft is to become."""
    rekap: int = 0
    """Revision that the draft was composed from."""
    dikembalikan: int = 0
    """Newest revision of the draft that was sent back."""
    koreksi: int = 0
    """Open with that."""
    rekap_baru: int = 0
    """Newest revision."""
    perubahan: int = 0
    """Figures of draft or report that it changes."""
    terbit: int = 0
    """Newest edition issued."""
    ditandatangani: int = 0
    """Newest edition signed electronically."""
    sejak: datetime | None = Field(default=None, sa_type=Instant)
    """When the draft came up for review, or was sent back."""

    @property
    def is_drafted(self) -> bool:
        """A draft is on its way to the next edition."""
        return self.edisi > self.terbit

    @property
    def is_sent_back(self) -> bool:
        return self.is_drafted and self.dikembalikan >= self.draft

    @property
    def is_outdated(self) -> bool:
        """Newer figures differ from those of the draft, or of the report."""
        return self.perubahan > 0 and self.rekap_baru > self.rekap
