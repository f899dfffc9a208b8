"""Issues a report: snapshot and files frozen together, and announced."""

from collections.abc import Sequence

from sqlmodel import Session

from lapkin_chassis.outbox import emit
from lapkin_contracts.laporan import LaporanIssued
from lapkin_contracts.rules.periods import Periode
from reporter.laporan import repository
from reporter.laporan.files import File
from reporter.laporan.models import Laporan


def issue(session: Session, laporan: Laporan, files: Sequence[File]) -> None:
    session.add(laporan)
    session.flush()  # the files refer to it
    repository.add_files(session, laporan, files)
    issued = LaporanIssued(
        unit=laporan.unit,
        period=Periode(laporan.period),
        edisi=laporan.edisi,
        judul=laporan.judul,
        nomor=laporan.nomor,
        issued_at=laporan.issued_at,
        rekap_revision=laporan.rekap_revision,
        snapshot_sha256=laporan.sha256,
        berkas=tuple(file.berkas for file in files),
        menggantikan=laporan.menggantikan,
        sebab=laporan.sebab,
    )
    emit(session, issued, at=laporan.issued_at)
