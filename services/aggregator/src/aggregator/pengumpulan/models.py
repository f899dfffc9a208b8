"""What came in for a triwulan, and what it comes to."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field

from aggregator.tables import KODE, PERIODE, Table
from lapkin_chassis.tables import Instant


class Pengumpulan(Table, table=True):
    """The collection of one triwulan."""

    period: str = Field(primary_key=True, max_length=PERIODE)
    instansi: str = Field(max_length=KODE)
    kebijakan: str = Field(sa_type=Text)
    """The policy that was in force when it opened, as JSON; it stays for this triwulan."""
    direkap: bool
    """A rekap was announced; what changes a figure from now on supersedes it."""
    closed_at: datetime | None = Field(sa_type=Instant)


class Kewajiban(Table, table=True):
    """What a unit owes for a triwulan, the newest submission, and its figures processed.

    Plan, lines and budget are one text each: a submission of 20 figures and 8 program lines is
    one UPDATE instead of 56 row changes, which cost three times as much.
    """

    __table_args__ = (Index("ix_kewajiban_period_masuk", "period", "masuk"),)

    period: str = Field(primary_key=True, max_length=PERIODE)
    unit: str = Field(primary_key=True, max_length=KODE)
    urutan: int
    versi: int
    """Of the Perjanjian Kinerja that the lines are computed with."""
    rencana: str = Field(sa_type=Text)
    """What they are measured against: JSON list of kode, satuan, polaritas, target, and where
    there is more: upper bound, first target with its upper bound."""
    target_berlaku: str = Field(sa_type=Text)
    """JSON list: versions of the Rencana Aksi in force in the triwulan, each with its days."""
    masuk: bool
    """No indikator and no answer is owed any more."""
    is_nihil: bool
    """Of no indikator there was a figure to report."""
    terlambat_hari: int
    """Working days after the due date at which the obligation was met, or last tried."""
    revision: int
    """0: nothing came in."""
    event_id: str = Field(max_length=36)
    """The announcement it came in with."""
    submitted_at: datetime | None = Field(sa_type=Instant)
    oleh: str = Field(max_length=120)
    nomor_tanda_terima: int | None
    body_sha256: str = Field(max_length=64)
    baris: str = Field(sa_type=Text)
    """JSON list of lines, one for every indikator of the plan, blank or not."""
    anggaran: str = Field(sa_type=Text)
    """JSON object: rupiah spent since 1 January by program."""
    alasan_anggaran: str = Field(sa_type=Text)
    """JSON object: why what was spent looks unusual, by program."""
    rtl: str = Field(sa_type=Text)
    """JSON list: answers to what was promised in the triwulan before."""


class Progres(Table, table=True):
    """A Laporan Progres Bulanan that came in."""

    unit: str = Field(primary_key=True, max_length=KODE)
    bulan: str = Field(primary_key=True, max_length=7)
    period: str = Field(max_length=PERIODE)
    revision: int
    submitted_at: datetime = Field(sa_type=Instant)
    indikator: str = Field(sa_type=Text)
    """JSON list: what it says of each indikator."""
