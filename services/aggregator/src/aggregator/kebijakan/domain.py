"""A kebijakan in words, so that nobody needs to read settings to know how a figure came about."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from lapkin_contracts.rules.numbers import format_indonesian, format_percent
from lapkin_contracts.rules.policy import Cap, Kebijakan, RumusTurun, TargetBerlaku, TargetNol
from lapkin_contracts.rules.scale import Tingkat


class Butir(NamedTuple):
    """One setting and what it means."""

    nama: str
    uraian: str


class TingkatSkala(NamedTuple):
    label: str
    colour: str
    rentang: str


LANTAI_WORDS: Final = {True: "Dicetak 0.", False: "Dicetak apa adanya."}
CAP_WORDS: Final = {
    Cap.NONE: "Tidak ada; capaian di atas 100% dicetak dan dirata-ratakan apa adanya.",
    Cap.SERATUS: "Dicetak dan dirata-ratakan paling tinggi 100%; nilai penuhnya tetap tersimpan.",
    Cap.SERATUS_DUA_PULUH: "Dicetak dan dirata-ratakan paling tinggi 120%; nilai penuhnya tetap tersimpan.",
}
TURUN_WORDS: Final = {
    RumusTurun.DUA_T_KURANG_R: "(2 × target − realisasi) ÷ target × 100.",
    RumusTurun.T_PER_R: "Target ÷ realisasi × 100; bila realisasi nol, (2 × target − realisasi) ÷ target × 100.",
}
TARGET_NOL_WORDS: Final = {
    TargetNol.KOSONG: "Tidak menghasilkan angka capaian; ditulis “target nol”.",
    TargetNol.TURUN_NOL_SERATUS: "Untuk indikator yang diharapkan turun, realisasi nol bernilai 100; selain itu tidak menghasilkan angka.",
}
TARGET_BERLAKU_WORDS: Final = {
    TargetBerlaku.AKHIR_PERIODE: "Target yang berlaku pada hari terakhir triwulan.",
    TargetBerlaku.TERTIMBANG_WAKTU: "Rata-rata target menurut jumlah hari berlakunya; tingkat predikat dan tonggak memakai yang berlaku pada hari terakhir.",
}


def butir_of(kebijakan: Kebijakan) -> Iterator[Butir]:
    """Every setting except the scale."""
    yield Butir("Batas atas capaian", CAP_WORDS[kebijakan.cap])
    yield Butir(
        "Pembulatan",
        f"Setengah ke atas, {kebijakan.desimal} desimal; predikat dan tercapai ditetapkan dari nilai sebelum dibulatkan.",
    )
    yield Butir("Rumus indikator yang diharapkan turun", TURUN_WORDS[kebijakan.turun])
    yield Butir("Target nol", TARGET_NOL_WORDS[kebijakan.target_nol])
    yield Butir(
        "Target bila rencana berubah di tengah triwulan",
        TARGET_BERLAKU_WORDS[kebijakan.target_berlaku],
    )
    negative = LANTAI_WORDS[kebijakan.lantai_nol]
    yield Butir(
        "Capaian di bawah nol",
        f"{negative} Hanya mungkin pada indikator yang diharapkan turun atau tetap.",
    )
    points = format_indonesian(kebijakan.ambang_efisiensi)
    yield Butir(
        "Efisiensi",
        f"Capaian dan serapan dianggap seimbang bila selisihnya paling banyak {points} poin persentase.",
    )


def skala_of(kebijakan: Kebijakan) -> list[TingkatSkala]:
    """From the highest level down, each with the percents that belong to it."""
    highest, *_ = kebijakan.skala
    ranges = [_from(highest), *(_between(above, one) for above, one in pairwise(kebijakan.skala))]
    return [
        TingkatSkala(one.label, one.colour, rentang)
        for one, rentang in zip(kebijakan.skala, ranges, strict=True)
    ]


def _from(one: Tingkat) -> str:
    if one.lower_bound is None:
        return "semua nilai"
    bound = format_percent(one.lower_bound)
    return f"{bound} atau lebih" if one.inclusive else f"lebih dari {bound}"


def _between(above: Tingkat, one: Tingkat) -> str:
    assert above.lower_bound is not None
    word = "di bawah" if above.inclusive else "paling tinggi"
    upper = f"{word} {format_percent(above.lower_bound)}"
    return upper if one.lower_bound is None else f"{_from(one)}, {upper}"
