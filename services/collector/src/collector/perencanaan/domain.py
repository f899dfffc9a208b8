"""Rules of plans: what a Perjanjian Kinerja and a Rencana Aksi must hold."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from lapkin_chassis.errors import Fault
from lapkin_contracts.perencanaan import Anggaran, Indikator, TargetTriwulan


@dataclass(frozen=True, slots=True)
class Plan:
    """What a unit's figures are checked against."""

    satuan: Mapping[str, str]
    """By indikator, in the order of the Perjanjian Kinerja."""
    anggaran: tuple[str, ...]
    """Codes of the program lines, in order."""


def content_sha256(content: BaseModel) -> str:
    """Equal for equal content, however its numbers were written; `alasan` is not content."""
    return hashlib.sha256(content.model_dump_json(exclude={"alasan"}).encode()).hexdigest()


def faults_in_perjanjian(
    indikator: Sequence[Indikator], anggaran: Sequence[Anggaran]
) -> list[Fault]:
    return [
        *_unprintable("/indikator", indikator),
        *_unprintable("/anggaran", anggaran),
        *_doubled("/indikator", [one.kode for one in indikator], "kode"),
        *_doubled("/anggaran", [one.kode for one in anggaran], "kode"),
    ]


def faults_in_rencana(target: Sequence[TargetTriwulan], known: Iterable[str]) -> list[Fault]:
    """Every indikator of the Perjanjian Kinerja once, and no other."""
    given, expected = [one.indikator for one in target], tuple(known)
    unknown = [
        Fault(
            f"/target/{index}/indikator",
            "unknown-indikator",
            f"Indikator {kode} tidak ada dalam Perjanjian Kinerja.",
            "Pakai kode dari Perjanjian Kinerja yang berlaku.",
        )
        for index, kode in enumerate(given)
        if kode not in expected
    ]
    absent = [
        Fault(
            "/target", "missing-indikator", f"Indikator {kode} belum ada.", "Tambahkan barisnya."
        )
        for kode in expected
        if kode not in given
    ]
    doubled = _doubled("/target", given, "indikator")
    return [*_unprintable("/target", target), *unknown, *doubled, *absent]


def _unprintable(where: str, lines: Sequence[BaseModel]) -> Iterator[Fault]:
    """PostgreSQL cannot store U+0000, and no sentence needs it."""
    for index, line in enumerate(lines):
        if "\\u0000" in line.model_dump_json():
            yield Fault(
                f"{where}/{index}",
                "control-character",
                "Teks memuat karakter kendali U+0000.",
                "Hapus karakter itu.",
            )


def _doubled(where: str, codes: list[str], field: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for index, code in enumerate(codes):
        if first.setdefault(code, index) != index:
            yield Fault(
                f"{where}/{index}/{field}",
                "doubled-code",
                f"Kode {code} sudah dipakai pada baris ke-{first[code] + 1}.",
                "Setiap kode hanya boleh satu kali.",
            )
