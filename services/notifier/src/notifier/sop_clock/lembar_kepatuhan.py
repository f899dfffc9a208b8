"""The compliance sheet as text, in the order of the page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from pydantic import BaseModel
from sqlmodel import Session

from lapkin_contracts.langkah import SatuanWaktu
from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.rules.numbers import format_indonesian
from lapkin_contracts.rules.periods import ZONE, Periode
from lapkin_contracts.sop import load_sop
from lapkin_papers import sheet as papers
from lapkin_ui.formats import tanggal, waktu
from notifier.organisasi.paper import sheet_of, signed
from notifier.sop_clock.domain import Position, State
from notifier.sop_clock.kepatuhan import Row, Sheet, sheet
from notifier.sop_clock.spans import Pihak
from notifier.sop_clock.waktu import SEBUTAN, Sumber

NOTHING: Final = "–"
SINGKAT: Final = {
    SatuanWaktu.MENIT_KERJA: "menit kerja",
    SatuanWaktu.HARI_KERJA: "hari kerja",
    SatuanWaktu.HARI_KALENDER: "hari",
}


class BarisLangkah(BaseModel):
    nomor: int
    kegiatan: str
    pelaksana: str
    waktu: str
    mulai: str
    selesai: str
    terpakai: str
    menunggu: str
    keadaan: str


class Kasus(BaseModel):
    judul: str
    langkah: list[BarisLangkah]


class PrintedKepatuhan(papers.Sheet):
    sop: str
    ringkasan: list[str]
    kasus: list[Kasus]
    catatan: list[str]
    tanda_tangan: papers.TandaTangan


def lembar(session: Session, triwulan: Periode, now: datetime) -> PrintedKepatuhan:
    """
    Raises:
        NoLetterhead: there is no office whose paper it would be.
    """
    found = sheet(session, triwulan, now)
    day = min(triwulan.ends_on, now.astimezone(ZONE).date())
    blank = sheet_of(session, f"Lembar Kepatuhan SOP {triwulan.title}", day)
    return printed(blank, found, signed(session, Jabatan.SEKRETARIS, day))


def printed(blank: papers.Sheet, found: Sheet, signature: papers.TandaTangan) -> PrintedKepatuhan:
    sop = load_sop()
    return PrintedKepatuhan(
        **blank.model_dump(),
        sop=f"SOP Nomor {sop.nomor} tentang {sop.judul}",
        ringkasan=_ringkasan(found),
        kasus=list(_kasus(found.rows)),
        catatan=list(dict.fromkeys(_catatan(found.rows))),
        tanda_tangan=signature,
    )


def _ringkasan(found: Sheet) -> list[str]:
    is_over = found.until.astimezone(ZONE).date() > found.triwulan.ends_on
    moment = f"akhir {found.triwulan.title}" if is_over else waktu(found.until)
    if not found.rows:
        return [f"Keadaan {moment}: tidak ada langkah SOP yang berjalan."]
    running = found.count(State.BERJALAN, State.TERLAMBAT)
    breached = sum(row.breached_at is not None for row in found.rows)
    return [
        f"Keadaan {moment}: {len(found.rows)} langkah, {found.on_time} selesai tepat waktu, "
        f"{found.late} melewati batas waktu, {running} masih berjalan; {breached} pelanggaran "
        "batas waktu diumumkan.",
        f"Waktu tunggu menurut pihak, dalam menit kerja: {_waiting(found.menunggu)}.",
    ]


def _kasus(rows: Sequence[Row]) -> Iterator[Kasus]:
    for period in dict.fromkeys(row.period for row in rows):
        steps = [_baris(row) for row in rows if row.period == period]
        yield Kasus(judul=f"Laporan Kinerja {period.title}", langkah=steps)


def _baris(row: Row) -> BarisLangkah:
    one = row.position
    return BarisLangkah(
        nomor=one.step.nomor,
        kegiatan=one.step.kegiatan_dibaca,
        pelaksana=", ".join(jabatan.capitalize() for jabatan in one.step.pelaksana.jabatan),
        waktu=_waktu(one),
        mulai=_moment(one.started_at),
        selesai=_moment(one.ended_at),
        terpakai=_terpakai(one),
        menunggu=_waiting(row.menunggu),
        keadaan=_keadaan(one),
    )


def _waktu(one: Position) -> str:
    """As printed in the SOP, and what holds instead."""
    printed_time = one.step.waktu.tercetak
    if one.allowed.sumber is Sumber.SOP:
        return printed_time
    return f"{one.allowed.teks} (tercetak {printed_time})"


def _terpakai(one: Position) -> str:
    if one.taken is None:
        return NOTHING
    return f"{_count(one.taken)} {SINGKAT[one.allowed.satuan]}"


def _keadaan(one: Position) -> str:
    late = f"{_count(one.late_minutes)} {SEBUTAN[SatuanWaktu.MENIT_KERJA]}"
    if one.state is State.SELESAI:
        return f"Selesai, terlambat {late}" if one.is_late else "Selesai tepat waktu"
    return f"Berjalan, terlambat {late}" if one.is_late else "Berjalan"


def _waiting(minutes: Counter[Pihak]) -> str:
    """`Kasubag 12, Mesin 1`, in working minutes."""
    spent = [(one, minutes[one]) for one in Pihak if minutes[one]]
    words = ", ".join(f"{one.capitalize()} {_count(waited)}" for one, waited in spent)
    return words or "tidak ada"


def _count(units: int) -> str:
    """In Indonesian form: `1.204`."""
    return format_indonesian(Decimal(units))


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return NOTHING
    local = moment.astimezone(ZONE)
    return f"{tanggal(local)} {local:%H.%M}"


def _catatan(rows: Sequence[Row]) -> Iterator[str]:
    """Why another time than the SOP's holds, and where it reaches further than it should."""
    for row in rows:
        one = row.position
        if one.allowed.alasan:
            yield f"Langkah {one.step.nomor} memakai {one.allowed.teks}: {one.allowed.alasan}"
        for warning in one.warnings:
            yield f"Langkah {one.step.nomor}, {row.period.title}: {warning}"
