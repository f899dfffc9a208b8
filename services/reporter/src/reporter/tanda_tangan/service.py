"""Has an issued edition signed: what is asked, and what came of it. The issued bytes stay."""

import hashlib
from datetime import datetime
from typing import Final, NamedTuple

from pydantic import SecretStr
from sqlmodel import Session

from lapkin_chassis.outbox import emit
from lapkin_contracts.laporan import Berkas, LaporanSigned, Snapshot
from lapkin_contracts.rules.periods import Periode
from reporter.draft.service import Act
from reporter.laporan import repository as laporan_repository
from reporter.laporan.files import PDF, File
from reporter.laporan.models import Laporan
from reporter.organisasi import repository as organisasi
from reporter.tanda_tangan import repository
from reporter.tanda_tangan.domain import State, check_newest, signed_name
from reporter.tanda_tangan.models import TandaTangan
from reporter.tanda_tangan.penandatangan import Permintaan
from reporter.tanda_tangan.periksa import Bertanda

INSPEKTUR: Final = "Inspektur"
"""Printed for a signer of whom the office has told no title."""
SIGNED: Final = "pdf-signed"


class Pekerjaan(NamedTuple):
    """What is to be signed, by whom; and the signature that is there already, if any."""

    laporan: Laporan
    permintaan: Permintaan
    dasar: str
    ada: TandaTangan | None


class Jawaban(NamedTuple):
    """What the signer answered: a checked file, or a ticket for it."""

    cara: str
    tiket: str
    bertanda: Bertanda | None


def prepare(
    session: Session, laporan: Laporan, act: Act, passphrase: SecretStr | None = None
) -> Pekerjaan:
    """Writes nothing. Raises EditionReplaced for an edition that is not the newest."""
    ada = repository.signature_of(session, laporan.period, laporan.edisi)
    if ada is None or ada.state is State.GAGAL:
        ada = None
        newest = laporan_repository.last_edisi(session, laporan.period)
        check_newest(laporan.edisi, newest or laporan.edisi)
    pdf = repository.issued_pdf(session, laporan)
    nama, jabatan, dasar = _signer(session, laporan, act)
    snapshot = Snapshot.model_validate_json(laporan.isi)
    permintaan = Permintaan(
        pdf=pdf.isi,
        nama_berkas=pdf.nama,
        akun=act.by,
        nama=nama,
        jabatan=jabatan,
        tempat=snapshot.tempat,
        at=act.at,
        contoh=snapshot.contoh,
        passphrase=passphrase,
    )
    return Pekerjaan(laporan, permintaan, dasar, ada)


def record(session: Session, pekerjaan: Pekerjaan, jawaban: Jawaban) -> TandaTangan:
    """Keep what came of a request; whoever was first counts."""
    repository.lock_signatures(session)
    laporan, permintaan = pekerjaan.laporan, pekerjaan.permintaan
    ada = repository.signature_of(session, laporan.period, laporan.edisi)
    if ada is not None and ada.state is not State.GAGAL:
        return ada
    asked = TandaTangan(
        period=laporan.period,
        edisi=laporan.edisi,
        state=State.MENUNGGU,
        cara=jawaban.cara,
        tiket=jawaban.tiket,
        requested_by=permintaan.akun,
        requested_at=permintaan.at,
        nama=permintaan.nama,
        jabatan=permintaan.jabatan,
        dasar=pekerjaan.dasar,
    )
    asked = session.merge(asked)
    if jawaban.bertanda is not None:
        _keep_signed(session, asked, laporan, jawaban.bertanda, permintaan.at)
    return asked


def sent_pdf(session: Session, asked: TandaTangan) -> bytes:
    """What the signer was given."""
    laporan = laporan_repository.edition(session, asked.period, asked.edisi)
    return repository.issued_pdf(session, laporan).isi


def receive(session: Session, asked: TandaTangan, bertanda: Bertanda, now: datetime) -> None:
    """The signer has signed."""
    repository.lock_signatures(session)
    row = repository.signature_of(session, asked.period, asked.edisi)
    if row is None or row.state is not State.MENUNGGU:
        return  # another replica was first
    laporan = laporan_repository.edition(session, asked.period, asked.edisi)
    _keep_signed(session, row, laporan, bertanda, now)


def give_up(session: Session, asked: TandaTangan) -> None:
    """The signer or the service said no; it may be asked for again."""
    repository.lock_signatures(session)
    row = repository.signature_of(session, asked.period, asked.edisi)
    if row is not None and row.state is State.MENUNGGU:
        row.state = State.GAGAL
        session.add(row)


def _keep_signed(
    session: Session, row: TandaTangan, laporan: Laporan, bertanda: Bertanda, now: datetime
) -> None:
    pdf = repository.issued_pdf(session, laporan)
    berkas = Berkas(
        format=SIGNED,
        sha256=hashlib.sha256(bertanda.pdf).hexdigest(),
        bytes=len(bertanda.pdf),
        nama=signed_name(pdf.nama),
    )
    laporan_repository.add_files(session, laporan, [File(berkas, PDF, bertanda.pdf)])
    row.state = State.DITANDATANGANI
    row.signed_at = now
    row.sertifikat_sha256 = bertanda.sertifikat_sha256
    row.sertifikat_pemilik = bertanda.pemilik
    row.berkas_sha256 = berkas.sha256
    session.add(row)
    signed = LaporanSigned(
        unit=laporan.unit,
        period=Periode(laporan.period),
        edisi=laporan.edisi,
        jabatan=row.jabatan,
        signed_at=now,
        sertifikat_sha256=row.sertifikat_sha256,
        berkas=berkas,
    )
    emit(session, signed, at=now)


def _signer(session: Session, laporan: Laporan, act: Act) -> tuple[str, str, str]:
    """Name, title and decree: by a mandate its own; else what the office told of the Inspektur."""
    if act.mandate:
        return act.nama or act.by, act.mandate.title, act.mandate.basis
    official = organisasi.inspektur_on(session, laporan.unit, act.day)
    if official is None or official.akun != act.by:
        return act.nama or act.by, INSPEKTUR, ""
    return official.nama, official.sebutan_lengkap, official.dasar
