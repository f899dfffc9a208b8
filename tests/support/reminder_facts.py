"""A unit that owes figures, its people, and what can happen to its obligation."""

from datetime import datetime
from typing import Any

from support.facts import fact
from support.sop_facts import INSTANSI, at

from lapkin_contracts.envelope import Envelope
from lapkin_contracts.organisasi import Jabatan, Pejabat, PejabatAssigned, UnitRegistered
from lapkin_contracts.pengumpulan import (
    DataReturned,
    DataSubmitted,
    KewajibanReopened,
    PeriodeOpened,
    PeriodeRescheduled,
)
from lapkin_contracts.rules.periods import Periode

PERIOD = Periode("2026-TW3")
UNIT = "dinkes"
OPENED = at("2026-10-01 08:00")
BATAS = at("2026-10-14 23:59")
DITUTUP = at("2026-10-20 23:59")
STAF, HEAD, SEKRETARIS = (f"{name}@contoh.go.id" for name in ("staf", "kepala", "sekretaris"))


def people() -> list[Envelope[Any]]:
    """The unit and its officials, and the office's Sekretaris."""
    unit = UnitRegistered(
        unit=UNIT,
        nama="Dinas Kesehatan",
        jenis="opd",
        berlaku_sejak=at("2020-01-01 00:00").date(),
    )
    dinkes = PejabatAssigned(
        unit=UNIT,
        pejabat=(
            _pejabat("Staf", Jabatan.STAF, STAF),
            _pejabat("Kepala Dinas", Jabatan.IRBAN, HEAD),
        ),
    )
    office = PejabatAssigned(
        unit=INSTANSI, pejabat=(_pejabat("Sekretaris", Jabatan.SEKRETARIS, SEKRETARIS),)
    )
    return [fact(one, at=at("2026-01-02 08:00")) for one in (unit, dinkes, office)]


def period_opened(**changes: Any) -> Envelope[PeriodeOpened]:
    """Due on Wednesday 14 October, closed on Tuesday 20 October."""
    given = {"wajib": (UNIT,), "batas": BATAS, "ditutup": DITUTUP, "oleh": "jam", **changes}
    return fact(PeriodeOpened(unit=INSTANSI, period=PERIOD, **given), at=OPENED)


def figures(revision: int = 1, **changes: Any) -> Envelope[DataSubmitted]:
    """Everything that is owed, unless `changes` say otherwise."""
    when = at("2026-10-08 09:00")
    given = {"belum": (), "rtl_belum": (), **changes}
    event = DataSubmitted(
        unit=UNIT,
        period=PERIOD,
        revision=revision,
        submitted_at=when,
        oleh="ani",
        nomor_tanda_terima=revision,
        body_sha256="b" * 64,
        nilai=(),
        anggaran=(),
        **given,
    )
    return fact(event, at=when, version=revision)


def returned(when: datetime) -> Envelope[DataReturned]:
    event = DataReturned(
        unit=UNIT, period=PERIOD, revision=1, oleh="staf", alasan="Bukti tidak terbaca."
    )
    return fact(event, at=when)


def rescheduled(day: str) -> Envelope[PeriodeRescheduled]:
    event = PeriodeRescheduled(
        unit=INSTANSI,
        period=PERIOD,
        batas=at(f"{day} 23:59"),
        ditutup=at("2026-10-22 23:59"),
        sebab="Cuti bersama",
    )
    return fact(event, at=at("2026-10-14 09:00"))


def reopened(when: datetime, sampai: datetime) -> Envelope[KewajibanReopened]:
    event = KewajibanReopened(
        unit=UNIT,
        period=PERIOD,
        sampai=sampai,
        alasan="Data baru tersedia.",
        diminta_oleh="ani",
        disetujui_oleh="sekretaris",
    )
    return fact(event, at=when)


def _pejabat(sebutan: str, jabatan: Jabatan, surel: str) -> Pejabat:
    return Pejabat(nama=f"Orang {sebutan}", jabatan=jabatan, sebutan=sebutan, surel=surel)
