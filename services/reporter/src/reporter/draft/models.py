"""Tables of drafts, their numbers and what people changed in them."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, Enum, Text, UniqueConstraint
from sqlmodel import Field

from lapkin_chassis.tables import Instant
from lapkin_contracts.laporan import Snapshot
from reporter.draft.domain import State, canonical_json, sha256_of
from reporter.tables import Table

STATE = Enum(
    State,
    native_enum=False,
    length=16,
    values_callable=lambda states: [one.value for one in states],
)


class Draft(Table, table=True):
    """One revision of a period's draft; the newest is the one that counts."""

    period: str = Field(primary_key=True, max_length=8)
    revision: int = Field(primary_key=True)
    unit: str = Field(max_length=31)
    """The instansi."""
    rekap_revision: int
    state: State = Field(sa_column=Column(STATE, nullable=False))
    isi: str = Field(sa_type=Text)
    """The snapshot, as canonical JSON."""
    sha256: str = Field(max_length=64)
    composed_at: datetime = Field(sa_type=Instant)
    resubmitted_by: str = Field(default="", max_length=120)
    """Empty for a draft that was composed from a rekap."""
    sebab: str = Field(default="", sa_type=Text)
    """Why an issued edition is replaced; empty for a first one."""

    @property
    def etag(self) -> str:
        return f'"{self.revision}-{self.sha256[:16]}"'

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot.model_validate_json(self.isi)

    def hold(self, snapshot: Snapshot) -> None:
        self.isi = canonical_json(snapshot)
        self.sha256 = sha256_of(self.isi)


class Penomoran(Table, table=True):
    """The number a period's report was given with its first draft."""

    __table_args__ = (UniqueConstraint("tahun", "urut"),)

    period: str = Field(primary_key=True, max_length=8)
    tahun: int
    urut: int
    nomor: str = Field(sa_type=Text)


class Suntingan(Table, table=True):
    """One change of a paragraph by a person. Never changed."""

    id: int | None = Field(default=None, primary_key=True)
    period: str = Field(max_length=8, index=True)
    revision: int
    bagian: str = Field(sa_type=Text)
    teks_before: str = Field(sa_type=Text)
    teks_after: str = Field(sa_type=Text)
    edited_by: str = Field(max_length=120)
    edited_at: datetime = Field(sa_type=Instant)


class Line(NamedTuple):
    """A period in the list of reports."""

    draft: Draft
    nomor: str
    edisi: int | None
