"""Who there is: the instansi with its letterhead, its units, its pejabat."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from lapkin_contracts.envelope import UnitEvent


class Jabatan(StrEnum):
    """Roles in the SOP's lanes, and the three that keep the system running."""

    STAF = "staf"
    KASUBAG = "kasubag"
    IRBAN = "irban"
    SEKRETARIS = "sekretaris"
    INSPEKTUR = "inspektur"
    OPERATOR = "operator"
    ADMIN = "admin"
    PEMANTAU = "pemantau"
    """Sees the operators' console, and changes nothing."""


class Kop(BaseModel):
    """Letterhead, top to bottom, as the office prints it."""

    model_config = ConfigDict(frozen=True)

    pemerintah: str = Field(max_length=120)
    nama: str = Field(max_length=120)
    aksara: str = Field(default="", max_length=120)
    """The line in Javanese script; the office's own text, never corrected silently."""
    alamat: str = Field(max_length=200)
    kontak: str = Field(default="", max_length=200)


class InstansiRegistered(UnitEvent):
    """The reporting office was set up or changed. `unit` is its code."""

    type: ClassVar[str] = "lapkin.instansi.registered.v1"

    nama: str
    tempat: str
    """Place in the date line of documents."""
    kop: Kop
    contoh: bool
    """Sample site: every document carries DATA CONTOH."""
    sumber: str = ""
    """Where sample figures come from, printed beside the mark."""


class UnitRegistered(UnitEvent):
    """A unit that owes figures exists from a date."""

    type: ClassVar[str] = "lapkin.unit.registered.v1"

    nama: str
    jenis: str
    """subbag, irban, seksi, opd, instansi-terkait"""
    berlaku_sejak: date
    berlaku_sampai: date | None = None
    """Its last day, after a merger."""
    asal: tuple[str, ...] = ()
    """Units it came from, by a split or a merger."""
    dasar: str = ""
    """The decree of the reorganisation."""


class StatusPejabat(StrEnum):
    """By what right a person holds a jabatan."""

    DEFINITIF = "definitif"
    PLT = "plt"  # pelaksana tugas: the post is vacant
    PLH = "plh"  # pelaksana harian: its holder is away

    @property
    def awalan(self) -> str:
        """As printed before the title: `Plh. `, or nothing."""
        return "" if self is StatusPejabat.DEFINITIF else f"{self.capitalize()}. "


class PejabatAssigned(UnitEvent):
    """A person holds a jabatan in a unit. Part of the state, so the whole list travels."""

    type: ClassVar[str] = "lapkin.pejabat.assigned.v1"

    pejabat: tuple["Pejabat", ...]


class Pejabat(BaseModel):
    """One official of a unit."""

    model_config = ConfigDict(frozen=True)

    nama: str
    jabatan: Jabatan
    sebutan: str
    """Printed title, such as "Inspektur Pembantu Wilayah I"."""
    pangkat: str = ""
    nip: str = Field(default="", repr=False)
    surel: str = Field(default="", repr=False)
    akun: str = ""
    """Username of the person's account; empty where there is none."""
    status: StatusPejabat = StatusPejabat.DEFINITIF
    dasar: str = ""
    """The decree (SK) behind a Plt or Plh."""
    berlaku_sejak: date | None = None
    berlaku_sampai: date | None = None
    """Last day of a Plt or Plh; acts after it are refused."""

    def is_in_force(self, on: date) -> bool:
        return (self.berlaku_sejak is None or self.berlaku_sejak <= on) and (
            self.berlaku_sampai is None or on <= self.berlaku_sampai
        )

    @property
    def sebutan_lengkap(self) -> str:
        """`Plh. Kepala Subbagian Program dan Keuangan`"""
        return f"{self.status.awalan}{self.sebutan}"
