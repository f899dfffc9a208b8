"""Rules of each kind of indikator."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from lapkin_chassis.errors import Fault
from lapkin_contracts.perencanaan import Indikator, JenisIndikator, TingkatPredikat
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.numbers import format_indonesian

LABELED: Final = frozenset({JenisIndikator.PREDIKAT, JenisIndikator.TONGGAK})
"""Their figures are names in disguise: they have no sum, no mean and no range."""
NOT_FOR_LABELED: Final = frozenset({Mode.JUMLAH, Mode.RATA_RATA})
SKOR_TONGGAK: Final = {"tidak": Decimal(0), "ya": Decimal(1)}


def skor_by_label(jenis: JenisIndikator, tingkat: Sequence[TingkatPredikat]) -> dict[str, Decimal]:
    """The figures that stand behind words; empty for a plain figure."""
    if jenis is JenisIndikator.TONGGAK:
        return dict(SKOR_TONGGAK)
    return {one.label: one.skor for one in tingkat}


def faults_in_jenis(where: str, indikator: Indikator) -> Iterator[Fault]:
    """What of an indikator does not go with its jenis."""
    yield from _faults_of_tingkat(f"{where}/tingkat", indikator)
    if indikator.jenis in LABELED and indikator.mode in NOT_FOR_LABELED:
        yield Fault(
            f"{where}/mode",
            "mode-not-for-jenis",
            f"Mode {indikator.mode} tidak dapat dipakai untuk jenis {indikator.jenis}.",
            "Pakai mode akhir, kumulatif, atau tahunan.",
        )
    yield from faults_in_target(
        f"{where}/target",
        f"{where}/target_atas",
        indikator,
        indikator.target,
        indikator.target_atas,
    )


def faults_in_target(
    where: str,
    where_atas: str,
    indikator: Indikator,
    target: Decimal | None,
    target_atas: Decimal | None = None,
) -> Iterator[Fault]:
    """What of one target, or range of targets, does not go with the indikator."""
    skor = skor_by_label(indikator.jenis, indikator.tingkat)
    if indikator.jenis in LABELED and target is not None and target not in skor.values():
        yield _not_a_skor(where, indikator.jenis, target, skor)
    if target_atas is None:
        return
    if indikator.jenis in LABELED:
        yield Fault(
            where_atas,
            "target-atas-not-expected",
            f"Jenis {indikator.jenis} tidak mempunyai rentang target.",
            "Kosongkan target_atas.",
        )
    elif target is None or target_atas <= target:
        yield Fault(
            where_atas,
            "target-atas-too-low",
            "Batas atas harus lebih besar daripada target, dan target harus diisi.",
            "Isi target dengan batas bawah dan target_atas dengan batas atas.",
        )


def _faults_of_tingkat(where: str, indikator: Indikator) -> Iterator[Fault]:
    tingkat = indikator.tingkat
    if indikator.jenis is not JenisIndikator.PREDIKAT:
        if tingkat:
            yield Fault(
                where,
                "tingkat-not-expected",
                f"Jenis {indikator.jenis} tidak mempunyai tingkat.",
                "Kosongkan tingkat, atau pakai jenis predikat.",
            )
        return
    if len(tingkat) < 2:
        yield Fault(
            where,
            "tingkat-required",
            "Predikat memerlukan sedikitnya dua tingkat.",
            "Tulis dari yang terendah, mis. WDP=1; WTP=2.",
        )
    if len({one.label.casefold() for one in tingkat}) < len(tingkat):
        yield Fault(
            where,
            "doubled-tingkat",
            "Dua tingkat memakai nama yang sama.",
            "Setiap tingkat memerlukan nama sendiri.",
        )
    if any(low.skor >= high.skor for low, high in pairwise(tingkat)):
        yield Fault(
            where,
            "skor-not-increasing",
            "Skor tingkat harus naik dari tingkat terendah ke tertinggi.",
            "Urutkan tingkat dari yang terendah dan beri skor yang makin besar.",
        )


def _not_a_skor(
    where: str, jenis: JenisIndikator, target: Decimal, skor: Mapping[str, Decimal]
) -> Fault:
    choices = ", ".join(f"{label} = {format_indonesian(one)}" for label, one in skor.items())
    return Fault(
        where,
        "target-not-a-skor",
        f"Target {format_indonesian(target)} bukan skor untuk jenis {jenis}.",
        f"Pilihannya: {choices}." if choices else "Isi tingkatnya dahulu.",
    )
