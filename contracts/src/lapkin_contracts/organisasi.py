"""Who there is: the instansi with its letterhead, its units, its pejabat."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from lapkin_contracts.envelope import UnitEvent


class Jabatan(StrEnum):
    """Roles in the SOP's lanes, and the two that keep the system running."""

    STAF = "staf"
    KASUBAG = "kasubag"
    IRBAN = "irban"
    SEKRETARIS = "sekretaris"
    INSPEKTUR = "inspektur"
    OPERATOR = "operator"
    ADMIN = "admin"


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
