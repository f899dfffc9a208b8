"""What is known of the edition behind a code."""

from sqlmodel import Session, col, select

from reporter.laporan import repository as laporan_repository
from reporter.laporan.models import Laporan
from reporter.tanda_tangan import repository as tanda_tangan
from reporter.verifikasi.domain import read_kode, span_of
from reporter.verifikasi.models import Catatan


def catatan_of(session: Session, kode: str) -> Catatan | None:
    """None for a code that no edition has, or that cannot be one."""
    clean = read_kode(kode)
    if clean is None:
        return None
    span = span_of(clean)
    statement = select(Laporan).where(col(Laporan.sha256).between(span.first, span.last))
    laporan = session.exec(statement).first()
    if laporan is None:
        return None
    editions = laporan_repository.editions(session, laporan.period)
    return Catatan(
        laporan,
        laporan_repository.berkas_of(session, laporan.period)[laporan.edisi],
        tanda_tangan.signature_of(session, laporan.period, laporan.edisi),
        next((one for one in editions if one.menggantikan == laporan.edisi), None),
    )
