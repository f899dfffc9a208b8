"""Which series go on with another one's, and what the reader is told of it."""

import json
from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from aggregator.organisasi import repository as organisasi
from aggregator.organisasi.models import Unit
from aggregator.perencanaan import repository as perencanaan
from aggregator.perencanaan.repository import Warisan
from aggregator.rekap.deret import Kunci, Sambungan
from lapkin_contracts.rules.periods import MONTH_NAMES


def sambungan(session: Session, tahun: int) -> Mapping[Kunci, Sambungan]:
    """By the unit and indikator that go on; most years know none."""
    return {
        key: Sambungan((one.unit, one.indikator), _catatan(session, key, one))
        for key, one in perencanaan.warisan(session, tahun).items()
    }


def _catatan(session: Session, key: Kunci, warisan: Warisan) -> str:
    if key[0] == warisan.unit:
        since = _tanggal(warisan.sejak)
        return f"Deret sebelum {since} berasal dari indikator {warisan.indikator}."
    heir, predecessor = (
        organisasi.unit_of(session, key[0]),
        organisasi.unit_of(session, warisan.unit),
    )
    nama = organisasi.nama_of(session, warisan.unit)
    since = _tanggal(_reorganised_on(heir, warisan))
    dasar = next((one.dasar for one in (heir, predecessor) if one is not None and one.dasar), "")
    by_decree = f" berdasarkan {dasar}" if dasar else ""
    return (
        f"Deret sebelum {since} berasal dari indikator {warisan.indikator} pada {nama}{by_decree}."
    )


def _reorganised_on(heir: Unit | None, warisan: Warisan) -> date:
    """A unit made from the predecessor has its own date; else the plan's counts."""
    if heir is not None and warisan.unit in json.loads(heir.asal):
        return heir.berlaku_sejak
    return warisan.sejak


def _tanggal(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
