"""Which days are off: the national calendar, and what the office changed in it."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from holidays import GOVERNMENT, PUBLIC, country_holidays
from pydantic import BaseModel

from collector.kalender.errors import HoursMissing, HoursReversed
from lapkin_contracts.kalender import HariLibur, JamKerja
from lapkin_contracts.rules.working_time import WaktuKerja

LANGUAGE: Final = "id"
HARI: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


class Sumber(StrEnum):
    """Who says that a day is off."""

    NASIONAL = "nasional"
    CUTI_BERSAMA = "cuti_bersama"
    KANTOR = "kantor"


@dataclass(frozen=True, slots=True)
class Ubahan:
    """What the office says of one day."""

    nama: str
    libur: bool
    cuti_bersama: bool


class Isi(BaseModel):
    """The content of a year's calendar."""

    libur: tuple[HariLibur, ...]
    jam_kerja: tuple[JamKerja, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


@lru_cache(maxsize=64)
def nasional(tahun: int) -> Mapping[date, HariLibur]:
    """National holidays and cuti bersama of a year; a day that is both is a holiday."""
    days: dict[date, HariLibur] = {}
    for category in (GOVERNMENT, PUBLIC):
        listed = country_holidays("ID", years=tahun, categories=(category,), language=LANGUAGE)
        for day, nama in listed.items():
            days[day] = HariLibur(tanggal=day, nama=nama, cuti_bersama=category == GOVERNMENT)
    return days


def merged(tahun: int, ubahan: Mapping[date, Ubahan]) -> tuple[HariLibur, ...]:
    """The days off of a year, in order."""
    days = dict(nasional(tahun))
    for day, said in ubahan.items():
        days.pop(day, None)
        if said.libur:
            days[day] = HariLibur(tanggal=day, nama=said.nama, cuti_bersama=said.cuti_bersama)
    return tuple(days[day] for day in sorted(days))


def sumber_of(hari: HariLibur, ubahan: Mapping[date, Ubahan]) -> Sumber:
    if hari.tanggal in ubahan:
        return Sumber.KANTOR
    return Sumber.CUTI_BERSAMA if hari.cuti_bersama else Sumber.NASIONAL


def check_hours(jam: Collection[JamKerja]) -> None:
    """
    Raises:
        HoursMissing: the office would never work.
        HoursReversed: a day ends before it begins.
    """
    reversed_days = [one for one in jam if one.selesai <= one.mulai]
    if len(reversed_days) == len(jam):
        raise HoursMissing
    if reversed_days:
        raise HoursReversed(hari=HARI[reversed_days[0].hari])


def waktu_of(isi: Iterable[Isi]) -> WaktuKerja:
    """The working time of several years, in order; the hours of the last one hold."""
    known = list(isi)
    if not known:
        return WaktuKerja.of()
    return WaktuKerja.of((day for one in known for day in one.libur), known[-1].jam_kerja)
