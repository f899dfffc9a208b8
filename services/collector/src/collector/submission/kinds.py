"""What each kind of indikator asks of a value, and the realisasi its label or parts stand for."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from collector.perencanaan.domain import Janji
from lapkin_chassis.errors import Fault
from lapkin_contracts.pengumpulan import Nilai, StatusNilai
from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.capaian import is_persen
from lapkin_contracts.rules.checks import LEVELS
from lapkin_contracts.rules.numbers import MAX_DECIMALS, MAX_DIGITS

PLAIN_KINDS: Final = tuple(
    kind for kind in JenisIndikator if kind not in LEVELS and kind is not JenisIndikator.RASIO
)
"""Kinds of which a figure says everything. Looked up for every figure: hashing one is dearer."""
YA_TIDAK: Final[Mapping[str, Decimal]] = {"tidak": Decimal(0), "ya": Decimal(1)}

_WIDE: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_FINEST: Final = Decimal(1).scaleb(-MAX_DECIMALS)
_TOO_LARGE: Final = Decimal(1).scaleb(MAX_DIGITS - MAX_DECIMALS)


def filled(nilai: Nilai, janji: Janji) -> Nilai:
    """The value with the realisasi that follows from its label or its parts, if any does."""
    if nilai.status is not StatusNilai.TERISI:
        return nilai
    if janji.jenis in LEVELS:
        return _with_level(nilai, levels_of(janji))
    if janji.jenis is JenisIndikator.RASIO and nilai.realisasi is None:
        return nilai.model_copy(update={"realisasi": _ratio(nilai, janji.satuan)})
    return nilai


def levels_of(janji: Janji) -> Mapping[str, Decimal]:
    """Skor by label, from the lowest."""
    return YA_TIDAK if janji.jenis is JenisIndikator.TONGGAK else janji.tingkat


def faults_of_kind(where: str, nilai: Nilai, janji: Janji) -> Iterator[Fault]:
    """What is wrong with a filled value for its kind."""
    if janji.jenis in LEVELS:
        yield from _faults_of_level(where, nilai, levels_of(janji))
        return
    if nilai.label:
        yield Fault(
            f"{where}/label",
            "label-not-expected",
            f"Indikator {nilai.indikator} tidak memakai tingkat.",
            "Kosongkan label dan isi realisasi.",
        )
    if janji.jenis is not JenisIndikator.RASIO and nilai.realisasi is None:
        yield Fault(
            f"{where}/realisasi",
            "realisasi-required",
            "Realisasi belum diisi.",
            "Isi angkanya, atau pakai status nihil atau tidak_tersedia dengan alasan.",
        )
    yield from _faults_of_parts(where, nilai, is_rasio=janji.jenis is JenisIndikator.RASIO)
    yield from _faults_of_share(where, nilai, janji)


def _with_level(nilai: Nilai, levels: Mapping[str, Decimal]) -> Nilai:
    if nilai.label:
        label = next((one for one in levels if _plain(one) == _plain(nilai.label)), None)
        if label is None:
            return nilai
        skor = levels[label] if nilai.realisasi is None else nilai.realisasi
        return nilai.model_copy(update={"label": label, "realisasi": skor})
    label = next((one for one, skor in levels.items() if skor == nilai.realisasi), "")
    return nilai.model_copy(update={"label": label})


def _plain(label: str) -> str:
    """Without regard to case and blanks."""
    return " ".join(label.split()).casefold()


def _ratio(nilai: Nilai, satuan: str) -> Decimal | None:
    """As fine as a figure can be; none where nothing can be divided or nobody could print it."""
    if nilai.pembilang is None or not nilai.penyebut:
        return None
    times = 100 if is_persen(satuan) else 1
    exact = _WIDE.divide(nilai.pembilang * times, nilai.penyebut)
    return None if abs(exact) >= _TOO_LARGE else _WIDE.quantize(exact, _FINEST)


def _faults_of_level(where: str, nilai: Nilai, levels: Mapping[str, Decimal]) -> Iterator[Fault]:
    hint = f"Pilihannya: {', '.join(levels)}."
    if not nilai.label and nilai.realisasi is None:
        yield Fault(f"{where}/label", "label-required", "Tingkat belum diisi.", hint)
    elif not nilai.label:
        detail = f"Tidak ada tingkat dengan skor {nilai.realisasi}."
        yield Fault(f"{where}/realisasi", "unknown-skor", detail, hint)
    elif nilai.label not in levels:
        detail = f"Tingkat {nilai.label} tidak dikenal."
        yield Fault(f"{where}/label", "unknown-label", detail, hint)
    elif levels[nilai.label] != nilai.realisasi:
        detail = f"Skor {nilai.label} adalah {levels[nilai.label]}, bukan {nilai.realisasi}."
        yield Fault(f"{where}/realisasi", "label-mismatch", detail, "Kirim labelnya saja.")


def _faults_of_parts(where: str, nilai: Nilai, *, is_rasio: bool) -> Iterator[Fault]:
    parts = {"pembilang": nilai.pembilang, "penyebut": nilai.penyebut}
    absent = [name for name, value in parts.items() if value is None]
    if not is_rasio and len(absent) == len(parts):
        return
    hint = (
        "Indikator ini dihitung dari pembilang dan penyebut."
        if is_rasio
        else "Pembilang dan penyebut diisi keduanya, atau tidak sama sekali."
    )
    for name in absent:
        detail = f"{name.capitalize()} belum diisi."
        yield Fault(f"{where}/{name}", f"{name}-required", detail, hint)
    if nilai.penyebut == 0:
        yield Fault(
            f"{where}/penyebut",
            "penyebut-zero",
            "Penyebut tidak boleh nol.",
            "Jika tidak ada yang dihitung, pakai status tidak_tersedia dengan alasan.",
        )


def _faults_of_share(where: str, nilai: Nilai, janji: Janji) -> Iterator[Fault]:
    """A realisasi beside both its parts."""
    pembilang, penyebut = nilai.pembilang, nilai.penyebut
    if pembilang is None or not penyebut:
        return
    if nilai.realisasi is None:
        if janji.jenis is JenisIndikator.RASIO:
            detail = "Pembilang dibagi penyebut terlalu besar untuk dicatat."
            yield Fault(f"{where}/pembilang", "realisasi-too-large", detail, "Periksa angkanya.")
    elif is_persen(janji.satuan):
        yield from _faults_of_percent(where, nilai.realisasi, pembilang, penyebut)


def _faults_of_percent(
    where: str, realisasi: Decimal, pembilang: Decimal, penyebut: Decimal
) -> Iterator[Fault]:
    """Rounded or cut off at the decimals it was written with, both are in use; no further apart."""
    exact = _WIDE.divide(pembilang * 100, penyebut)
    exponent = realisasi.as_tuple().exponent
    assert isinstance(exponent, int)
    if abs(exact - realisasi) >= Decimal(1).scaleb(min(exponent, 0)):
        shown = _WIDE.quantize(exact, Decimal("0.01"))
        yield Fault(
            f"{where}/realisasi",
            "realisasi-inconsistent",
            f"Realisasi {realisasi} tidak sama dengan pembilang/penyebut, yaitu {shown} persen.",
            "Periksa ketiga angkanya.",
        )
