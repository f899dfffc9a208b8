"""What a paper of the office says besides its own contents."""

from datetime import date

from sqlmodel import Session

from collector.organisasi.errors import NoInstansi
from collector.organisasi.repository import instansi, pejabat_of
from lapkin_contracts.organisasi import Jabatan, Kop, Pejabat
from lapkin_papers.sheet import Sheet, TandaTangan
from lapkin_ui.formats import tanggal


def sheet_of(session: Session, judul: str, day: date) -> Sheet:
    """The letterhead as it is now.

    Raises:
        NoInstansi: nobody said whose paper it is.
    """
    office = instansi(session)
    if office is None:
        raise NoInstansi
    kop = Kop(
        pemerintah=office.kop_pemerintah,
        nama=office.kop_nama,
        aksara=office.kop_aksara,
        alamat=office.kop_alamat,
        kontak=office.kop_kontak,
    )
    return Sheet(
        judul=judul,
        instansi=office.nama,
        kop=kop,
        date=(day.year, day.month, day.day),
        contoh=office.contoh,
        sumber=office.sumber,
    )


def signed(session: Session, jabatan: Jabatan, day: date) -> TandaTangan:
    """By who holds a jabatan of the instansi on a day: a Plt or Plh before the holder."""
    office = instansi(session)
    if office is None:
        raise NoInstansi
    rows = pejabat_of(session, office.code)
    listed = [Pejabat(**row.model_dump(exclude={"unit", "urutan"})) for row in rows]
    able = [one for one in listed if one.jabatan is jabatan and one.is_in_force(day)]
    able.sort(key=lambda one: not one.status.awalan)
    place = f"{office.tempat}, {tanggal(day)}"
    if not able:
        return TandaTangan(tempat_tanggal=place, sebutan=jabatan.capitalize())
    signer = able[0]
    return TandaTangan(
        tempat_tanggal=place,
        sebutan=signer.sebutan_lengkap,
        dasar=signer.dasar if signer.status.awalan else "",
        nama=signer.nama,
        pangkat=signer.pangkat,
        nip=signer.nip,
    )
