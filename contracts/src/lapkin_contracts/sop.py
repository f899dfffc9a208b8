"""The nine steps of SOP 10/2023 as data: who, with which documents, in what time, from when to when."""

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from lapkin_contracts.catalog import EVENTS
from lapkin_contracts.langkah import SatuanWaktu
from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.rules.periods import Jenis, Periode


class Waktu(BaseModel):
    """Allowed time of a step."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tercetak: str
    """The SOP's column "Waktu", such as "15 Menit"."""
    nilai: int = Field(gt=0)
    satuan: SatuanWaktu
    sumber: Literal["sop"]


class WaktuPengganti(BaseModel):
    """What counts instead of a printed time that cannot be meant, until the office says otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nilai: int = Field(gt=0)
    satuan: SatuanWaktu
    sumber: Literal["override"]
    alasan: str = Field(min_length=1)


class BatasHukum(BaseModel):
    """A law's last day, where it is nearer than the SOP's time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bulan: int = Field(gt=0, lt=12)
    """It is the last day of this month of the year after."""
    dasar: str
    """The regulation."""

    def of(self, period: Periode) -> date:
        return date(period.tahun + 1, self.bulan + 1, 1) - timedelta(days=1)


class Moment(BaseModel):
    """A time the chain itself records: one event, or a time field of its fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: str
    """Event type, such as `lapkin.rekap.completed.v1`."""
    field: str | None = None
    """Time field of the fact; the envelope's `time` if none."""

    @model_validator(mode="after")
    def names_something_announced(self) -> Self:
        """A misspelt event would leave a step's clock standing for ever."""
        fact = EVENTS.get(self.event)
        if fact is None:
            raise ValueError(f"no event is called {self.event}")
        if self.field is not None and self.field not in fact.model_fields:
            raise ValueError(f"{self.event} has no field {self.field}")
        return self


class Pelaksana(BaseModel):
    """Who does a step. The SOP's executor marks were shapes and are lost, hence `sumber`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    jabatan: tuple[Jabatan, ...] = Field(min_length=1)
    """The doer first, then who decides or answers for it."""
    sumber: Literal["rekonstruksi"]


class Tanda(BaseModel):
    """A word that survived in the executor columns: Mulai, Ya or Tidak."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kolom: Jabatan
    teks: str


class Step(BaseModel):
    """One row of the SOP's table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nomor: int = Field(ge=1, le=9)
    jenis: Jenis
    """Kind of period whose case the step belongs to."""
    kegiatan: str
    """As printed, slips included."""
    kegiatan_dibaca: str
    """The same with the slips read, for pages."""
    pelaksana: Pelaksana
    tanda: Tanda | None = None
    persyaratan: str
    """As printed, slips included."""
    persyaratan_dibaca: tuple[str, ...]
    """The documents meant, one by one."""
    waktu: Waktu
    waktu_pengganti: WaktuPengganti | None = None
    batas_hukum: BatasHukum | None = None
    output: str
    mulai: Moment
    selesai: Moment


class Sop(BaseModel):
    """The procedure and its steps, in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nomor: str
    judul: str
    steps: tuple[Step, ...]

    @model_validator(mode="after")
    def numbers_its_steps_without_gaps(self) -> Self:
        """Steps are addressed by their printed number."""
        if [step.nomor for step in self.steps] != list(range(1, len(self.steps) + 1)):
            raise ValueError("steps must be numbered 1, 2, 3 and so on, in order")
        return self

    def steps_of(self, jenis: Jenis) -> tuple[Step, ...]:
        """The steps a case of this kind of period runs through."""
        return tuple(step for step in self.steps if step.jenis is jenis)


@cache
def load_sop() -> Sop:
    """SOP 10/2023, "Pengumpulan Data Kinerja", as shipped with the package."""
    text = files("lapkin_contracts").joinpath("sop_10_2023.json").read_text(encoding="utf-8")
    return Sop.model_validate_json(text)
