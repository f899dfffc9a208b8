"""What looks unusual about a figure: accepted only with a written reason, never refused for good.

One table of checks with their bounds as data. Several real offices have each of these mistakes in
published figures; a check that often cries wolf would be answered with empty words, so each says
below what it leaves alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Generic, TypeVar

from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.checked import (
    BATAS,
    AnggaranDiperiksa,
    Batas,
    NilaiDiperiksa,
    Patokan,
    Temuan,
)
from lapkin_contracts.rules.numbers import format_indonesian, format_rupiah

D = TypeVar("D", NilaiDiperiksa, AnggaranDiperiksa)

LEVELS: Final = frozenset({JenisIndikator.PREDIKAT, JenisIndikator.TONGGAK})
"""Kinds whose figures are levels: they have no size to compare."""


@dataclass(frozen=True, slots=True)
class Check(Generic[D]):
    """One way for a figure to be unusual."""

    code: str
    """Stable; stored with the reason."""
    finds: Callable[[D, Batas], bool]
    detail: str
    hint: str


def is_ordinary(
    patokan: Patokan, realisasi: Decimal, sebelumnya: Decimal | None, batas: Batas = BATAS
) -> bool:
    """Near its target and not far from the triwulan before: then no check finds anything.

    One quick answer for nearly every figure, because all of them pass here.
    """
    target = patokan.target
    share = patokan.mode is Mode.JUMLAH
    highest = batas.tampak_kumulatif if share else batas.rasio_tertinggi
    if target is None or not (target * batas.rasio_terendah <= realisasi < target * highest):
        return False
    if patokan.mode is Mode.KUMULATIF and not _is_growing(patokan, realisasi, sebelumnya, batas):
        return False
    return sebelumnya is None or (
        realisasi != sebelumnya
        and realisasi < sebelumnya * batas.kali
        and sebelumnya < realisasi * batas.kali
    )


def _is_growing(
    patokan: Patokan, realisasi: Decimal, sebelumnya: Decimal | None, batas: Batas
) -> bool:
    """A total no smaller than before, and not that of the year long before its end."""
    target, tahun = patokan.target, patokan.target_tahun
    if sebelumnya is not None and sebelumnya > realisasi:
        return False
    if target is None or tahun is None or target > tahun * batas.target_awal:
        return True
    return realisasi < tahun * batas.tampak_setahun


def is_ordinary_spending(pagu: Decimal, realisasi: Decimal, sebelumnya: Decimal | None) -> bool:
    """Within the pagu and no less than before: then no check finds anything."""
    return realisasi <= pagu and (sebelumnya is None or sebelumnya <= realisasi)


def temuan_nilai(nilai: NilaiDiperiksa, batas: Batas = BATAS) -> Sequence[Temuan]:
    """What is unusual about a realisasi; nothing, for nearly every one."""
    found = [check for check in CHECKS_NILAI if check.finds(nilai, batas)]
    return _in_words(found, _figures_of(nilai)) if found else ()


def temuan_anggaran(line: AnggaranDiperiksa, batas: Batas = BATAS) -> Sequence[Temuan]:
    """What is unusual about the realisasi of a program line."""
    found = [check for check in CHECKS_ANGGARAN if check.finds(line, batas)]
    if not found:
        return ()
    known = {name: value for name, value in line._asdict().items() if value is not None}
    return _in_words(found, {name: format_rupiah(value) for name, value in known.items()})


def _kumulatif_turun(nilai: NilaiDiperiksa, _: Batas) -> bool:
    """A total since 1 January cannot shrink; a new year begins a new total."""
    return (
        nilai.patokan.mode is Mode.KUMULATIF
        and nilai.setahun
        and nilai.sebelumnya is not None
        and nilai.realisasi < nilai.sebelumnya
    )


def _sama(nilai: NilaiDiperiksa, _: Batas) -> bool:
    """Recycled figures. What stays at its target, at zero, or rests on new parts, is not."""
    patokan, realisasi = nilai.patokan, nilai.realisasi
    if realisasi != nilai.sebelumnya or nilai.bagian_berubah or not _is_comparable(nilai):
        return False
    return realisasi != 0 and not _is_on_target(patokan, realisasi)


def _rasio(nilai: NilaiDiperiksa, batas: Batas) -> bool:
    """Too far from the target. Nothing happening where less is better is as good as can be."""
    patokan, realisasi = nilai.patokan, nilai.realisasi
    if not patokan.target or patokan.jenis in LEVELS:
        return False
    if realisasi == 0 and patokan.polaritas is Polaritas.TURUN:
        return False
    high = patokan.target_atas or patokan.target
    return (
        realisasi / patokan.target < batas.rasio_terendah
        or realisasi / high > batas.rasio_tertinggi
    )


def _sepuluh_kali(nilai: NilaiDiperiksa, batas: Batas) -> bool:
    """A slipped decimal point or another unit of measure; from or to zero says nothing."""
    before, now = nilai.sebelumnya, nilai.realisasi
    if not before or now == 0 or not _is_comparable(nilai):
        return False
    size, size_before = abs(now), abs(before)
    return size >= size_before * batas.kali or size_before >= size * batas.kali


def _tampak_kumulatif(nilai: NilaiDiperiksa, batas: Batas) -> bool:
    """Each triwulan should bring its own share, and this one brings the total.

    It is well over its target, and has grown since the triwulan before by just about that target.
    A share that doubles by itself grows so too: a false alarm, but a rare one.
    """
    patokan, before = nilai.patokan, nilai.sebelumnya
    if patokan.mode is not Mode.JUMLAH or not nilai.setahun or not before or not patokan.target:
        return False
    growth = nilai.realisasi - before
    return (
        nilai.realisasi >= patokan.target * batas.tampak_kumulatif
        and abs(growth - patokan.target) <= abs(patokan.target) * batas.toleransi
    )


def _tampak_setahun(nilai: NilaiDiperiksa, batas: Batas) -> bool:
    """The target grows through the year, and the figure is already that of the whole year.

    91 against targets of 25, 50, 75 and 100 gave a published capaian of 364 percent.
    """
    patokan = nilai.patokan
    if patokan.mode is not Mode.KUMULATIF or patokan.polaritas is not Polaritas.NAIK:
        return False
    if not patokan.target_tahun or patokan.target is None or patokan.jenis in LEVELS:
        return False
    return (
        patokan.target <= patokan.target_tahun * batas.target_awal
        and nilai.realisasi >= patokan.target_tahun * batas.tampak_setahun
    )


def _melebihi_pagu(line: AnggaranDiperiksa, _: Batas) -> bool:
    """Usually the pagu is stale, and sometimes a figure has a digit too many."""
    return line.realisasi > line.pagu


def _anggaran_turun(line: AnggaranDiperiksa, _: Batas) -> bool:
    return line.sebelumnya is not None and line.realisasi < line.sebelumnya


CHECKS_NILAI: Final[tuple[Check[NilaiDiperiksa], ...]] = (
    Check(
        "kumulatif-turun",
        _kumulatif_turun,
        "Nilai kumulatif {realisasi} lebih kecil daripada triwulan sebelumnya, {sebelumnya}.",
        "Isi jumlah sejak 1 Januari, atau jelaskan pada alasan mengapa turun.",
    ),
    Check(
        "sama-dengan-sebelumnya",
        _sama,
        "Realisasi {realisasi} sama dengan triwulan sebelumnya.",
        "Isi angka triwulan ini, atau jelaskan pada alasan mengapa tidak berubah.",
    ),
    Check(
        "rasio-di-luar-batas",
        _rasio,
        "Realisasi {realisasi} terlalu jauh dari target {target}.",
        "Periksa angka dan satuannya, atau jelaskan pada alasan.",
    ),
    Check(
        "sepuluh-kali",
        _sepuluh_kali,
        "Realisasi {realisasi} berbeda sepuluh kali atau lebih dari triwulan sebelumnya,"
        " {sebelumnya}.",
        "Periksa letak koma dan satuannya, atau jelaskan pada alasan.",
    ),
    Check(
        "mode-tidak-cocok",
        _tampak_kumulatif,
        "Mode jumlah meminta angka triwulan ini saja, tetapi {realisasi} tampak kumulatif:"
        " bertambah sebesar target {target} dari {sebelumnya}.",
        "Isi angka triwulan ini saja, atau jelaskan pada alasan.",
    ),
    Check(
        "mode-tidak-cocok",
        _tampak_setahun,
        "Mode kumulatif dengan target triwulan {target}, tetapi {realisasi} sudah setara target"
        " tahun {target_tahun}.",
        "Isi jumlah sejak 1 Januari sampai akhir triwulan, atau jelaskan pada alasan.",
    ),
)

CHECKS_ANGGARAN: Final[tuple[Check[AnggaranDiperiksa], ...]] = (
    Check(
        "melebihi-pagu",
        _melebihi_pagu,
        "Realisasi {realisasi} melebihi pagu {pagu}.",
        "Periksa angkanya dan pagu yang berlaku, atau jelaskan pada alasan.",
    ),
    Check(
        "anggaran-turun",
        _anggaran_turun,
        "Realisasi sejak 1 Januari {realisasi}, lebih kecil daripada triwulan sebelumnya,"
        " {sebelumnya}.",
        "Isi realisasi sejak 1 Januari, atau jelaskan pada alasan mengapa turun.",
    ),
)


def _is_comparable(nilai: NilaiDiperiksa) -> bool:
    """Whether the triwulan before says anything about this one's size."""
    patokan = nilai.patokan
    if patokan.jenis in LEVELS or patokan.mode is Mode.TAHUNAN:
        return False
    return nilai.setahun or patokan.mode is not Mode.KUMULATIF


def _is_on_target(patokan: Patokan, realisasi: Decimal) -> bool:
    if patokan.target is None:
        return False
    high = patokan.target if patokan.target_atas is None else patokan.target_atas
    return patokan.target <= realisasi <= high


def _figures_of(nilai: NilaiDiperiksa) -> dict[str, str]:
    patokan = nilai.patokan
    figures = {
        "realisasi": nilai.realisasi,
        "sebelumnya": nilai.sebelumnya,
        "target": patokan.target,
        "target_tahun": patokan.target_tahun,
    }
    return {name: format_indonesian(value) for name, value in figures.items() if value is not None}


def _in_words(found: Iterable[Check[D]], figures: dict[str, str]) -> Sequence[Temuan]:
    return tuple(
        Temuan(check.code, check.detail.format_map(figures), check.hint) for check in found
    )
