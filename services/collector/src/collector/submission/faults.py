"""What is wrong with a delivery, each fault with the place to mend it."""

from collections.abc import Collection, Iterator
from typing import Final

from collector.perencanaan.domain import Janji, Plan
from collector.submission.delivery import Delivery
from collector.submission.kinds import PLAIN_KINDS, faults_of_kind
from collector.submission.rtl import faults_in_rtl
from lapkin_chassis.errors import Fault
from lapkin_contracts.pengumpulan import Nilai, RealisasiAnggaran, StatusNilai

MAX_VALUES: Final = 2000


def faults_in(delivery: Delivery, plan: Plan, promised: Collection[str]) -> list[Fault]:
    """Everything wrong with a request. `promised` are the indikator whose RTL it may answer."""
    if delivery.is_empty:
        return [Fault("", "empty-submission", "Kiriman tidak berisi apa pun.", "Isi nilai.")]
    if delivery.size > MAX_VALUES:
        hint = "Bagi menjadi beberapa kiriman."
        return [Fault("/nilai", "too-many-values", f"Lebih dari {MAX_VALUES} isian.", hint)]
    faults: list[Fault] = []
    seen: set[str] = set()
    for index, one in delivery.nilai:
        janji = plan.indikator.get(one.indikator)
        if janji is None or one.indikator in seen or not _is_plain(one, janji):
            faults += _faults_of_nilai(f"/nilai/{index}", one, janji, seen)
        seen.add(one.indikator)
    codes: set[str] = set()
    for index, line in delivery.anggaran:
        if line.kode in codes or line.kode not in plan.anggaran:
            faults += _faults_of_anggaran(f"/anggaran/{index}", line, plan)
        codes.add(line.kode)
    faults += faults_in_rtl(delivery.rtl, promised)
    return faults


def _is_plain(nilai: Nilai, janji: Janji) -> bool:
    """A figure and no more, as nearly all are: nothing about it can be wrong."""
    return (
        janji.jenis in PLAIN_KINDS
        and nilai.status is StatusNilai.TERISI
        and nilai.realisasi is not None
        and nilai.pembilang is None
        and nilai.penyebut is None
        and not nilai.label
    )


def _faults_of_nilai(
    where: str, nilai: Nilai, janji: Janji | None, seen: Collection[str]
) -> Iterator[Fault]:
    if janji is None:
        yield Fault(
            f"{where}/indikator",
            "unknown-indikator",
            f"Indikator {nilai.indikator} tidak ada dalam Perjanjian Kinerja.",
            "Pakai kode dari Perjanjian Kinerja yang berlaku.",
        )
        return
    if nilai.indikator in seen:
        yield Fault(
            f"{where}/indikator",
            "doubled-indikator",
            f"Indikator {nilai.indikator} dikirim lebih dari satu kali.",
            "Kirim satu nilai untuk setiap indikator.",
        )
    if nilai.status is StatusNilai.TERISI:
        yield from faults_of_kind(where, nilai, janji)
    else:
        yield from _faults_of_absence(where, nilai)


def _faults_of_absence(where: str, nilai: Nilai) -> Iterator[Fault]:
    if not nilai.alasan.strip():
        yield Fault(
            f"{where}/alasan",
            "alasan-required",
            f"Status {nilai.status} memerlukan alasan.",
            "Jelaskan mengapa nilainya tidak ada.",
        )
    has_figure = nilai.realisasi is not None and (
        nilai.status is StatusNilai.TIDAK_TERSEDIA or nilai.realisasi != 0
    )
    if has_figure or nilai.label:
        yield Fault(
            f"{where}/realisasi",
            "realisasi-not-expected",
            f"Status {nilai.status} tidak disertai realisasi.",
            "Kosongkan realisasi, atau ubah status menjadi terisi.",
        )


def _faults_of_anggaran(where: str, line: RealisasiAnggaran, plan: Plan) -> Iterator[Fault]:
    if line.kode not in plan.anggaran:
        yield Fault(
            f"{where}/kode",
            "unknown-anggaran",
            f"Kode anggaran {line.kode} tidak ada dalam Perjanjian Kinerja.",
            "Pakai kode program dari Perjanjian Kinerja yang berlaku.",
        )
    else:
        yield Fault(
            f"{where}/kode",
            "doubled-anggaran",
            f"Kode anggaran {line.kode} dikirim lebih dari satu kali.",
            "Kirim satu realisasi untuk setiap program.",
        )
