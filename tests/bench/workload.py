"""The unit of work: one submission of one unit for one triwulan, about 3 kB of JSON.

20 indikator values and 8 budget lines, as `performance.md` measured its ceilings with.
"""

import json
from datetime import date
from decimal import Decimal

INDIKATOR = 20
ANGGARAN = 8
TAHUN = date.today().year - 1  # noqa: DTZ011  any year whose four triwulan have ended
TRIWULAN = tuple(f"{TAHUN}-TW{nomor}" for nomor in (1, 2, 3, 4))
SATUAN = ("dokumen", "laporan", "rekomendasi", "skor")
MODES = ("akhir", "jumlah", "kumulatif", "rata_rata")
KENDALA = "Jadwal pemeriksaan bergeser karena pendampingan lain dalam bulan itu juga"


def unit_code(number: int) -> str:
    return f"unit-{number:04d}"


def perjanjian_kinerja(unit: str) -> dict[str, object]:
    """The plan a unit's figures are checked against."""
    return {
        "nomor": f"PK/{unit}/{TAHUN}",
        "tanggal": f"{TAHUN}-01-10",
        "berlaku_sejak": f"{TAHUN}-01-01",
        "indikator": [_indikator(number) for number in range(INDIKATOR)],
        "anggaran": [
            {"kode": _kode(number), "uraian": f"Program {number + 1}", "pagu": "2500000000"}
            for number in range(ANGGARAN)
        ],
    }


def rencana_aksi() -> dict[str, object]:
    targets = ["150"] * len(TRIWULAN)
    return {
        "target": [
            {"indikator": _indikator_code(number), "target": targets}
            for number in range(INDIKATOR)
        ]
    }


def submission(sequence: int, units: int) -> dict[str, object]:
    """The `sequence`-th submission: units first, then triwulan, then revisions with new figures.

    Figures rise from triwulan to triwulan, by more than any revision changes them, and stay near
    their targets: nothing about them is unusual, in whatever order they arrive.
    """
    turn, unit = divmod(sequence, units)
    revision, quarter = divmod(turn, len(TRIWULAN))
    base = 10 + unit % 50
    spent = base * (quarter + 1) * 1_000_000 + revision * 1_000
    return {
        "unit": unit_code(unit),
        "period": TRIWULAN[quarter],
        "nilai": [
            {
                "indikator": _indikator_code(number),
                "realisasi": str(base * 4 + number + 2 * quarter + Decimal(25 + revision) / 100),
                "kendala": f"{KENDALA} {number + 1}",
            }
            for number in range(INDIKATOR)
        ],
        "anggaran": [
            {"kode": _kode(number), "realisasi": f"{spent + number}"} for number in range(ANGGARAN)
        ],
    }


def body(sequence: int, units: int) -> bytes:
    return json.dumps(submission(sequence, units), separators=(",", ":")).encode()


def _indikator(number: int) -> dict[str, object]:
    return {
        "kode": _indikator_code(number),
        "sasaran": f"Sasaran strategis {number // 4 + 1}",
        "nama": f"Indikator kinerja {number + 1}",
        "satuan": SATUAN[number % len(SATUAN)],
        "polaritas": "turun" if number % 5 == 4 else "naik",
        "mode": MODES[number % len(MODES)],
        "target": "150",
    }


def _indikator_code(number: int) -> str:
    return f"IK-{number + 1:02d}"


def _kode(number: int) -> str:
    return f"PRG-{number + 1:02d}"
