"""One office's facts from the opening of a period to the report's sosialisasi."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlmodel import Session
from support.facts import fact

from lapkin_chassis.outbox import outbox
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import (
    Berkas,
    ButirKoreksi,
    DraftReady,
    KoreksiRequested,
    LaporanApproved,
    LaporanIssued,
)
from lapkin_contracts.organisasi import Jabatan, Pejabat, PejabatAssigned
from lapkin_contracts.pengumpulan import DataSubmitted, DisposisiIssued, PeriodeOpened
from lapkin_contracts.rekap import Cakupan, RekapCompleted, Ringkasan
from lapkin_contracts.rules.periods import ZONE, Periode
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN
from lapkin_contracts.sosialisasi import SosialisasiSent

INSTANSI = "inspektorat"
PDF = "a" * 64

Facts = Sequence[Envelope[Any]]


def at(text: str) -> datetime:
    """`2026-10-05 08:00` in the office's zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def opened(period: str, when: datetime) -> Envelope[PeriodeOpened]:
    event = PeriodeOpened(
        unit=INSTANSI,
        period=Periode(period),
        wajib=("irban-1",),
        batas=when,
        ditutup=when,
        oleh="jam",
    )
    return fact(event, at=when)


def ordered(period: str, when: datetime) -> Envelope[DisposisiIssued]:
    event = DisposisiIssued(
        unit=INSTANSI,
        period=Periode(period),
        nomor_agenda="1",
        dari="Sekretaris",
        perihal="Pengumpulan data kinerja",
        sifat="biasa",
        diteruskan_kepada=("irban-1",),
        instruksi=(),
    )
    return fact(event, at=when)


def submitted(period: str, when: datetime, version: int = 1) -> Envelope[DataSubmitted]:
    event = DataSubmitted(
        unit="irban-1",
        period=Periode(period),
        revision=version,
        submitted_at=when,
        oleh="ani",
        nomor_tanda_terima=version,
        body_sha256="b" * 64,
        nilai=(),
        anggaran=(),
        belum=(),
    )
    return fact(event, at=when, version=version)


def recapped(
    period: str, when: datetime, cause: Envelope[Any], version: int = 1
) -> Envelope[RekapCompleted]:
    event = RekapCompleted(
        unit=INSTANSI,
        period=Periode(period),
        revision=version,
        collected_at=cause.time,
        cakupan=Cakupan(wajib=1, masuk=1, belum=()),
        kebijakan=KEBIJAKAN_BAWAAN,
        units=(),
        baris=(),
        anggaran=(),
        ringkasan=Ringkasan(
            indikator=0,
            terhitung=0,
            tercapai=0,
            rata_rata_capaian=None,
            predikat=None,
            pagu=Decimal(0),
            realisasi_anggaran=Decimal(0),
            serapan_persen=None,
        ),
    )
    return fact(event, at=when, cause=cause, version=version)


def drafted(
    period: str, when: datetime, cause: Envelope[Any] | None = None, version: int = 1
) -> Envelope[DraftReady]:
    event = DraftReady(
        unit=INSTANSI,
        period=Periode(period),
        revision=version,
        rekap_revision=1,
        snapshot_sha256="c" * 64,
    )
    return fact(event, at=when, cause=cause, version=version)


def sent_back(period: str, when: datetime) -> Envelope[KoreksiRequested]:
    koreksi = (ButirKoreksi(nomor=1, bagian="kendala", uraian="Lengkapi kendala."),)
    event = KoreksiRequested(
        unit=INSTANSI, period=Periode(period), revision=1, oleh="kasubag", koreksi=koreksi
    )
    return fact(event, at=when)


def approved(period: str, when: datetime, revision: int = 1) -> Envelope[LaporanApproved]:
    event = LaporanApproved(
        unit=INSTANSI, period=Periode(period), revision=revision, oleh="kasubag"
    )
    return fact(event, at=when)


def issued(period: str, when: datetime, edisi: int = 1) -> Envelope[LaporanIssued]:
    judul = f"Laporan Kinerja {Periode(period).title}"
    event = LaporanIssued(
        unit=INSTANSI,
        period=Periode(period),
        edisi=edisi,
        judul=judul,
        nomor=f"700/{edisi}/LKJ/2026",
        issued_at=when,
        rekap_revision=1,
        snapshot_sha256="c" * 64,
        berkas=(
            Berkas(format="xlsx", sha256="d" * 64, bytes=10, nama="laporan.xlsx"),
            Berkas(format="pdf", sha256=PDF, bytes=10, nama="laporan.pdf"),
        ),
    )
    return fact(event, at=when, version=edisi)


def officials(*people: tuple[str, str], unit: str = INSTANSI) -> Envelope[PejabatAssigned]:
    """People by name and e-mail address; the first is the Inspektur."""
    pejabat = tuple(
        Pejabat(
            nama=nama,
            jabatan=Jabatan.IRBAN if number else Jabatan.INSPEKTUR,
            sebutan=f"Inspektur Pembantu {number}" if number else "Inspektur",
            surel=surel,
        )
        for number, (nama, surel) in enumerate(people)
    )
    return fact(PejabatAssigned(unit=unit, pejabat=pejabat), at=at("2026-01-02 08:00"))


def sent(period: str, when: datetime, edisi: int = 1) -> Envelope[SosialisasiSent]:
    event = SosialisasiSent(
        unit=INSTANSI, period=Periode(period), edisi=edisi, penerima=0, sent_at=when
    )
    return fact(event, at=when, version=edisi)


def recorded(envelope: Envelope[Any], when: datetime) -> Envelope[Any]:
    """The same fact, written down by the machine at another time."""
    return envelope.model_copy(update={"recordedtime": when})


def announced(session: Session, event: type[Any]) -> list[Any]:
    """Envelopes of a type in a store's outbox, in order."""
    statement = (
        select(outbox.c.body)
        .where(outbox.c.aggregate.startswith(event.type))
        .order_by(outbox.c.position)
    )
    bodies = session.connection().scalars(statement)
    return [Envelope[event].model_validate_json(body) for body in bodies]
