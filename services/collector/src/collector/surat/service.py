"""Letters that ask units for figures: written when a triwulan opens, printed when asked for."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from collector.organisasi.paper import sheet_of, signed
from collector.organisasi.repository import units
from collector.perencanaan.repository import Key, anggaran_of, in_force, indikator_of
from collector.surat import repository
from collector.surat.errors import NoLetter
from collector.surat.models import SuratPermintaan
from collector.surat.printed import PrintedSurat, judul_of, printed
from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.rules.periods import ZONE, Periode
from lapkin_papers.sheet import TandaTangan


class Tenggat(NamedTuple):
    """Until when figures are taken."""

    batas: datetime
    ditutup_pada: datetime


def write(
    session: Session, triwulan: Periode, wajib: tuple[str, ...], tenggat: Tenggat, now: datetime
) -> None:
    """A numbered letter to every unit that owes figures."""
    day = now.astimezone(ZONE).date()
    signature = signed(session, Jabatan.INSPEKTUR, day).model_dump_json()
    names = {one.code: one.nama for one in units(session)}
    first = repository.last_nomor(session, day.year) + 1
    for nomor, unit in enumerate(wajib, first):
        plan = in_force(session, unit, triwulan)
        assert plan is not None  # it owes figures because it has one
        letter = SuratPermintaan(
            tahun=day.year,
            nomor=nomor,
            unit=unit,
            period=triwulan,
            nama_unit=names[unit],
            versi_pk=plan.perjanjian,
            issued_at=now,
            tanda_tangan=signature,
            **tenggat._asdict(),
        )
        session.add(letter)


def letter_to(session: Session, unit: str, triwulan: Periode) -> PrintedSurat:
    """
    Raises:
        NoLetter: the triwulan was not opened yet, or the unit owed nothing.
    """
    letter = repository.letter_to(session, unit, triwulan)
    if letter is None:
        raise NoLetter(unit=unit, title=triwulan.title)
    key = Key(unit, triwulan.tahun, letter.versi_pk)
    day = letter.issued_at.astimezone(ZONE).date()
    return printed(
        sheet_of(session, judul_of(triwulan), day),
        letter,
        TandaTangan.model_validate_json(letter.tanda_tangan),
        indikator_of(session, key),
        programs=len(anggaran_of(session, key)),
    )
