"""Targets, figures and capaian in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from pydantic import ValidationError

from collector.perencanaan.domain import Janji
from collector.submission.kinds import filled, levels_of
from lapkin_contracts.pengumpulan import Nilai, StatusNilai
from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.capaian import State as Keadaan
from lapkin_contracts.rules.capaian import compute_capaian
from lapkin_contracts.rules.checks import LEVELS
from lapkin_contracts.rules.numbers import format_indonesian, format_percent, format_rupiah
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN

STATUS_WORDS: Final = {
    StatusNilai.TERISI: "Terisi",
    StatusNilai.NIHIL: "Nihil",
    StatusNilai.TIDAK_TERSEDIA: "Tidak tersedia",
}
WITHOUT_PERCENT: Final = {
    Keadaan.TARGET_NOL: "Target nol",
    Keadaan.TANPA_TARGET: "Tanpa target",
    Keadaan.TIDAK_DIUKUR: "Tidak diukur",
}


def target_words(janji: Janji) -> str:
    if janji.target is None:
        return "–"
    by_skor = {skor: label for label, skor in levels_of(janji).items()}
    if janji.target in by_skor:
        return by_skor[janji.target]
    if janji.jenis is JenisIndikator.UANG:
        return format_rupiah(janji.target)
    upper = f" s.d. {format_indonesian(janji.target_atas)}" if janji.target_atas else ""
    return f"{format_indonesian(janji.target)}{upper}"


def capaian_words(janji: Janji, isi: Mapping[str, object]) -> str:
    """`97,88%`, why there is none, or nothing while the row cannot be read."""
    try:
        nilai = filled(Nilai.model_validate(isi), janji)
    except ValidationError:
        return ""
    capaian = compute_capaian(
        janji.target,
        nilai.realisasi,
        janji.polaritas,
        KEBIJAKAN_BAWAAN,
        diukur=nilai.status is StatusNilai.TERISI,
        target_atas=janji.target_atas,
    )
    if capaian.persen is None:
        return WITHOUT_PERCENT.get(capaian.state, "")
    return format_percent(capaian.persen)


def last_time_words(past: Nilai | None, janji: Janji) -> str:
    if past is None:
        return "–"
    if past.status is not StatusNilai.TERISI or past.realisasi is None:
        return STATUS_WORDS[past.status]
    if janji.jenis in LEVELS:
        return past.label
    return _figure(past.realisasi, janji)


def _figure(value: Decimal, janji: Janji) -> str:
    return format_rupiah(value) if janji.jenis is JenisIndikator.UANG else format_indonesian(value)
