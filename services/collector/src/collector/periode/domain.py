"""When a triwulan opens, is late, and closes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from collector.periode.errors import NotATriwulan, PeriodAlreadyOpen, PeriodNotEnded
from lapkin_contracts.rules.periods import MONTH_NAMES, ZONE, Jenis, Periode

CLOCK = "jam"
"""Who acts when no person does."""


class Keadaan(StrEnum):
    TERJADWAL = "terjadwal"
    TERBUKA = "terbuka"
    TERTUTUP = "tertutup"


class StatusKewajiban(StrEnum):
    BELUM = "belum"
    SEBAGIAN = "sebagian"
    MASUK = "masuk"
    DIKEMBALIKAN = "dikembalikan"


@dataclass(frozen=True, slots=True)
class Jendela:
    """How long collection lasts, in days; the day of opening is the first."""

    submission_days: int
    closing_days: int


def opens_at(triwulan: Periode) -> datetime:
    """The first instant after the triwulan, by the office's clock."""
    return datetime.combine(triwulan.ends_on + timedelta(days=1), time.min, ZONE)


def last_second(opened: datetime, days: int) -> datetime:
    """End of the last of `days` days."""
    day = opened.astimezone(ZONE).date() + timedelta(days=days - 1)
    return datetime.combine(day, time(23, 59, 59), ZONE)


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
