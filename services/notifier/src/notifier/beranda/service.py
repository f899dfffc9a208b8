"""The front page in one reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from lapkin_chassis import triggers
from lapkin_chassis.auth import ANY_UNIT, Principal
from lapkin_chassis.triggers import Pause
from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.rules.periods import ZONE, Jenis, Periode
from notifier.beranda import repository
from notifier.beranda.models import Reviu
from notifier.beranda.persiapan import URUTAN, persiapan
from notifier.beranda.tugas import UNDER_WAY, Bahan, Tugas, in_order, late_steps, tugas_of
from notifier.event_log.repository import unit_names
from notifier.kalender.repository import waktu_kerja
from notifier.pengingat import repository as pengingat
from notifier.pengingat.tagihan import Daftar, daftar_of
from notifier.sop_clock import service as sop_clock
from notifier.sop_clock.domain import Case, Position
from notifier.sop_clock.spans import Pihak
from notifier.sosialisasi.penyampaian import Penyampaian, every_edition, unsaid_by
from notifier.sosialisasi.repository import pejabat_on
from notifier.tindakan.service import NOBODY, office_of

RECENT: Final = timedelta(days=45)
"""So long after a report went out it is somebody's business that it arrives."""


@dataclass(frozen=True)
class Perjalanan:
    """The cases of a year, and those of other years that are under way."""

    tahun: int
    years: Sequence[int]
    """In which something happened, newest first."""
    cases: Sequence[Case]
    menunggu: Mapping[Periode, Pihak]
    """For whom a case waits that is under way."""

    @property
    def terlambat(self) -> list[tuple[Case, Position]]:
        return late_steps(self.cases)


@dataclass(frozen=True)
class Meja:
    """What concerns a reader who is signed in."""

    tugas: Sequence[Tugas]
    jeda: Sequence[Pause]
    daftar: Daftar | None
    """Of the triwulan that is being collected, or was last."""
    grafik: Sequence[str]
    """Names of the charts that the newest year's reports have."""
    tahun_grafik: int


def journey(session: Session, tahun: int | None, now: datetime) -> Perjalanan:
    every = sop_clock.cases(session, now)
    years = sorted({case.period.tahun for case in every}, reverse=True)
    chosen = tahun if tahun in years else next(iter(years), now.year)
    shown, waiting = [], {}
    for case in every:
        if case.state in UNDER_WAY:
            whole = sop_clock.case_of(session, case.period, now)
            shown.append(whole)
            if whole.spans and whole.spans[-1].selesai is None:
                waiting[whole.period] = whole.spans[-1].pihak
        elif case.period.tahun == chosen:
            shown.append(case)
    return Perjalanan(chosen, years, in_order(shown), waiting)


def desk(session: Session, reader: Principal, now: datetime) -> Meja:
    reviu = repository.reviu(session)
    tahun, grafik = _charts(reviu)
    daftar = _collected(session, now)
    return Meja(
        tugas=[
            *([] if daftar else _first_days(session, reader, now)),
            *tugas_of(reader, _bahan(session, reviu, reader, now), now),
        ],
        jeda=triggers.pauses(session, now),
        daftar=daftar,
        grafik=grafik,
        tahun_grafik=tahun,
    )


def _first_days(session: Session, reader: Principal, now: datetime) -> list[Tugas]:
    """Until a triwulan has been opened."""
    if not reader.may("admin", ANY_UNIT, now):
        return []
    return persiapan(repository.heard(session, URUTAN))


def _bahan(session: Session, reviu: Sequence[Reviu], reader: Principal, now: datetime) -> Bahan:
    return Bahan(
        owed=pengingat.owed(session, now),
        nama=unit_names(session),
        reviu=reviu,
        penyampaian=[one for one in every_edition(session) if _is_fresh(one, now)],
        belum_dinyatakan=frozenset(unsaid_by(session, reader.subject)),
        surat_mati=repository.open_letters(session),
        gagal=len(triggers.failing(session, now)),
        waktu_kerja=waktu_kerja(session),
        tanpa_inspektur=_without_inspektur(session, now),
    )


def _without_inspektur(session: Session, now: datetime) -> str:
    """The instansi while nobody holds that office; empty if somebody does, or nothing is known."""
    office = office_of(session)
    if office == NOBODY:
        return ""
    listed = pejabat_on(session, now.astimezone(ZONE).date(), office)
    return "" if any(one.peran == Jabatan.INSPEKTUR for one in listed) else office


def _is_fresh(one: Penyampaian, now: datetime) -> bool:
    sent_at = one.sosialisasi.sent_at
    return one.digantikan_oleh is None and sent_at is not None and sent_at > now - RECENT


def _collected(session: Session, now: datetime) -> Daftar | None:
    newest = next(iter(pengingat.periods(session)), None)
    return daftar_of(session, Periode(newest), now) if newest else None


def _charts(reviu: Sequence[Reviu]) -> tuple[int, list[str]]:
    """A trend takes two quarters."""
    issued = [Periode(one.period) for one in reviu if one.terbit]
    tahun = max((one.tahun for one in issued), default=0)
    quarters = sum(one.tahun == tahun and one.jenis is Jenis.TRIWULAN for one in issued)
    return tahun, [*(["tren"] if quarters > 1 else []), *(["peta"] if issued else [])]
