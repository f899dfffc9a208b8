"""Sentences about what the units did: kendala, follow-ups, and whether they reported in time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lapkin_contracts.pengumpulan import StatusRtl
from lapkin_contracts.rekap import KeadaanKewajiban, RekapCompleted
from lapkin_ui.formats import tanggal
from reporter.documents.rows import NumberedRow
from reporter.documents.rtl_table import STATUS_WORDS
from reporter.documents.wording import listed

OTHERS: Final = "indikator lainnya"
UNITS: Final = "unit lainnya"


def kendala_text(rekap: RekapCompleted, rows: Sequence[NumberedRow]) -> Iterator[str]:
    short = [row for row in rows if row.baris.tercapai is False]
    per_unit = Counter(row.unit.nama for row in rows if row.baris.kendala)
    if per_unit:
        units = listed([f"{nama} ({count} indikator)" for nama, count in per_unit.items()], UNITS)
        yield f"Kendala disampaikan oleh {units}. {_remedies(rows)}".rstrip()
    else:
        yield "Tidak ada kendala yang disampaikan oleh unit pada periode ini."
    if unexplained := [row.baris.nama for row in short if not row.baris.kendala]:
        yield (
            f"Sebanyak {len(unexplained)} indikator belum mencapai target tanpa uraian kendala dari"
            f" unit: {listed(unexplained, OTHERS)}."
        )
    yield from _kept_promises(rekap)


def _remedies(rows: Iterable[NumberedRow]) -> str:
    baris = [row.baris for row in rows]
    solusi = sum(bool(one.solusi) for one in baris)
    lanjut = sum(bool(one.rencana_tindak_lanjut) for one in baris)
    due = min((one.batas_waktu for one in baris if one.batas_waktu), default=None)
    sentences = []
    if solusi:
        sentences.append(f"Solusi telah ditempuh untuk {solusi} indikator.")
    if lanjut:
        earliest = f", dengan batas waktu terdekat {tanggal(due)}" if due else ""
        sentences.append(f"Rencana tindak lanjut ditetapkan untuk {lanjut} indikator{earliest}.")
    return " ".join(sentences)


def _kept_promises(rekap: RekapCompleted) -> Iterator[str]:
    if not rekap.rtl:
        return
    counts = Counter(one.status for one in rekap.rtl)
    told = [
        f"{counts[status]} {words}" for status, words in STATUS_WORDS.items() if counts[status]
    ]
    if counts[StatusRtl.SELESAI] == len(rekap.rtl):
        told = ["semuanya selesai"]
    yield f"Dari {len(rekap.rtl)} tindak lanjut yang dijanjikan sebelumnya, {listed(told)}."


def cakupan_text(rekap: RekapCompleted) -> Iterator[str]:
    yield " ".join([*_coverage(rekap), *_late(rekap), *_nihil(rekap)])


def _coverage(rekap: RekapCompleted) -> Iterator[str]:
    cakupan = rekap.cakupan
    if not cakupan.belum:
        yield f"Seluruh {cakupan.wajib} unit yang wajib melapor telah menyampaikan data."
        return
    reported = f"{cakupan.masuk} unit telah" if cakupan.masuk else "belum ada unit yang"
    missing = listed(cakupan.belum, UNITS)
    yield (
        f"Dari {cakupan.wajib} unit yang wajib melapor, {reported} menyampaikan data."
        f" Unit yang belum menyampaikan data: {missing}."
    )
    yield (
        f"Laporan ini disusun dengan cakupan {cakupan.masuk}/{cakupan.wajib}, tanpa {missing};"
        " data yang belum ada tidak dihitung sebagai nol."
    )


def _late(rekap: RekapCompleted) -> Iterator[str]:
    late = [
        f"{unit.nama} ({unit.terlambat_hari} hari kerja)"
        for unit in rekap.units
        if unit.masuk and unit.terlambat_hari
    ]
    if late:
        yield f"Terlambat menyampaikan data: {listed(late, UNITS)}."


def _nihil(rekap: RekapCompleted) -> Iterator[str]:
    nihil = [unit.nama for unit in rekap.units if unit.keadaan is KeadaanKewajiban.NIHIL]
    if nihil:
        yield f"Melapor nihil dengan alasan: {listed(nihil, UNITS)}."
