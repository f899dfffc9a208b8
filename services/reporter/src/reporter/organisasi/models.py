"""Whose letterhead and whose name a report carries."""

from datetime import date

from sqlalchemy import Text
from sqlmodel import Field

from lapkin_contracts import organisasi as contracts
from lapkin_contracts.organisasi import Jabatan, Kop, StatusPejabat
from reporter.tables import Table


class Instansi(Table, table=True):
    """The reporting office, as last registered."""

    code: str = Field(primary_key=True, max_length=31)
    nama: str = Field(sa_type=Text)
    tempat: str = Field(sa_type=Text)
    kop_pemerintah: str = Field(max_length=120)
    kop_nama: str = Field(max_length=120)
    kop_aksara: str = Field(max_length=120)
    kop_alamat: str = Field(max_length=200)
    kop_kontak: str = Field(max_length=200)
    contoh: bool
    sumber: str = Field(sa_type=Text)

    @property
    def kop(self) -> Kop:
        return Kop(
            pemerintah=self.kop_pemerintah,
            nama=self.kop_nama,
            aksara=self.kop_aksara,
            alamat=self.kop_alamat,
            kontak=self.kop_kontak,
        )


class Pejabat(Table, table=True):
    """Who signs or approves, and from when to when. No address is kept: a report prints none."""

    unit: str = Field(primary_key=True, max_length=31)
    urut: int = Field(primary_key=True)
    """Place in the list as it was announced."""
    nama: str = Field(sa_type=Text)
    jabatan: str = Field(max_length=16)
    sebutan: str = Field(sa_type=Text)
    pangkat: str = Field(sa_type=Text)
    nip: str = Field(sa_type=Text, repr=False)
    akun: str = Field(max_length=120, index=True)
    status: str = Field(max_length=16)
    dasar: str = Field(sa_type=Text)
    berlaku_sejak: date | None = None
    berlaku_sampai: date | None = None

    @property
    def as_announced(self) -> contracts.Pejabat:
        return contracts.Pejabat(
            nama=self.nama,
            jabatan=Jabatan(self.jabatan),
            sebutan=self.sebutan,
            pangkat=self.pangkat,
            nip=self.nip,
            akun=self.akun,
            status=StatusPejabat(self.status),
            dasar=self.dasar,
            berlaku_sejak=self.berlaku_sejak,
            berlaku_sampai=self.berlaku_sampai,
        )
