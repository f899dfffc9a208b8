"""Bodies of the periods, the obligations and their reopening."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from collector.organisasi.schemas import KodeUnit
from collector.periode.domain import Keadaan, Pemenuhan, StatusKewajiban
from collector.text import Line
from lapkin_contracts.rules.periods import Periode, Saat, Tanggal

Alasan = Annotated[Line, StringConstraints(min_length=1, max_length=500)]


class KewajibanOut(BaseModel):
    """What one unit owes for one triwulan, and how far it is."""

    unit: str
    period: Periode
    state: StatusKewajiban
    revision: int
    """Newest submission; 0 while there is none."""
    batas: datetime
    keadaan: Pemenuhan
    terlambat_hari: int
    """Working days after the due date: of what came in, or so far of what has not."""
    dibuka_sampai: datetime | None
    """End of the last reopening."""


class WhichObligations(BaseModel):
    """A part of all obligations."""

    model_config = ConfigDict(extra="forbid")

    period: Periode | None = None
    unit: KodeUnit | None = None
    keadaan: Pemenuhan | None = None


class PeriodeOut(BaseModel):
    """A triwulan and its obligations."""

    period: Periode
    title: str
    state: Keadaan
    opens_at: datetime
    batas: datetime
    ditutup_pada: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    kewajiban: list[KewajibanOut]


class RequestIn(BaseModel):
    """Why a unit wants to send figures after closing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    alasan: Alasan


class AskIn(RequestIn):
    """The same, naming the obligation: for who may choose among several."""

    unit: KodeUnit
    period: Periode


class DeclineIn(BaseModel):
    """Why it may not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    alasan: Alasan


class ReopenIn(BaseModel):
    """Until when it may, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sampai: Saat | Tanggal
    """A day counts to its end."""
    alasan: Alasan


class PermintaanOut(BaseModel):
    """A request to reopen, and what became of it."""

    unit: str
    period: Periode
    nomor: int
    alasan: str
    diminta_oleh: str
    diminta_pada: datetime
    alasan_setuju: str
    disetujui_oleh: str | None
    """Nobody yet, while it waits."""
    disetujui_pada: datetime | None
    sampai: datetime | None
    alasan_tolak: str
    ditolak_oleh: str | None
    """Whoever declined it; a declined request may be followed by another."""
    ditolak_pada: datetime | None

    @property
    def is_waiting(self) -> bool:
        return self.disetujui_pada is None and self.ditolak_pada is None
