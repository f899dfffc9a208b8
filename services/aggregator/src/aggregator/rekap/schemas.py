"""HTTP bodies. A rekap and its lines are answered as they were announced."""

from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from lapkin_contracts.rekap import BarisRekap, KeadaanKewajiban
from lapkin_contracts.rules.periods import Periode


class Out(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class Status(StrEnum):
    BERLAKU = "berlaku"
    DIGANTIKAN = "digantikan"


class InstansiOut(Out):
    kode: str
    nama: str
    contoh: bool
    """Sample figures: no official ones."""


class RekapOut(Out):
    period: Periode
    revision: int
    status: Status
    completed_at: AwareDatetime


class RekapListOut(Out):
    instansi: InstansiOut | None
    rekap: list[RekapOut]


class UnitOut(Out):
    unit: str
    nama: str
    masuk: bool
    revision: int | None
    submitted_at: AwareDatetime | None
    keadaan: KeadaanKewajiban
    terlambat_hari: int


class ProgressOut(Out):
    period: Periode
    ditutup: bool
    wajib: int
    masuk: int
    units: list[UnitOut]


class LinesOut(Out):
    period: Periode
    baris: list[BarisRekap]
