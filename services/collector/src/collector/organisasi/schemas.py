"""Bodies of requests and answers about the instansi, its units and their pejabat."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from collector.periode.domain import StatusKewajiban
from collector.text import Line
from lapkin_contracts.organisasi import Jabatan, StatusPejabat
from lapkin_contracts.rules.periods import Periode, Tanggal

KodeUnit = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,30}$")]


class Body(BaseModel):
    """A field nobody documented is a mistake the caller wants to hear of."""

    model_config = ConfigDict(extra="forbid")


class KopIn(Body):
    """Letterhead, top to bottom, as the office prints it."""

    pemerintah: Line = Field(min_length=1, max_length=120)
    nama: Line = Field(min_length=1, max_length=120)
    aksara: Line = Field(default="", max_length=120)
    """The line in Javanese script, exactly as the office writes it."""
    alamat: Line = Field(min_length=1, max_length=200)
    kontak: Line = Field(default="", max_length=200)


class InstansiIn(Body):
    """The office that reports."""

    kode: KodeUnit
    nama: Line = Field(min_length=1, max_length=120)
    tempat: Line = Field(min_length=1, max_length=60)
    """Place in the date line of documents."""
    kop: KopIn
    contoh: bool = False
    """Sample site: every document carries DATA CONTOH."""
    sumber: Line = Field(default="", max_length=500)
    """Where sample figures come from."""


class JenisUnit(StrEnum):
    """What kind of office a unit is, as the SOP names those who send figures."""

    SUBBAG = "subbag"
    IRBAN = "irban"
    SEKSI = "seksi"
    OPD = "opd"
    INSTANSI_TERKAIT = "instansi-terkait"


class UnitIn(Body):
    """An office that owes figures."""

    nama: Line = Field(min_length=1, max_length=120)
    jenis: JenisUnit
    berlaku_sejak: Tanggal


class UnitOut(UnitIn):
    """The same, with the code it is addressed by."""

    kode: KodeUnit
    berlaku_sampai: Tanggal | None = None
    """Its last day, once a reorganisation ended it."""
    asal: tuple[str, ...] = ()
    """Units it came from."""
    dasar: str = ""
    """The decree of the reorganisation."""


class KewajibanTerbuka(Body):
    """What a unit goes on owing for a triwulan that is open, or has sent."""

    period: Periode
    state: StatusKewajiban
    batas: datetime


class UnitAkibat(UnitOut):
    """A unit as a decree would leave it."""

    is_new: bool
    kewajiban: tuple[KewajibanTerbuka, ...]
    """Of the triwulan that are open."""


class UnitBaru(Body):
    """A unit as a decree makes it, or leaves it."""

    kode: KodeUnit
    nama: Line = Field(min_length=1, max_length=120)
    jenis: JenisUnit


class ReorganisationIn(Body):
    """Units that split, merge or are renamed on a day, by one decree."""

    dasar: Line = Field(min_length=1, max_length=200)
    """The decree."""
    berlaku_sejak: Tanggal
    asal: tuple[KodeUnit, ...] = Field(min_length=1, max_length=100)
    """Units it takes apart; one that is not in `menjadi` ends the day before."""
    menjadi: tuple[UnitBaru, ...] = Field(min_length=1, max_length=100)
    """Units there are afterwards in their place."""


class PejabatBody(Body):
    """One official, as documents print them and mail reaches them."""

    nama: Line = Field(min_length=1, max_length=120)
    jabatan: Jabatan
    sebutan: Line = Field(min_length=1, max_length=120)
    """Printed title, such as "Inspektur Pembantu Wilayah I"."""
    pangkat: Line = Field(default="", max_length=80)
    nip: str = Field(default="", pattern=r"^[0-9 ]{0,24}$", repr=False)
    surel: Line = Field(default="", max_length=254, pattern=r"^([^@\s]+@[^@\s]+)?$", repr=False)
    akun: str = Field(default="", pattern=r"^$|^[a-z0-9][a-z0-9._-]{0,39}$")
    """Username of the person's account."""
    status: StatusPejabat = StatusPejabat.DEFINITIF
    dasar: Line = Field(default="", max_length=200)
    """The decree (SK) behind a Plt or Plh."""
    berlaku_sejak: Tanggal | None = None
    berlaku_sampai: Tanggal | None = None
    """Last day of a Plt or Plh."""


class PejabatList(Body):
    """All officials of a unit, in the order they are listed."""

    pejabat: tuple[PejabatBody, ...] = Field(max_length=200)
