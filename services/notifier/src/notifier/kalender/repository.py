"""What the working calendar is asked."""

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from lapkin_contracts.kalender import JAM_KERJA_BAWAAN, HariLibur, JamKerja
from lapkin_contracts.rules.working_time import WaktuKerja
from notifier.kalender.models import Kalender

LIBUR = TypeAdapter(tuple[HariLibur, ...])
JAM = TypeAdapter(tuple[JamKerja, ...])


def waktu_kerja(session: Session) -> WaktuKerja:
    """When the office works: days off of every known year, hours of the newest.

    Without any calendar: weekends and the usual hours.
    """
    years = session.exec(select(Kalender).order_by(col(Kalender.tahun))).all()
    libur = [day for year in years for day in LIBUR.validate_json(year.libur)]
    hours = JAM.validate_json(years[-1].jam_kerja) if years else ()
    return WaktuKerja.of(libur, hours or JAM_KERJA_BAWAAN)
