"""What a monthly report must say about each indikator."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from collector.perencanaan.domain import Janji, Plan
from lapkin_chassis.errors import Fault
from lapkin_contracts.pengumpulan import ProgresIndikator
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.numbers import format_indonesian


def faults_in_progres(given: Sequence[ProgresIndikator], plan: Plan) -> Iterator[Fault]:
    """Below the triwulan's target asks for kendala and solusi, met for what helped."""
    seen: set[str] = set()
    for index, one in enumerate(given):
        where, janji = f"/indikator/{index}", plan.indikator.get(one.indikator)
        if janji is None:
            yield Fault(
                f"{where}/indikator",
                "unknown-indikator",
                f"Indikator {one.indikator} tidak ada dalam Perjanjian Kinerja.",
                "Pakai kode dari Perjanjian Kinerja yang berlaku.",
            )
            continue
        if one.indikator in seen:
            yield Fault(
                f"{where}/indikator",
                "doubled-indikator",
                f"Indikator {one.indikator} ditulis lebih dari satu kali.",
                "Tulis satu baris untuk setiap indikator.",
            )
        seen.add(one.indikator)
        yield from _faults_of_explanation(where, one, janji)


def is_met(janji: Janji, realisasi: Decimal) -> bool | None:
    """Whether the triwulan's target is reached already; none if there is no target."""
    low = janji.target
    if low is None:
        return None
    high = low if janji.target_atas is None else janji.target_atas
    if janji.polaritas is Polaritas.NAIK:
        return realisasi >= low
    if janji.polaritas is Polaritas.TURUN:
        return realisasi <= high
    return low <= realisasi <= high


def _faults_of_explanation(where: str, one: ProgresIndikator, janji: Janji) -> Iterator[Fault]:
    reached = None if one.realisasi is None else is_met(janji, one.realisasi)
    if one.realisasi is None or janji.target is None or reached is None:
        return
    figures = f"{format_indonesian(one.realisasi)} terhadap {format_indonesian(janji.target)}"
    if reached:
        asked = {"faktor-pendorong": one.faktor_pendorong}
        detail = f"Target triwulan tercapai ({figures}); tulis faktor pendorongnya."
    else:
        asked = {"kendala": one.kendala, "solusi": one.solusi}
        detail = f"Target triwulan belum tercapai ({figures}); tulis kendala dan solusinya."
    for name, said in asked.items():
        if not said.strip():
            place = f"{where}/{name.replace('-', '_')}"
            yield Fault(place, f"{name}-required", detail, "Satu kalimat sudah cukup.")
