"""When a triwulan opens, is late, and closes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from collector.periode.errors import (
    NotATriwulan,
    PeriodAlreadyOpen,
    PeriodNotEnded,
    ReopeningPast,
    ReopeningTooLong,
)
from lapkin_contracts.rules.periods import MONTH_NAMES, ZONE, Jenis, Periode
from lapkin_contracts.rules.working_time import WaktuKerja

CLOCK = "jam"
"""Who acts when no person does."""

LOCK = "collection"
"""Held by whoever opens, closes or sends: a trigger fires once with several replicas, receipts are
one chain, and no figure slips in behind a closing."""

LONGEST_REOPENING: Final = 10
"""Working days."""


class Keadaan(StrEnum):
    TERJADWAL = "terjadwal"
    TERBUKA = "terbuka"
    TERTUTUP = "tertutup"


class StatusKewajiban(StrEnum):
    BELUM = "belum"
    SEBAGIAN = "sebagian"
    MASUK = "masuk"
    DIKEMBALIKAN = "dikembalikan"


class Pemenuhan(StrEnum):
    """How an obligation was met, or what it waits for."""

    TEPAT_WAKTU = "tepat_waktu"
    TERLAMBAT = "terlambat"
    NIHIL = "nihil"
    BELUM = "belum"
    DIKEMBALIKAN = "dikembalikan"


@dataclass(frozen=True, slots=True)
class Jendela:
    """How long collection lasts, in working days; the day of opening is the first."""

    submission_days: int
    closing_days: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Who acts and when, and how long collection lasts."""

    by: str
    at: datetime
    jendela: Jendela


def opens_at(period: Periode) -> datetime:
    """The first instant after the period, by the office's clock."""
    return datetime.combine(period.ends_on + timedelta(days=1), time.min, ZONE)


def last_second(opened: datetime, working_days: int, waktu: WaktuKerja) -> datetime:
    """End of the n-th working day, the day of opening included."""
    eve = opened.astimezone(ZONE).date() - timedelta(days=1)
    return waktu.end_of_day(waktu.shift(eve, working_days))


def moved(old: datetime, new: datetime, now: datetime, waktu: WaktuKerja) -> datetime:
    """The due date after the calendar changed: nobody becomes late by the change itself."""
    if new >= min(old, now):
        return new
    return min(old, waktu.end_of_day(now.astimezone(ZONE).date()))


def is_past(limit: datetime, now: datetime) -> bool:
    """The whole second of `limit` still counts."""
    return now >= limit + timedelta(seconds=1)


def check_triwulan(period: Periode) -> None:
    if period.jenis is not Jenis.TRIWULAN:
        raise NotATriwulan(period=period)


def check_may_open(triwulan: Periode, opened: datetime | None, now: datetime) -> None:
    """
    Raises:
        PeriodNotEnded, PeriodAlreadyOpen: figures of a running triwulan would be forecasts, and
            a triwulan is collected once.
    """
    if now < opens_at(triwulan):
        raise PeriodNotEnded(title=triwulan.title, opens=tanggal(opens_at(triwulan)))
    if opened is not None:
        raise PeriodAlreadyOpen(title=triwulan.title, opened=tanggal(opened))


def reopened_until(sampai: datetime | date, now: datetime, waktu: WaktuKerja) -> datetime:
    """The last second of a reopening.

    Raises:
        ReopeningPast, ReopeningTooLong: it would be over already, or last too long.
    """
    until = sampai if isinstance(sampai, datetime) else waktu.end_of_day(sampai)
    if until <= now:
        raise ReopeningPast(sampai=tanggal(until))
    today, last = (moment.astimezone(ZONE).date() for moment in (now, until))
    if waktu.days_between(today, last) > LONGEST_REOPENING:
        raise ReopeningTooLong(days=LONGEST_REOPENING)
    return until


def pemenuhan(state: str, *, is_nihil: bool, terlambat_hari: int) -> Pemenuhan:
    """How an obligation stands."""
    if state == StatusKewajiban.DIKEMBALIKAN:
        return Pemenuhan.DIKEMBALIKAN
    if state != StatusKewajiban.MASUK:
        return Pemenuhan.BELUM
    if is_nihil:
        return Pemenuhan.NIHIL
    return Pemenuhan.TERLAMBAT if terlambat_hari else Pemenuhan.TEPAT_WAKTU


def tanggal(moment: datetime | date) -> str:
    """`14 April 2026`, by the office's clock."""
    day = moment.astimezone(ZONE) if isinstance(moment, datetime) else moment
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def nomor_agenda(nomor: int, tahun: int) -> str:
    return f"{nomor:03d}/{tahun}"


def instruksi(triwulan: Periode, batas: datetime) -> Sequence[str]:
    return (
        "Sampaikan realisasi setiap indikator Perjanjian Kinerja beserta buktinya.",
        "Sampaikan realisasi anggaran setiap program.",
        "Sertakan kendala, solusi, dan rencana tindak lanjut untuk target yang belum tercapai.",
        f"Data {triwulan.title} diterima paling lambat tanggal {tanggal(batas)}.",
    )


def instruksi_penyusunan(period: Periode) -> Sequence[str]:
    """Of a semester or a year, whose figures are in already."""
    parts = " dan ".join(part.title for part in period.parts)
    return (
        f"Gabungkan capaian {parts}.",
        f"Susun konsep Laporan Kinerja {period.title}.",
        "Ajukan konsep untuk direviu.",
    )
