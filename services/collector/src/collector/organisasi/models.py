"""Tables of the instansi, its units and their pejabat."""

from datetime import date

from sqlalchemy import Text
from sqlmodel import Field

from collector.tables import Table


class Instansi(Table, table=True):
    """The office that reports. There is one row at most."""

    code: str = Field(primary_key=True, max_length=31)
    nama: str = Field(max_length=120)
    tempat: str = Field(max_length=60)
    kop_pemerintah: str = Field(max_length=120)
    kop_nama: str = Field(max_length=120)
    kop_aksara: str = Field(max_length=120)
    kop_alamat: str = Field(max_length=200)
    kop_kontak: str = Field(max_length=200)
    contoh: bool
    sumber: str = Field(max_length=500)


class Unit(Table, table=True):
    """An office that owes figures."""

    code: str = Field(primary_key=True, max_length=31)
    nama: str = Field(max_length=120)
    jenis: str = Field(max_length=40)
    berlaku_sejak: date
    berlaku_sampai: date | None = None
    """Its last day, once a reorganisation ended it."""
    asal: str = Field(default="", sa_type=Text)
    """Codes of the units it came from, separated by blanks."""
    dasar: str = Field(default="", max_length=200)


class Pejabat(Table, table=True):
    """One line of the list of a unit's, or the instansi's, officials."""

    unit: str = Field(primary_key=True, max_length=31)
    urutan: int = Field(primary_key=True)
    nama: str = Field(max_length=120)
    jabatan: str = Field(max_length=20)
    sebutan: str = Field(max_length=120)
    pangkat: str = Field(max_length=80)
    nip: str = Field(max_length=24, repr=False)
    surel: str = Field(max_length=254, repr=False)
    akun: str = Field(max_length=40)
    status: str = Field(max_length=10)
    dasar: str = Field(max_length=200)
    berlaku_sejak: date | None
    berlaku_sampai: date | None
