"""How long a step may take, by whose word, and until when that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from lapkin_contracts.langkah import SatuanWaktu
from lapkin_contracts.rules.periods import MONTH_NAMES, ZONE, Periode
from lapkin_contracts.rules.working_time import WaktuKerja
from lapkin_contracts.sop import Step

SEBUTAN: Final = {
    SatuanWaktu.MENIT_KERJA: "menit kerja",
    SatuanWaktu.HARI_KERJA: "hari kerja",
    SatuanWaktu.HARI_KALENDER: "hari kalender",
}


class Sumber(StrEnum):
    SOP = "sop"
    OVERRIDE = "override"  # printed "pengganti"


class Penetapan(NamedTuple):
    """What the office set for a step; `nilai` is None where it took its own time back."""

    versi: int
    nilai: int | None
    satuan: SatuanWaktu | None
    alasan: str
    oleh: str
    berlaku_sejak: datetime


@dataclass(frozen=True)
class WaktuBerlaku:
    """The allowed time that holds."""

    nilai: int
    satuan: SatuanWaktu
    sumber: Sumber
    alasan: str = ""
    """Why it is not what the SOP prints."""
    oleh: str = ""
    """Who set it; nobody for what is shipped."""
    sejak: datetime | None = None

    @property
    def teks(self) -> str:
        return f"{self.nilai} {SEBUTAN[self.satuan]}"

    def due(self, started_at: datetime, waktu: WaktuKerja) -> datetime:
        """A step that ends after it is late.

        Minutes that are used up when the office closes are over when it opens again.
        """
        if self.satuan is SatuanWaktu.MENIT_KERJA:
            return waktu.add_minutes(waktu.add_minutes(started_at, self.nilai), 0)
        if self.satuan is SatuanWaktu.HARI_KERJA:
            return waktu.add_days(started_at, self.nilai)
        return started_at.astimezone(ZONE) + timedelta(days=self.nilai)

    def taken(self, first: datetime, last: datetime, waktu: WaktuKerja) -> int:
        """Whole units from `first` to `last`."""
        if self.satuan is SatuanWaktu.MENIT_KERJA:
            return waktu.minutes_between(first, last)
        if self.satuan is SatuanWaktu.HARI_KALENDER:
            return (last - first).days
        days = waktu.days_between(first.astimezone(ZONE).date(), last.astimezone(ZONE).date())
        return days - (days > 0 and waktu.add_days(first, days) > last)


def in_force(step: Step, set_by_office: Sequence[Penetapan], at: datetime) -> WaktuBerlaku:
    """What held at a moment: the office's newest word, or what is shipped."""
    known = [one for one in set_by_office if one.berlaku_sejak <= at]
    newest = max(known, key=lambda one: one.versi, default=None)
    if newest is None or newest.nilai is None or newest.satuan is None:
        return shipped(step)
    return WaktuBerlaku(
        newest.nilai,
        newest.satuan,
        Sumber.OVERRIDE,
        newest.alasan,
        newest.oleh,
        newest.berlaku_sejak,
    )


def shipped(step: Step) -> WaktuBerlaku:
    """The SOP's own time, or what stands in for a slip of the pen."""
    other = step.waktu_pengganti
    if other is None:
        return WaktuBerlaku(step.waktu.nilai, step.waktu.satuan, Sumber.SOP)
    return WaktuBerlaku(other.nilai, other.satuan, Sumber.OVERRIDE, other.alasan)


def warnings(step: Step, period: Periode, batas: datetime) -> tuple[str, ...]:
    """Where the allowed time reaches further than it should; in words for people."""
    last = batas.astimezone(ZONE).date()
    found = []
    opening = next_opening(period)
    if last >= opening:
        found.append(f"Batas waktu melewati pembukaan periode berikutnya, {_tanggal(opening)}.")
    if step.batas_hukum and last > (legal := step.batas_hukum.of(period)):
        found.append(
            f"Batas waktu melewati batas hukum {_tanggal(legal)} ({step.batas_hukum.dasar})."
        )
    return tuple(found)


def next_opening(period: Periode) -> date:
    """The day on which collection of the quarter after `period` begins."""
    begins = period.ends_on + timedelta(days=1)
    return Periode.triwulan_of(begins).ends_on + timedelta(days=1)


def _tanggal(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
