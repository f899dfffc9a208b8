"""What a paper of the office says besides its own contents. The event log holds the letterhead."""

from datetime import date

from sqlmodel import Session

from lapkin_contracts.organisasi import InstansiRegistered, Jabatan
from lapkin_papers.sheet import Sheet, TandaTangan
from lapkin_ui.formats import tanggal
from notifier.event_log.repository import latest_of_no_period
from notifier.organisasi.errors import NoLetterhead
from notifier.sosialisasi.repository import pejabat_on


def office(session: Session) -> InstansiRegistered:
    """As last announced.

    Raises:
        NoLetterhead: it was not announced yet.
    """
    fact = latest_of_no_period(session, InstansiRegistered)
    if fact is None:
        raise NoLetterhead
    return fact.data


def sheet_of(session: Session, judul: str, day: date) -> Sheet:
    """
    Raises:
        NoLetterhead: there is no office whose paper it would be.
    """
    instansi = office(session)
    return Sheet(
        judul=judul,
        instansi=instansi.nama,
        kop=instansi.kop,
        date=(day.year, day.month, day.day),
        contoh=instansi.contoh,
        sumber=instansi.sumber,
    )


def signed(session: Session, jabatan: Jabatan, day: date) -> TandaTangan:
    """By who holds a jabatan of the instansi on a day: a Plt or Plh before the holder."""
    instansi = office(session)
    listed = [one for one in pejabat_on(session, day, instansi.unit) if one.peran == jabatan]
    listed.sort(key=lambda one: one.berlaku_sampai is None)
    place = f"{instansi.tempat}, {tanggal(day)}"
    if not listed:
        return TandaTangan(tempat_tanggal=place, sebutan=jabatan.capitalize())
    return TandaTangan(tempat_tanggal=place, sebutan=listed[0].jabatan, nama=listed[0].nama)
