"""Orders for people to read: as a list and as a lembar disposisi."""

from collections.abc import Sequence

from sqlmodel import Session

from collector.disposisi import repository
from collector.disposisi.errors import UnknownDisposisi
from collector.disposisi.printed import PrintedDisposisi, printed
from collector.disposisi.schemas import DisposisiOut
from collector.organisasi.paper import sheet_of
from lapkin_contracts.rules.periods import ZONE, Periode


def listed(session: Session) -> Sequence[DisposisiOut]:
    """The newest first."""
    orders = [
        (row, repository.said(session, row.period)) for row in repository.all_disposisi(session)
    ]
    return [
        DisposisiOut(
            tahun=row.tahun,
            nomor=row.nomor,
            nomor_agenda=said.nomor_agenda,
            period=Periode(row.period),
            perihal=said.perihal,
            issued_at=row.issued_at.astimezone(ZONE),
        )
        for row, said in orders
    ]


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
    return printed(sheet, said, day)
