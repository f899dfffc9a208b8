"""What a change of the calendar would do to the triwulan that is being collected."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from collector.kalender import domain, repository
from collector.kalender.domain import Isi, Ubahan
from collector.periode.domain import Keadaan, Turn
from collector.periode.repository import not_closed
from collector.periode.rescheduling import last_days
from lapkin_contracts.kalender import JamKerja
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.working_time import WaktuKerja


class Akibat(NamedTuple):
    """Last days of an open triwulan: as they are, and as they would be."""

    period: Periode
    batas: datetime
    ditutup: datetime
    batas_baru: datetime
    ditutup_baru: datetime

    @property
    def is_moved(self) -> bool:
        return (self.batas, self.ditutup) != (self.batas_baru, self.ditutup_baru)


class Perubahan(NamedTuple):
    """What the office would say otherwise."""

    hari: Mapping[date, Ubahan] = {}
    """Days of one year."""
    jam_kerja: tuple[JamKerja, ...] = ()
    """Hours in every year that was announced; none to leave them as they are."""


def akibat_of(session: Session, perubahan: Perubahan, turn: Turn) -> list[Akibat]:
    """Of every open triwulan; without changes they are as they are."""
    waktu = _changed(session, perubahan) if any(perubahan) else None
    return [
        Akibat(
            Periode(row.period),
            row.batas,
            row.ditutup_pada,
            *(last_days(row, waktu, turn) if waktu else (row.batas, row.ditutup_pada)),
        )
        for row in not_closed(session)
        if row.state == Keadaan.TERBUKA
    ]


def _changed(session: Session, perubahan: Perubahan) -> WaktuKerja:
    known = {one.tahun: repository.isi_of(one) for one in repository.newest_of_each_year(session)}
    jam_kerja = perubahan.jam_kerja or repository.jam_kerja(session)
    for tahun in {day.year for day in perubahan.hari}:
        libur = domain.merged(tahun, {**repository.ubahan(session, tahun), **perubahan.hari})
        known[tahun] = Isi(libur=libur, jam_kerja=jam_kerja)
    if perubahan.jam_kerja:
        known = {
            tahun: isi.model_copy(update={"jam_kerja": jam_kerja}) for tahun, isi in known.items()
        }
    return domain.waktu_of(known[tahun] for tahun in sorted(known))
