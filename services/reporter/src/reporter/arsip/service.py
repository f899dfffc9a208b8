"""Puts the archive of an edition together."""

from sqlmodel import Session

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rules.periods import ZONE
from reporter.arsip import domain, repository
from reporter.laporan.models import Laporan
from reporter.verifikasi.domain import kode_of


def archive_of(session: Session, laporan: Laporan) -> bytes:
    """Stays the same from the moment the edition is signed."""
    snapshot = Snapshot.model_validate_json(laporan.isi)
    events = domain.history(repository.announced_about(session, laporan), laporan.edisi)
    isi = {
        **repository.files_of(session, laporan),
        domain.SNAPSHOT: laporan.isi.encode(),
        domain.BUKTI: domain.manifest_of(domain.evidence(snapshot)),
        domain.PERISTIWA: domain.json_lines(events),
    }
    keterangan = domain.Keterangan(
        period=laporan.period,
        edisi=laporan.edisi,
        judul=laporan.judul,
        nomor=laporan.nomor,
        instansi=snapshot.nama_instansi,
        issued_at=laporan.issued_at.astimezone(ZONE),
        kode=kode_of(laporan.sha256),
        snapshot_sha256=laporan.sha256,
    )
    return domain.archive(keterangan, isi)
