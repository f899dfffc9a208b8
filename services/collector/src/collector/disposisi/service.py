"""Orders for people to read and to initial: as a list and as a lembar disposisi."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlmodel import Session

from collector.disposisi import repository
from collector.disposisi.errors import UnknownDisposisi
from collector.disposisi.models import Paraf
from collector.disposisi.printed import PrintedDisposisi, printed
from collector.disposisi.schemas import DisposisiOut, ParafOut
from collector.organisasi.paper import sheet_of
from collector.periode.models import Disposisi
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.pengumpulan import DisposisiInitialed
from lapkin_contracts.rules.periods import ZONE, Periode

LOCK: Final = "paraf"
"""Held by whoever initials: nobody does so twice."""


class Signer(NamedTuple):
    """Who initials, and when."""

    oleh: str
    nama: str
    jabatan: str
    """Title of the mandate it is done by, if it is."""
    at: datetime


def listed(session: Session) -> Sequence[DisposisiOut]:
    """The newest first."""
    return [_out(session, row) for row in repository.all_disposisi(session)]


def initial(
    session: Session, tahun: int, nomor: int, catatan: str, signer: Signer
) -> DisposisiOut:
    """Put one's initials under an order, with a note; the same again changes nothing.

    Raises:
        UnknownDisposisi: the year has no such number.
    """
    lock(session, LOCK)
    row = repository.disposisi(session, tahun, nomor)
    if row is None:
        raise UnknownDisposisi(tahun=tahun, nomor=nomor)
    given = repository.paraf(session, tahun, nomor)
    mine = [one.catatan for one in given if one.oleh == signer.oleh]
    if catatan in mine or (mine and not catatan):
        return _out(session, row)
    oleh, nama, jabatan, at = signer
    paraf = Paraf(
        tahun=tahun,
        nomor=nomor,
        urutan=len(given) + 1,
        oleh=oleh,
        nama=nama,
        jabatan=jabatan,
        catatan=catatan,
        pada=at,
    )
    session.add(paraf)
    session.flush()
    said = repository.said(session, row.period)
    event = DisposisiInitialed(
        unit=said.unit,
        period=said.period,
        nomor_agenda=said.nomor_agenda,
        oleh=oleh,
        nama=nama,
        jabatan=jabatan,
        catatan=catatan,
    )
    emit(session, event, at=at)
    return _out(session, row)


def _out(session: Session, row: Disposisi) -> DisposisiOut:
    said = repository.said(session, row.period)
    return DisposisiOut(
        tahun=row.tahun,
        nomor=row.nomor,
        period=Periode(row.period),
        issued_at=row.issued_at.astimezone(ZONE),
        paraf=[ParafOut.model_validate(one) for one in _paraf(session, row)],
        **said.model_dump(include=set(DisposisiOut.model_fields) - {"period"}),
    )


def _paraf(session: Session, row: Disposisi) -> Sequence[Paraf]:
    return repository.paraf(session, row.tahun, row.nomor)


def lembar(session: Session, tahun: int, nomor: int) -> PrintedDisposisi:
    """
    Raises:
        UnknownDisposisi: the year has no such number.
    """
    row = repository.disposisi(session, tahun, nomor)
    if row is None:
        raise UnknownDisposisi(tahun=tahun, nomor=nomor)
    said = repository.said(session, row.period)
    day = row.issued_at.astimezone(ZONE).date()
    sheet = sheet_of(session, f"Lembar Disposisi Nomor {said.nomor_agenda}", day)
    return printed(sheet, said, day, _paraf(session, row))
