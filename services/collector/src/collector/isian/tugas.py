"""What somebody has to fill in: obligations of their units, the newest triwulan first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session

from collector.isian.repository import drafts
from collector.isian.service import halangan
from collector.organisasi.repository import units
from collector.perencanaan.repository import in_force, plan
from collector.periode import obligations, repository
from collector.periode.domain import Pemenuhan
from collector.periode.models import Kewajiban
from collector.periode.schemas import KewajibanOut
from collector.submission.past import past_of
from collector.submission.repository import newest_state
from collector.submission.rtl import promised_in, unanswered
from lapkin_chassis.auth import Principal
from lapkin_contracts.rules.periods import Periode

WRITERS: Final = ("staf", "kasubag")
SHOWN_PERIODS: Final = 4
STATE_WORDS: Final = {
    Pemenuhan.TEPAT_WAKTU: ("Masuk", "ok"),
    Pemenuhan.TERLAMBAT: ("Masuk, terlambat", "awas"),
    Pemenuhan.NIHIL: ("Masuk, nihil", "ok"),
    Pemenuhan.BELUM: ("Belum masuk", "netral"),
    Pemenuhan.DIKEMBALIKAN: ("Dikembalikan", "ungu"),
}


@dataclass(frozen=True, slots=True)
class Tugas:
    """One obligation, as the list shows it."""

    kewajiban: KewajibanOut
    nama_unit: str
    rtl_belum: int
    """Follow-ups promised in the triwulan before that wait for an answer."""
    ada_draf: bool
    bisa_diisi: bool
    """Whether the reader may fill it in, now."""
    diminta_pada: datetime | None = None
    """When the unit asked to send figures after closing, while nobody has decided."""

    @property
    def kata(self) -> tuple[str, str]:
        if self.kewajiban.keadaan is Pemenuhan.BELUM and self.kewajiban.terlambat_hari:
            return f"Terlambat {self.kewajiban.terlambat_hari} hari kerja", "galat"
        return STATE_WORDS[self.kewajiban.keadaan]


def may_write(reader: Principal, unit: str, now: datetime) -> bool:
    return any(reader.may(role, unit, now) for role in WRITERS)


def tugas_of(
    session: Session, reader: Principal, now: datetime
) -> list[tuple[Periode, list[Tugas]]]:
    """The reader's units, or every unit if none is theirs; periods from the newest."""
    names = {one.code: one.nama for one in units(session)}
    own = {unit for unit in names if may_write(reader, unit, now)}
    by_period: dict[str, list[Kewajiban]] = {}
    for row in repository.kewajiban(session):
        if row.unit in (own or names):
            by_period.setdefault(row.period, []).append(row)
    newest = sorted(by_period, reverse=True)[:SHOWN_PERIODS]
    return [
        (Periode(period), _listed(session, by_period[period], names, own, now))
        for period in newest
    ]


def _listed(
    session: Session,
    rows: Sequence[Kewajiban],
    names: Mapping[str, str],
    own: Collection[str],
    now: datetime,
) -> list[Tugas]:
    asked = {
        (one.unit, one.period): one.diminta_pada
        for one in repository.requests(session)
        if one.is_waiting
    }
    return [
        Tugas(
            described,
            names.get(row.unit, row.unit),
            rtl_belum=len(_rtl_owed(session, row, described.period)),
            ada_draf=any(one.isi for one in drafts(session, row.unit, row.period).values()),
            bisa_diisi=row.unit in own and _is_open(session, row, now),
            diminta_pada=asked.get((row.unit, row.period)),
        )
        for row, described in zip(rows, obligations.described(session, rows, now), strict=True)
    ]


def _is_open(session: Session, row: Kewajiban, now: datetime) -> bool:
    return halangan(session, row.unit, Periode(row.period), now) is None


def _rtl_owed(session: Session, row: Kewajiban, period: Periode) -> Sequence[str]:
    documents = in_force(session, row.unit, period)
    if documents is None:
        return ()
    own = newest_state(session, row.unit, period.sebelumnya)
    past = past_of(session, row.unit, period, plan(session, documents), own)
    return unanswered(promised_in(past), obligations.sent_for(session, row).rtl)
