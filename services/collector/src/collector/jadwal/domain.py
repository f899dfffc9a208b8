"""What the clock owes, by kind: each run has a name for ever."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from collector.periode.domain import opens_at
from lapkin_chassis.triggers import ALL, PAUSING, Planned
from lapkin_contracts.rules.periods import ZONE, Jenis, Periode


class Kind(StrEnum):
    """Each can be paused by itself."""

    KALENDER = "kalender"
    OPEN_TRIWULAN = "open-triwulan"
    OPEN_SEMESTER = "open-semester"
    OPEN_TAHUN = "open-tahun"
    OVERDUE = "overdue"
    CLOSE_TRIWULAN = "close-triwulan"


NAMES: Final = {
    ALL: "semua jadwal",
    Kind.KALENDER: "kalender kerja",
    Kind.OPEN_TRIWULAN: "pembukaan triwulan",
    Kind.OPEN_SEMESTER: "disposisi semester",
    Kind.OPEN_TAHUN: "disposisi tahun",
    Kind.OVERDUE: "pengumuman lewat batas",
    Kind.CLOSE_TRIWULAN: "penutupan triwulan",
}
OPENING: Final = {
    Jenis.TRIWULAN: Kind.OPEN_TRIWULAN,
    Jenis.SEMESTER: Kind.OPEN_SEMESTER,
    Jenis.TAHUN: Kind.OPEN_TAHUN,
}
ONE_SECOND: Final = timedelta(seconds=1)


def opening(period: Periode) -> Planned:
    return Planned(f"open/{period}", OPENING[period.jenis], opens_at(period))


def closing(period: Periode, ditutup: datetime) -> Planned:
    return Planned(f"close/{period}", Kind.CLOSE_TRIWULAN, ditutup + ONE_SECOND)


def overdue(period: Periode, unit: str, batas: datetime) -> Planned:
    """Named by the due date: where that moves, it may be announced once more."""
    day = batas.astimezone(ZONE).date()
    return Planned(f"overdue/{period}/{unit}/{day}", Kind.OVERDUE, batas + ONE_SECOND)


def publishing(tahun: int, versi: int, due_at: datetime | None = None) -> Planned:
    """The first version is owed a year ahead: what else is due depends on it."""
    ahead = datetime(tahun - 1, 1, 1, tzinfo=ZONE)
    return Planned(f"kalender/{tahun}/{versi}", Kind.KALENDER, due_at or ahead)


def judul(one: Planned) -> str:
    """What it is, for people: `Pembukaan Triwulan III Tahun 2026`."""
    _, subject, *rest = one.key.split("/")
    if one.kind == PAUSING:
        return f"Jeda {NAMES[subject]}"
    match Kind(one.kind):
        case Kind.KALENDER:
            return f"Kalender kerja {subject} versi {rest[0]}"
        case Kind.OPEN_TRIWULAN:
            return f"Pembukaan {Periode(subject).title}"
        case Kind.OPEN_SEMESTER | Kind.OPEN_TAHUN:
            return f"Disposisi penyusunan Laporan Kinerja {Periode(subject).title}"
        case Kind.OVERDUE:
            return f"Data {Periode(subject).title} dari {rest[0]} lewat batas"
        case Kind.CLOSE_TRIWULAN:
            return f"Penutupan {Periode(subject).title}"
