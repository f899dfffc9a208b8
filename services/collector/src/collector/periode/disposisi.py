"""The order to gather figures, or to compose a report (lembar disposisi)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session

from collector.jadwal import domain as jadwal
from collector.organisasi.errors import NoInstansi
from collector.organisasi.repository import instansi, pejabat_of, units
from collector.periode import domain, repository
from collector.periode.domain import Turn
from collector.periode.models import Disposisi
from lapkin_chassis import triggers
from lapkin_chassis.outbox import emit
from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.pengumpulan import DisposisiIssued
from lapkin_contracts.rules.periods import ZONE, Periode

KASUBAG: Final = "Kepala Subbagian Program dan Keuangan"
"""Who composes, by the SOP, where the office has not listed anybody."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a disposisi says."""

    perihal: str
    kepada: tuple[str, ...]
    instruksi: Sequence[str]


def order_figures(
    session: Session, triwulan: Periode, wajib: tuple[str, ...], batas: datetime, now: datetime
) -> None:
    """SOP step 1: every unit that owes figures."""
    names = tuple(one.nama for one in units(session) if one.code in wajib)
    perihal = f"Permintaan data kinerja {triwulan.title}"
    order = Order(perihal, names, domain.instruksi(triwulan, batas))
    _issue(session, triwulan, order, now)


def order_report(session: Session, period: Periode, turn: Turn) -> None:
    """SOP steps 6 and 9: the semester or the year is over, its report is to be composed."""
    listed = pejabat_of(session, office_code(session))
    kasubag = tuple(one.sebutan for one in listed if one.jabatan == Jabatan.KASUBAG)
    perihal = f"Penyusunan Laporan Kinerja {period.title}"
    order = Order(perihal, kasubag or (KASUBAG,), domain.instruksi_penyusunan(period))
    outcome = f"Disposisi {_issue(session, period, order, turn.at)}."
    triggers.record(session, jadwal.opening(period), at=turn.at, by=turn.by, outcome=outcome)


def office_code(session: Session) -> str:
    office = instansi(session)
    if office is None:
        raise NoInstansi
    return office.code


def _issue(session: Session, period: Periode, order: Order, now: datetime) -> str:
    """Number the order, announce it, and return its agenda number."""
    tahun = now.astimezone(ZONE).year
    nomor = repository.last_nomor(session, tahun) + 1
    session.add(Disposisi(tahun=tahun, nomor=nomor, period=period, issued_at=now))
    session.flush()
    agenda = domain.nomor_agenda(nomor, tahun)
    emit(
        session,
        DisposisiIssued(
            unit=office_code(session),
            period=period,
            nomor_agenda=agenda,
            dari="Sekretaris",
            perihal=order.perihal,
            sifat="Segera",
            diteruskan_kepada=order.kepada,
            instruksi=tuple(order.instruksi),
        ),
        at=now,
    )
    return agenda
