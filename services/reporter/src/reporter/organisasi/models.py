"""Whose letterhead and whose name a report carries."""

from sqlalchemy import Text
from sqlmodel import Field

from lapkin_contracts.organisasi import Jabatan, Kop, Pejabat
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


class Inspektur(Table, table=True):
    """Who signs for an instansi. No address is kept: a report prints none."""

    unit: str = Field(primary_key=True, max_length=31)
    nama: str = Field(sa_type=Text)
    sebutan: str = Field(sa_type=Text)
    pangkat: str = Field(sa_type=Text)
    nip: str = Field(sa_type=Text, repr=False)

    @property
    def pejabat(self) -> Pejabat:
        return Pejabat(
            nama=self.nama,
            jabatan=Jabatan.INSPEKTUR,
            sebutan=self.sebutan,
            pangkat=self.pangkat,
            nip=self.nip,
        )
