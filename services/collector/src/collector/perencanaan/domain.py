"""Rules of plans: what a Perjanjian Kinerja and a Rencana Aksi must hold."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

from collector.perencanaan.jenis import faults_in_jenis, faults_in_target
from lapkin_chassis.errors import Fault
from lapkin_contracts.perencanaan import Anggaran, Indikator, JenisIndikator, TargetTriwulan
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas


class Janji(NamedTuple):
    """What was promised for one indikator in one triwulan."""

    satuan: str
    jenis: JenisIndikator = JenisIndikator.ANGKA
    mode: Mode = Mode.AKHIR
    polaritas: Polaritas = Polaritas.NAIK
    tingkat: Mapping[str, Decimal] = MappingProxyType({})
    """Skor by label, from the lowest; of a predikat only."""
    target: Decimal | None = None
    """Of the triwulan, by the Rencana Aksi in force at its end."""
    target_atas: Decimal | None = None
    """Upper bound of the triwulan's target, where it is a range."""
    target_tahun: Decimal | None = None
    """By the Perjanjian Kinerja in force at the end of the triwulan."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a unit's figures for a triwulan are checked against."""

    indikator: Mapping[str, Janji]
    """By code, in the order of the Perjanjian Kinerja."""
    anggaran: Mapping[str, Decimal]
    """Pagu by code of the program line, in order."""
    pendahulu: Mapping[str, str] = field(default_factory=dict)
    """`<unit>/<kode>` of the series that an indikator goes on with, by code."""


LATER: Final[Mapping[str, object]] = {
    "berkas": None,
    "berlaku_sejak": None,
    "jenis": "angka",
    "target_atas": None,
    "tingkat": [],
    "pendahulu": "",
}
"""Fields the first release did not know, by their default."""


def content_sha256(content: BaseModel) -> str:
    """Equal for equal content, however its numbers were written; `alasan` is not content.

    Later fields count only where they say something, so that a plan keeps the digest it was
    stored under when another release of the software reads it again.
    """
    said = _without_later(content.model_dump(mode="json", exclude={"alasan"}))
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _without_later(said: object) -> object:
    if isinstance(said, list):
        return [_without_later(one) for one in said]
    if not isinstance(said, dict):
        return said
    return {
        name: _without_later(value)
        for name, value in said.items()
        if name not in LATER or value != LATER[name]
    }


class Version(Protocol):
    """A document of which there may be several."""

    versi: int
    sha256: str

    @property
    def effective_on(self) -> date: ...


V = TypeVar("V", bound=Version)


def pick(newest_first: Sequence[V], versi: int | None, pada: date | None) -> V | None:
    """The version asked for by number, or the newest in force on a day, or the newest."""
    if versi is not None:
        return next((one for one in newest_first if one.versi == versi), None)
    return next((one for one in newest_first if pada is None or one.effective_on <= pada), None)


def repeated(newest_first: Sequence[V], sha256: str, sejak: date) -> V | None:
    """The version that is sent a second time: the newest, or one too old to be published anew.

    An old content that may take effect again is no repeat; with it a plan is taken back.
    """
    return next(
        (
            one
            for index, one in enumerate(newest_first)
            if one.sha256 == sha256 and (index == 0 or sejak < newest_first[0].effective_on)
        ),
        None,
    )


def faults_in_perjanjian(
    indikator: Sequence[Indikator], anggaran: Sequence[Anggaran]
) -> list[Fault]:
    return [
        *_unprintable("/indikator", indikator),
        *_unprintable("/anggaran", anggaran),
        *_doubled("/indikator", [one.kode for one in indikator], "kode"),
        *_doubled("/anggaran", [one.kode for one in anggaran], "kode"),
        *(
            fault
            for index, one in enumerate(indikator)
            for fault in faults_in_jenis(f"/indikator/{index}", one)
        ),
    ]


def faults_in_rencana(
    target: Sequence[TargetTriwulan], promised: Sequence[Indikator]
) -> list[Fault]:
    """Every indikator of the Perjanjian Kinerja once, no other, and targets of its kind."""
    given, expected = [one.indikator for one in target], [one.kode for one in promised]
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
    return [
        *_unprintable("/target", target),
        *unknown,
        *doubled,
        *absent,
        *_faults_of_targets(target, promised),
    ]


def _faults_of_targets(
    target: Sequence[TargetTriwulan], promised: Sequence[Indikator]
) -> Iterator[Fault]:
    by_kode = {one.kode: one for one in promised}
    for index, line in enumerate(target):
        indikator = by_kode.get(line.indikator)
        if indikator is None:
            continue
        bounds = zip(line.target, line.target_atas or (None,) * 4, strict=True)
        for place, (lower, upper) in enumerate(bounds):
            where = f"/target/{index}/target/{place}", f"/target/{index}/target_atas/{place}"
            yield from faults_in_target(*where, indikator, lower, upper)


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
