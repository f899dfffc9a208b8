"""Who there is, as far as a rekap names them."""

from datetime import date

from sqlalchemy import Text
from sqlmodel import Field

from aggregator.tables import KODE, Table


class Instansi(Table, table=True):
    """The reporting office."""

    kode: str = Field(primary_key=True, max_length=KODE)
    nama: str = Field(max_length=120)
    contoh: bool
    """Its figures are sample figures."""


class Unit(Table, table=True):
    """A unit that may owe figures."""

    kode: str = Field(primary_key=True, max_length=KODE)
    nama: str = Field(max_length=120)
    jenis: str = Field(max_length=40)
    berlaku_sejak: date
    berlaku_sampai: date | None
    asal: str = Field(sa_type=Text)
    """JSON list: units it came from."""
    dasar: str = Field(sa_type=Text)
    """The decree of the reorganisation."""
