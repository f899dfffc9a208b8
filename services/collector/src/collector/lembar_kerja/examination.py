"""Everything that is decided about an uploaded workbook before anything is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from collector.lembar_kerja.columns import BAGIAN, NILAI, Bagian
from collector.lembar_kerja.comparison import BarisDibaca, Pembanding
from collector.lembar_kerja.content import lembar_of
from collector.lembar_kerja.delivering import Kiriman, answered
from collector.lembar_kerja.domain import Lembar
from collector.lembar_kerja.errors import UnusableFile
from collector.lembar_kerja.findings import Temuan, Tingkat
from collector.lembar_kerja.schemas import Keadaan
from collector.lembar_kerja.sheets import Berkas
from collector.lembar_kerja.stamp import Stempel
from collector.submission import repository
from collector.submission.delivery import Delivery
from collector.submission.domain import NOTHING, State
from collector.submission.errors import SubmissionRefused
from collector.submission.weighing import weigh
from lapkin_chassis.errors import Fault


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
        temuan += _of_figures(session, kiriman, delivery, now)
    return Pemeriksaan(unggahan, lembar, kiriman, rows, temuan)


def _of_figures(
    session: Session, kiriman: Kiriman, delivery: Delivery, now: datetime
) -> list[Temuan]:
    """What the checks of every submission find."""
    try:
        weighed = weigh(session, delivery, now)
    except SubmissionRefused as refused:
        return kiriman.located(refused.errors)
    explained = weighed.watch.explained(delivery.nilai, delivery.anggaran)
    faults = [Fault(f"{one.pointer}/alasan", *one.temuan) for one in explained]
    return answered(kiriman.located(faults))


def _state_at(session: Session, stempel: Stempel) -> State:
    if not stempel.revision:
        return NOTHING
    for row in repository.revisions(session, stempel.unit, stempel.period):
        if row["revision"] == stempel.revision:
            return repository.state_in(stempel.unit, stempel.period, row["isi"])
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
        yield from _missing(bagian, [one for one in printed if one in owed and one not in found])
        yield from (
            _unknown(bagian, kode, cells["kode"].alamat, lembar)
            for kode, cells in found.items()
            if kode not in owed
        )
        yield from _new([one for one in owed if one not in printed])


def _new(codes: Sequence[str]) -> Iterator[Temuan]:
    for kode in codes:
        detail = f"{kode} baru ditambahkan setelah lembar ini diunduh."
        yield Temuan("", Tingkat.INFO, "row-new", detail, "Unduh lembar terbaru.")


def _missing(bagian: Bagian, codes: Sequence[str]) -> Iterator[Temuan]:
    for kode in codes:
        detail = f"Baris {kode} pada lembar {bagian.judul} tidak ada; nilainya tidak diubah."
        yield Temuan("", Tingkat.PERINGATAN, "row-missing", detail, "Isi lewat lembar baru.")


def _unknown(bagian: Bagian, kode: str, sel: str, lembar: Lembar) -> Temuan:
    if bagian is NILAI:
        detail = f"Kode {kode} tidak ada dalam Perjanjian Kinerja {lembar.nama_unit}."
    else:
        detail = f"Kode {kode} tidak ada pada lembar {bagian.judul} unit ini."
    return Temuan(sel, Tingkat.GALAT, "unknown-code", detail, "Hapus baris itu.")
