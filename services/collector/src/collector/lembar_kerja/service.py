"""Workbooks out and in: the figures take the same way as those of a program."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from collector.akun.signing import SigningKey
from collector.lembar_kerja.columns import BAGIAN, NILAI
from collector.lembar_kerja.comparison import BarisDibaca, Pembanding
from collector.lembar_kerja.delivering import Kiriman, answered
from collector.lembar_kerja.domain import Lembar
from collector.lembar_kerja.errors import SheetRefused, UnusableFile
from collector.lembar_kerja.findings import Temuan, Tingkat
from collector.lembar_kerja.schemas import HasilOut, Keadaan, PerubahanOut, TemuanOut
from collector.lembar_kerja.sheets import Berkas
from collector.lembar_kerja.stamp import Stempel
from collector.organisasi.errors import UnknownUnit
from collector.organisasi.repository import instansi, unit_named
from collector.perencanaan.errors import NoPerjanjianKinerja
from collector.perencanaan.repository import Key, anggaran_of, in_force, indikator_of, plan
from collector.periode.domain import check_triwulan
from collector.submission import repository, rtl
from collector.submission import service as submission
from collector.submission.domain import NOTHING, State
from collector.submission.errors import IdempotencyKeyReused, SubmissionRefused
from collector.submission.receipt import Receipt
from collector.submission.weighing import weigh
from lapkin_chassis.errors import Fault
from lapkin_contracts.rules.periods import Periode


@dataclass(frozen=True, slots=True)
class Unggahan:
    """A workbook that was read, and whose it is."""

    berkas: Berkas
    stempel: Stempel


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """A workbook after every check, before anything is stored."""

    unggahan: Unggahan
    lembar: Lembar
    kiriman: Kiriman
    rows: Sequence[BarisDibaca]
    temuan: Sequence[Temuan]

    @property
    def keadaan(self) -> Keadaan:
        if any(one.menahan for one in self.temuan):
            return Keadaan.PERLU_DIPERBAIKI
        if any(row.changes for row in self.rows):
            return Keadaan.DAPAT_DITERAPKAN
        return Keadaan.TIDAK_BERUBAH


def lembar_of(session: Session, unit: str, period: Periode) -> Lembar:
    """What the workbook of a unit and a triwulan shows now.

    Raises:
        NotATriwulan, UnknownUnit, NoPerjanjianKinerja: there is nothing to fill in.
    """
    check_triwulan(period)
    row, office = unit_named(session, unit), instansi(session)
    if row is None:
        raise UnknownUnit(unit=unit)
    documents = in_force(session, unit, period)
    if documents is None:
        raise NoPerjanjianKinerja(whose=f"{unit} pada {period.title}")
    key = Key(unit, period.tahun, documents.perjanjian)
    revision, state = _newest(session, unit, period)
    past = _newest(session, unit, period.sebelumnya)[1]
    return Lembar(
        unit=unit,
        nama_unit=row.nama,
        period=period,
        nama_instansi=office.nama if office else "",
        sumber=office.sumber if office else "",
        contoh=bool(office and office.contoh),
        plan=plan(session, documents),
        indikator=indikator_of(session, key),
        anggaran=anggaran_of(session, key),
        revision=revision,
        state=state,
        past=past,
        janji_rtl=rtl.promised_in(past),
    )


def examine(session: Session, unggahan: Unggahan, *, now: datetime) -> Pemeriksaan:
    """Every finding of a workbook, and what it would change.

    Raises:
        UnusableFile: its stamp names a revision that there never was.
        UnknownUnit, PeriodNotOpen, PeriodClosed, NoObligation: figures are not expected.
    """
    stempel = unggahan.stempel
    lembar = lembar_of(session, stempel.unit, stempel.period)
    pembanding = Pembanding(lembar, _state_at(session, stempel), stempel.revision)
    rows = list(_compared(unggahan, lembar, pembanding))
    kiriman = Kiriman(lembar, rows)
    temuan = [
        *(one for bagian in BAGIAN for one in unggahan.berkas.bagian[bagian.nama].temuan),
        *_of_codes(unggahan, lembar),
        *(one for row in rows for one in row.temuan),
        *kiriman.temuan,
    ]
    delivery = kiriman.delivery(unggahan.berkas.sha256)
    if not delivery.is_empty:
        try:
            weighed = weigh(session, delivery, now)
        except SubmissionRefused as refused:
            temuan += kiriman.located(refused.errors)
        else:
            explained = weighed.watch.explained(delivery.nilai, delivery.anggaran)
            faults = [Fault(f"{one.pointer}/alasan", *one.temuan) for one in explained]
            temuan += answered(kiriman.located(faults))
    return Pemeriksaan(unggahan, lembar, kiriman, rows, temuan)


def rehearse(session: Session, unggahan: Unggahan, *, now: datetime) -> HasilOut:
    """What would come of a workbook; nothing is stored."""
    found = examine(session, unggahan, now=now)
    return _result(found, found.keadaan, found.lembar.revision)


def apply(
    session: Session,
    unggahan: Unggahan,
    *,
    oleh: str,
    idempotency_key: str,
    signing_key: SigningKey,
    now: datetime,
) -> HasilOut:
    """Take in what a workbook changes; the same file again changes nothing.

    Raises:
        SheetRefused: a cell needs correction; nothing was stored.
        IdempotencyKeyReused: the key came with another file before.
    """
    kept = repository.kept_answer(session, oleh, idempotency_key)
    if kept is not None:
        if kept.body_sha256 != unggahan.berkas.sha256:
            raise IdempotencyKeyReused
        return _replayed(unggahan, kept.answer)
    found = examine(session, unggahan, now=now)
    if found.keadaan is Keadaan.PERLU_DIPERBAIKI:
        faults = tuple(one.fault() for one in found.temuan if one.menahan)
        raise SheetRefused(errors=faults, count=len(faults))
    if found.keadaan is Keadaan.TIDAK_BERUBAH:
        return _unchanged(session, found)
    given = submission.submit(
        session,
        found.kiriman.delivery(unggahan.berkas.sha256),
        oleh=oleh,
        idempotency_key=idempotency_key,
        signing_key=signing_key,
        now=now,
    )
    return _result(found, Keadaan.DITERIMA, given.revision, _receipt_in(given.body))


def _newest(session: Session, unit: str, period: Periode) -> tuple[int, State]:
    listed = repository.revisions(session, unit, period)
    if not listed:
        return 0, NOTHING
    return int(listed[0]["revision"]), repository.state_in(listed[0]["isi"])


def _state_at(session: Session, stempel: Stempel) -> State:
    if not stempel.revision:
        return NOTHING
    for row in repository.revisions(session, stempel.unit, stempel.period):
        if row["revision"] == stempel.revision:
            return repository.state_in(row["isi"])
    raise UnusableFile.because(
        "stamp-unknown-revision",
        f"Lembar kerja ini dibuat dari versi {stempel.revision} yang tidak ada di sini.",
        "Unduh lembar kerja yang baru, lalu salin isinya.",
    )


def _compared(unggahan: Unggahan, lembar: Lembar, pembanding: Pembanding) -> Iterator[BarisDibaca]:
    for bagian in BAGIAN:
        for kode, cells in unggahan.berkas.bagian[bagian.nama].baris.items():
            if kode in lembar.codes(bagian):
                yield pembanding.compare(bagian, kode, cells)


def _of_codes(unggahan: Unggahan, lembar: Lembar) -> Iterator[Temuan]:
    """Rows that are missing or do not belong here, and what the plan added since."""
    for bagian in BAGIAN:
        found = unggahan.berkas.bagian[bagian.nama].baris
        printed, owed = unggahan.stempel.codes(bagian.nama), lembar.codes(bagian)
        for kode in (one for one in printed if one in owed and one not in found):
            detail = f"Baris {kode} pada lembar {bagian.judul} tidak ada; nilainya tidak diubah."
            yield Temuan("", Tingkat.PERINGATAN, "row-missing", detail, "Isi lewat lembar baru.")
        for kode in (one for one in found if one not in owed):
            sel = found[kode]["kode"].alamat
            detail = f"Kode {kode} tidak ada dalam Perjanjian Kinerja {lembar.nama_unit}."
            if bagian is not NILAI:
                detail = f"Kode {kode} tidak ada pada lembar {bagian.judul} unit ini."
            yield Temuan(sel, Tingkat.GALAT, "unknown-code", detail, "Hapus baris itu.")
        for kode in (one for one in owed if one not in printed):
            detail = f"{kode} baru ditambahkan setelah lembar ini diunduh."
            yield Temuan("", Tingkat.INFO, "row-new", detail, "Unduh lembar terbaru.")


def _result(
    found: Pemeriksaan, keadaan: Keadaan, revision: int, receipt: Receipt | None = None
) -> HasilOut:
    stempel = found.unggahan.stempel
    return HasilOut(
        unit=stempel.unit,
        period=stempel.period,
        sha256=found.unggahan.berkas.sha256,
        dasar=stempel.revision,
        revision=revision,
        keadaan=keadaan,
        temuan=[TemuanOut.of(one) for one in found.temuan],
        perubahan=[PerubahanOut(**one._asdict()) for row in found.rows for one in row.perubahan],
        receipt=receipt,
    )


def _unchanged(session: Session, found: Pemeriksaan) -> HasilOut:
    """Everything in the file is stored already; its receipt is that of what is stored."""
    lembar, receipt = found.lembar, None
    if lembar.revision:
        receipt = repository.receipt_of_revision(
            session, lembar.unit, lembar.period, lembar.revision
        )
    return _result(found, Keadaan.TIDAK_BERUBAH, lembar.revision, receipt)


def _replayed(unggahan: Unggahan, answer: bytes) -> HasilOut:
    """This very file was taken in before: nothing happens, and the first receipt comes back."""
    stempel, said = unggahan.stempel, json.loads(answer)
    return HasilOut(
        unit=stempel.unit,
        period=stempel.period,
        sha256=unggahan.berkas.sha256,
        dasar=stempel.revision,
        revision=said["version"],
        keadaan=Keadaan.TIDAK_BERUBAH,
        temuan=[],
        perubahan=[],
        receipt=_receipt_in(answer),
    )


def _receipt_in(answer: bytes) -> Receipt | None:
    said = json.loads(answer).get("receipt")
    return Receipt(**said) if said else None
