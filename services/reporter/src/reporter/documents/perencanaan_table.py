"""What was promised: Perjanjian Kinerja and, as far as the recap knows them, Rencana Aksi."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from pydantic import BaseModel

from lapkin_contracts.printed import format_figure
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from reporter.documents.capaian_table import EMPTY, target_tahun_text
from reporter.documents.rows import NumberedRow

POLARITAS_WORDS: Final = {
    Polaritas.NAIK: "makin tinggi makin baik",
    Polaritas.TURUN: "makin rendah makin baik",
    Polaritas.TETAP: "makin dekat target makin baik",
}
MODE_WORDS: Final = {
    Mode.JUMLAH: "dijumlahkan",
    Mode.KUMULATIF: "kumulatif berjalan",
    Mode.AKHIR: "kondisi akhir",
    Mode.RATA_RATA: "dirata-ratakan",
    Mode.TAHUNAN: "diukur setahun sekali",
}


class JanjiLine(BaseModel):
    nomor: int
    sasaran: str
    nama: str
    satuan: str
    target: str
    """Of the year."""
    arah: str
    agregasi: str
    triwulan: list[str]
    """Targets of TW I to IV."""


class JanjiGroup(BaseModel):
    unit: str
    versi: str
    baris: list[JanjiLine]


def janji_groups(rows: Iterable[NumberedRow]) -> Iterator[JanjiGroup]:
    for unit, found in groupby(rows, key=lambda row: row.unit):
        members = list(found)
        versi = sorted({row.baris.versi for row in members})
        yield JanjiGroup(
            unit=unit.nama,
            versi=", ".join(str(one) for one in versi),
            baris=[_line(row) for row in members],
        )


def _line(row: NumberedRow) -> JanjiLine:
    baris = row.baris
    known = {one.period.nomor: one.target for one in baris.riwayat}
    targets = (known.get(nomor) for nomor in range(1, 5))
    return JanjiLine(
        nomor=row.nomor,
        sasaran=baris.sasaran,
        nama=baris.nama,
        satuan=baris.satuan,
        target=target_tahun_text(baris),
        arah=POLARITAS_WORDS[baris.polaritas],
        agregasi=MODE_WORDS[baris.mode],
        triwulan=[EMPTY if one is None else format_figure(one) for one in targets],
    )
