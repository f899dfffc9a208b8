"""HTTP bodies about issued reports."""

from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel

from lapkin_contracts.laporan import Berkas
from lapkin_contracts.rules.periods import Periode
from reporter.laporan.models import Laporan
from reporter.moments import LocalTime


class EditionOut(BaseModel):
    """An edition and where its files are: `/v1/berkas/{sha256}`."""

    period: Periode
    edisi: int
    judul: str
    nomor: str
    issued_at: LocalTime
    approved_by: str
    jabatan: str
    """Of the approver, as printed."""
    dasar: str
    """The decree, where a Plt or Plh approved."""
    menggantikan: int | None
    sebab: str
    """Why the edition before was replaced."""
    digantikan_oleh: int | None
    """The edition that replaced this one."""
    rekap_revision: int
    sha256: str
    """Of the frozen snapshot."""
    berkas: tuple[Berkas, ...]

    @classmethod
    def of(
        cls, laporan: Laporan, berkas: Sequence[Berkas], digantikan_oleh: int | None = None
    ) -> Self:
        return cls(
            **laporan.model_dump(exclude={"isi"}),
            berkas=tuple(berkas),
            digantikan_oleh=digantikan_oleh,
        )
