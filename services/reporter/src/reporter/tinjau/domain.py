"""What a reviewer has to see: the sections of a draft, for whom it waits, what became of it. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from lapkin_contracts.laporan import ButirKoreksi, Paragraf, Snapshot, StatusKoreksi
from reporter.documents.narrative import TITLES
from reporter.documents.rows import NumberedRow, numbered_rows
from reporter.draft.domain import State
from reporter.perubahan.domain import Pending
from reporter.review.domain import STAF

OPENING: Final = (
    "kata-pengantar",
    "pendahuluan",
    "gambaran",
    "cakupan",
    "perencanaan",
    "capaian",
    "perbandingan",
)
CLOSING: Final = ("anggaran", "efisiensi", "kendala", "penutup")
"""The order of the printed report, the indikator in between."""
KASUBAG: Final = "Kasubag Program dan Keuangan"


@dataclass(frozen=True)
class Bagian:
    """A section of the draft: its words, and the indikator it is about, if it is about one."""

    kunci: str
    judul: str
    teks: str
    ditinjau_ulang: bool
    baris: NumberedRow | None = None

    @property
    def paragraf(self) -> list[str]:
        return self.teks.split("\n\n")


class Penantian(NamedTuple):
    """For whom a draft waits, and for what."""

    pihak: str
    perbuatan: str


class Potong(NamedTuple):
    """A piece of a text beside its earlier wording: sama, hapus or tambah."""

    jenis: str
    teks: str


class ParagrafBerubah(NamedTuple):
    kunci: str
    potongan: Sequence[Potong]


class Kejadian(NamedTuple):
    """One line of a draft's history."""

    pada: datetime
    oleh: str
    """An account; empty for what the system did by itself."""
    uraian: str
    revision: int | None = None
    """Of the version that came to be with it."""


def sections(snapshot: Snapshot) -> tuple[Bagian, ...]:
    """In the order of the printed report; one that is unknown here comes last."""
    rows = {row.bagian: row for row in numbered_rows(snapshot.rekap)}
    ranks = {key: rank for rank, key in enumerate((*OPENING, *rows, *CLOSING))}
    in_order = sorted(snapshot.narasi, key=lambda one: ranks.get(one.bagian, len(ranks)))
    return tuple(_bagian(one, rows.get(one.bagian)) for one in in_order)


def _bagian(paragraf: Paragraf, row: NumberedRow | None) -> Bagian:
    kunci = paragraf.bagian
    judul = f"{row.nomor}. {row.baris.nama}" if row else TITLES.get(kunci, kunci)
    return Bagian(kunci, judul, paragraf.teks, paragraf.ditinjau_ulang, row)


def waits_for(
    state: State, exchange: Sequence[ButirKoreksi], pending: Pending
) -> Penantian | None:
    """None for an issued report whose figures still hold."""
    if state is State.PERLU_KOREKSI:
        return _waits_for_correction(exchange)
    if state is State.TERBIT:
        count = len(pending.baris)
        return Penantian(KASUBAG, f"Ralat atas {count} angka yang berubah") if count else None
    if pending.is_undecided:
        return Penantian(KASUBAG, "pilihan atas angka terbaru, lalu putusan Ya atau Tidak")
    return Penantian(KASUBAG, "putusan Ya atau Tidak")


def _waits_for_correction(exchange: Sequence[ButirKoreksi]) -> Penantian:
    still_open = [one for one in exchange if one.status is StatusKoreksi.TERBUKA]
    if not still_open:
        return Penantian(STAF, "pengiriman ulang; semua koreksi sudah dijawab")
    owners = dict.fromkeys(one.pemilik or STAF for one in still_open)
    return Penantian(", ".join(owners), f"jawaban atas {len(still_open)} koreksi")


def as_put_forward(
    narasi: Iterable[Paragraf], edited: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """The words of a version as it was put forward.

    `edited` are the sections that people changed in it since, and their words before; oldest first.
    """
    texts = {one.bagian: one.teks for one in narasi}
    first: dict[str, str] = {}
    for bagian, before in edited:
        first.setdefault(bagian, before)
    return texts | {bagian: teks for bagian, teks in first.items() if bagian in texts}


def changed_paragraphs(
    before: Mapping[str, str], narasi: Iterable[Paragraf]
) -> tuple[ParagrafBerubah, ...]:
    return tuple(
        ParagrafBerubah(one.bagian, tuple(compare_words(before.get(one.bagian, ""), one.teks)))
        for one in narasi
        if before.get(one.bagian, "") != one.teks
    )


def compare_words(semula: str, menjadi: str) -> Iterator[Potong]:
    """What was struck out and what was put in, word by word."""
    was, now = (re.findall(r"\S+\s*", text) for text in (semula, menjadi))
    for tag, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Potong("sama", "".join(was[i:j]))
            continue
        if i < j:
            yield Potong("hapus", "".join(was[i:j]))
        if k < m:
            yield Potong("tambah", "".join(now[k:m]))
