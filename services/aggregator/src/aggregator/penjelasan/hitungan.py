"""The formula of a figure with its figures put in, step by step."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from lapkin_contracts.printed import capaian_text
from lapkin_contracts.rekap import BarisRekap
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas, State, is_persen
from lapkin_contracts.rules.numbers import MAX_DECIMALS, format_indonesian, format_percent
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Cap, Kebijakan, RumusTurun

MODE_WORDS: Final = {
    Mode.JUMLAH: "Dijumlahkan dari triwulan yang terisi.",
    Mode.KUMULATIF: "Angka kumulatif sejak 1 Januari; dipakai triwulan terakhir yang terisi.",
    Mode.AKHIR: "Keadaan pada akhir triwulan; dipakai triwulan terakhir yang terisi.",
    Mode.RATA_RATA: "Rata-rata triwulan yang terisi.",
    Mode.TAHUNAN: "Diukur sekali setahun; dipakai Triwulan IV.",
}
POOLED: Final = (
    "Persentase dihitung dari jumlah pembilang dibagi jumlah penyebut triwulan yang terisi."
)


def steps_of(line: BarisRekap, kebijakan: Kebijakan) -> list[str]:
    """From target and realisasi to the figure that is printed; nothing where there is none."""
    if line.state is not State.TERHITUNG or line.capaian is None:
        return []
    bounded = list(_bounded(line, kebijakan))
    steps = [f"{expression_of(line, kebijakan)} = {angka(line.capaian)}", *bounded]
    if not bounded and line.capaian != line.capaian_persen:
        steps.append(f"Dibulatkan menjadi {kebijakan.desimal} desimal: {capaian_text(line)}")
    return steps


def expression_of(line: BarisRekap, kebijakan: Kebijakan) -> str:
    """What is computed, with figures for words."""
    assert line.target is not None
    assert line.realisasi is not None
    target, realisasi = line.target, line.realisasi
    if line.target_atas is not None:
        if target <= realisasi <= line.target_atas:
            return f"{angka(realisasi)} di dalam {angka(target)} sampai {angka(line.target_atas)}"
        target = target if realisasi < target else line.target_atas
    if target == 0:
        return "Target nol, realisasi nol"
    if line.polaritas is Polaritas.TURUN and kebijakan.turun is RumusTurun.T_PER_R and realisasi:
        return f"{angka(target)} ÷ {_bracketed(angka(realisasi))} × 100"
    top = _top(line.polaritas, angka(target), angka(realisasi), target > 0)
    return f"{top} ÷ {angka(abs(target))} × 100"


def _top(polaritas: Polaritas, target: str, realisasi: str, is_positive: bool) -> str:  # noqa: FBT001
    if polaritas is Polaritas.NAIK and is_positive:
        return realisasi
    if polaritas is Polaritas.TURUN and is_positive:
        return f"(2 × {target} − {_bracketed(realisasi)})"
    size = target.removeprefix("-")
    if polaritas is Polaritas.TETAP:
        return f"({size} − |{realisasi} − {_bracketed(target)}|)"
    more, less = (realisasi, target) if polaritas is Polaritas.NAIK else (target, realisasi)
    return f"({size} + {_bracketed(more)} − {_bracketed(less)})"


def _bounded(line: BarisRekap, kebijakan: Kebijakan) -> Iterator[str]:
    assert line.capaian is not None
    if kebijakan.lantai_nol and line.capaian < 0 and line.polaritas is not Polaritas.NAIK:
        yield "Di bawah nol, dicetak 0"
    if kebijakan.cap is not Cap.NONE and line.capaian > Decimal(kebijakan.cap):
        yield f"Dibatasi paling tinggi {format_percent(Decimal(kebijakan.cap))}"


def gabungan_of(line: BarisRekap, triwulan: Sequence[tuple[Periode, BarisRekap]]) -> list[str]:
    """How the realisasi of a semester or year came from its triwulan."""
    filled = [one for _, one in triwulan if one.realisasi is not None]
    is_summed = line.mode in (Mode.JUMLAH, Mode.RATA_RATA)
    if not filled or line.realisasi is None or not is_summed:
        return [MODE_WORDS[line.mode]]
    is_pooled = None not in (line.pembilang, line.penyebut) and is_persen(line.satuan)
    words = POOLED if is_pooled else MODE_WORDS[line.mode]
    return [words, f"{_summed(line.mode, filled, is_pooled=is_pooled)} = {angka(line.realisasi)}"]


def _summed(mode: Mode, filled: Sequence[BarisRekap], *, is_pooled: bool) -> str:
    if is_pooled:
        above = _sum_of(one.pembilang for one in filled)
        below = _sum_of(one.penyebut for one in filled)
        return f"({above}) ÷ ({below}) × 100"
    total = _sum_of(one.realisasi for one in filled)
    return total if mode is Mode.JUMLAH else f"({total}) ÷ {len(filled)}"


def _sum_of(figures: Iterable[Decimal | None]) -> str:
    return " + ".join(_bracketed(angka(one)) for one in figures if one is not None)


def angka(value: Decimal) -> str:
    """All decimals, or six and an ellipsis."""
    exponent = int(value.normalize().as_tuple().exponent)
    if -exponent <= MAX_DECIMALS:
        return format_indonesian(value)
    return f"{format_indonesian(value, MAX_DECIMALS)}…"


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("-") else text
