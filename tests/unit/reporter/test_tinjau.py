"""What a reviewer is shown: sections in order, wording that changed, for whom a draft waits."""

import pytest
from support.snapshots import a_snapshot

from lapkin_contracts.laporan import BarisPerubahan, ButirKoreksi, Paragraf, StatusKoreksi
from reporter.draft.domain import State
from reporter.perubahan.domain import Pending
from reporter.tinjau.domain import (
    as_put_forward,
    changed_paragraphs,
    compare_words,
    sections,
    waits_for,
)
from reporter.tinjau.form import Baris, review_in, rows_in

CHANGE = BarisPerubahan(
    unit="u", kode="IK-01", nama="Nilai", kolom="realisasi", semula="1", menjadi="2", sebab=""
)


def pending(*baris: BarisPerubahan, is_deferred: bool = False) -> Pending:
    return Pending(None, 2, baris, is_superseded=False, is_deferred=is_deferred)


def koreksi(nomor: int, status: StatusKoreksi, pemilik: str = "") -> ButirKoreksi:
    return ButirKoreksi(nomor=nomor, bagian="penutup", uraian="x", status=status, pemilik=pemilik)


def test_sections_stand_as_in_the_printed_report_and_an_unknown_one_last() -> None:
    snapshot = a_snapshot()
    odd = Paragraf(bagian="lain", teks="Lain.")
    found = sections(snapshot.model_copy(update={"narasi": (odd, *snapshot.narasi)}))

    keys = [one.kunci for one in found]
    assert keys[:4] == ["kata-pengantar", "pendahuluan", "gambaran", "cakupan"]
    assert keys[-5:] == ["anggaran", "efisiensi", "kendala", "penutup", "lain"]
    numbered = [one.baris.nomor for one in found if one.baris]
    assert numbered == list(range(1, len(snapshot.rekap.baris) + 1))
    assert found[keys.index("perbandingan") + 1].judul.startswith("1. ")


@pytest.mark.parametrize(
    ("state", "exchange", "changes", "pihak", "perbuatan"),
    [
        (State.MENUNGGU_REVIU, [], pending(), "Kasubag", "putusan Ya atau Tidak"),
        (State.MENUNGGU_REVIU, [], pending(CHANGE), "Kasubag", "pilihan atas angka terbaru"),
        (State.MENUNGGU_REVIU, [], pending(CHANGE, is_deferred=True), "Kasubag", "putusan"),
        (
            State.PERLU_KOREKSI,
            [koreksi(1, StatusKoreksi.TERBUKA, "Irban II"), koreksi(2, StatusKoreksi.DIJAWAB)],
            pending(),
            "Irban II",
            "jawaban atas 1 koreksi",
        ),
        (
            State.PERLU_KOREKSI,
            [koreksi(1, StatusKoreksi.DIJAWAB)],
            pending(),
            "Staf penyusun laporan",
            "pengiriman ulang",
        ),
        (State.TERBIT, [], pending(CHANGE), "Kasubag", "Ralat atas 1 angka"),
    ],
)
def test_somebody_is_waited_for(
    state: State, exchange: list[ButirKoreksi], changes: Pending, pihak: str, perbuatan: str
) -> None:
    found = waits_for(state, exchange, changes)

    assert found is not None
    assert found.pihak.startswith(pihak)
    assert found.perbuatan.startswith(perbuatan)


def test_an_issued_report_whose_figures_hold_waits_for_nobody() -> None:
    assert waits_for(State.TERBIT, [], pending()) is None


def test_a_version_is_compared_as_it_was_put_forward_whatever_was_edited_in_it_since() -> None:
    edited = [("penutup", "Awal."), ("penutup", "Kedua."), ("hilang", "x")]
    narasi = [Paragraf(bagian="penutup", teks="Ketiga."), Paragraf(bagian="kendala", teks="Sama.")]
    now = [Paragraf(bagian="penutup", teks="Akhir."), Paragraf(bagian="kendala", teks="Sama.")]

    first = as_put_forward(narasi, edited)

    assert first == {"penutup": "Awal.", "kendala": "Sama."}
    (changed,) = changed_paragraphs(first, now)
    assert (changed.kunci, [one.jenis for one in changed.potongan]) == (
        "penutup",
        ["hapus", "tambah"],
    )


def test_a_section_that_is_new_is_put_in_whole() -> None:
    (changed,) = changed_paragraphs({}, [Paragraf(bagian="a/b", teks="Baru semua.")])

    assert [tuple(one) for one in changed.potongan] == [("tambah", "Baru semua.")]


@pytest.mark.parametrize(
    ("semula", "menjadi"),
    [
        ("Capaian 97,88% turun.", "Capaian 99,39% naik."),
        ("Satu.\n\nDua.", "Satu.\n\nSisipan.\n\nDua."),
        ("", "Baru."),
        ("Hilang.", ""),
    ],
)
def test_both_wordings_can_be_read_back_from_what_is_shown(semula: str, menjadi: str) -> None:
    pieces = list(compare_words(semula, menjadi))

    assert "".join(one.teks for one in pieces if one.jenis != "tambah") == semula
    assert "".join(one.teks for one in pieces if one.jenis != "hapus") == menjadi


def test_rows_are_read_in_order_and_empty_ones_left_out() -> None:
    form = {
        "koreksi.0.bagian": "",
        "koreksi.3.bagian": "penutup",
        "koreksi.3.uraian": "Ubah.",
        "koreksi.3.batas": "2026-10-12",
        "koreksi.12.uraian": "Lagi.",
        "koreksi.x.uraian": "bukan baris",
        "putusan": "tidak",
    }

    assert rows_in(form) == [
        Baris("penutup", "Ubah.", "", "2026-10-12"),
        Baris("", "Lagi.", "", ""),
    ]
    first, second = review_in(form).koreksi
    assert (str(first.batas_waktu), second.batas_waktu) == ("2026-10-12", None)
