"""The exchange of koreksi, put together for printing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lapkin_contracts.laporan import Snapshot, StatusKoreksi
from lapkin_contracts.rules.periods import ZONE
from lapkin_ui.formats import tanggal
from reporter.documents.hasil_koreksi import HasilKoreksi, HasilKoreksiLine
from reporter.documents.narrative import title_of
from reporter.documents.rows import NumberedRow, numbered_rows
from reporter.review.models import Jawaban, Koreksi

STATUS_WORDS: Final = {
    StatusKoreksi.TERBUKA: "terbuka",
    StatusKoreksi.DIJAWAB: "menunggu penilaian",
    StatusKoreksi.SELESAI: "selesai",
}
BELUM_DIJAWAB: Final = "(belum dijawab)"
Earlier = Mapping[int, Sequence[Jawaban]]


def hasil_koreksi_of(
    snapshot: Snapshot, exchange: Sequence[Koreksi], earlier: Earlier
) -> HasilKoreksi:
    day = _last_day(snapshot, exchange)
    rows = numbered_rows(snapshot.rekap)
    return HasilKoreksi(
        judul=f"Hasil Koreksi {snapshot.judul}",
        laporan=f"{snapshot.judul}, edisi {snapshot.edisi}",
        nomor=snapshot.nomor,
        instansi=snapshot.nama_instansi,
        kop=snapshot.kop,
        date=day,
        contoh=snapshot.contoh,
        sumber=snapshot.sumber,
        ringkasan=_ringkasan(exchange),
        baris=[line for one in exchange for line in _lines(one, earlier, rows)],
    )


def _lines(
    koreksi: Koreksi, earlier: Earlier, rows: Sequence[NumberedRow]
) -> Iterator[HasilKoreksiLine]:
    putaran = koreksi.putaran
    for answer in earlier.get(koreksi.nomor, ()):
        words = f"{answer.jawaban}\nTanggapan: {answer.tanggapan}"
        yield _line(koreksi, rows, (putaran, words, "belum selesai"))
        putaran = answer.putaran
    status = STATUS_WORDS[koreksi.status]
    yield _line(koreksi, rows, (putaran, koreksi.jawaban or BELUM_DIJAWAB, status))


def _line(
    koreksi: Koreksi, rows: Sequence[NumberedRow], answer: tuple[int, str, str]
) -> HasilKoreksiLine:
    putaran, jawaban, status = answer
    return HasilKoreksiLine(
        nomor=koreksi.nomor,
        bagian=title_of(koreksi.bagian, rows),
        uraian=koreksi.uraian,
        pemilik=koreksi.pemilik or "–",
        batas=tanggal(koreksi.batas_waktu) if koreksi.batas_waktu else "–",
        putaran=putaran,
        jawaban=jawaban,
        status=status,
    )


def _ringkasan(exchange: Sequence[Koreksi]) -> str:
    if not exchange:
        return "Tidak ada koreksi terhadap edisi ini."
    open_ones = sum(one.status is StatusKoreksi.TERBUKA for one in exchange)
    rest = f"{open_ones} butir masih terbuka" if open_ones else "semuanya sudah dijawab"
    return f"Reviu meminta {len(exchange)} butir koreksi; {rest}."


def _last_day(snapshot: Snapshot, exchange: Sequence[Koreksi]) -> tuple[int, int, int]:
    """Of the last thing said; the sheet stays the same until something is said again."""
    said = [one.answered_at or one.requested_at for one in exchange]
    day = max(said).astimezone(ZONE).date() if said else snapshot.tanggal
    return day.year, day.month, day.day
