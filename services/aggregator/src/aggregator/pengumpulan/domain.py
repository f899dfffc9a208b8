"""SOP step 3: from what a unit said to a processed line."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pydantic import TypeAdapter

from aggregator.perencanaan.domain import RencanaIndikator
from lapkin_contracts.pengumpulan import Bukti, Nilai, StatusNilai
from lapkin_contracts.rules.capaian import compute_capaian, is_persen, ratio_percent
from lapkin_contracts.rules.policy import Kebijakan

BUKTI = TypeAdapter(tuple[Bukti, ...])
NO_BUKTI = "[]"


class Isian(NamedTuple):
    """What is known of one indikator before it is processed."""

    realisasi: Decimal | None = None
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    diukur: bool = True
    alasan: str = ""
    kendala: str = ""
    solusi: str = ""
    rencana_tindak_lanjut: str = ""
    penanggung_jawab: str = ""
    batas_waktu: date | None = None
    bukti: str = NO_BUKTI


BELUM_DIISI = Isian()


def isian_of(nilai: Nilai, satuan: str) -> Isian:
    return Isian(
        realisasi_of(nilai, satuan),
        nilai.pembilang,
        nilai.penyebut,
        nilai.status is not StatusNilai.TIDAK_TERSEDIA,
        nilai.alasan,
        nilai.kendala,
        nilai.solusi,
        nilai.rencana_tindak_lanjut,
        nilai.penanggung_jawab,
        nilai.batas_waktu,
        BUKTI.dump_json(nilai.bukti, exclude_none=True).decode() if nilai.bukti else NO_BUKTI,
    )


def realisasi_of(nilai: Nilai, satuan: str) -> Decimal | None:
    """Nihil is a reported zero; a ratio stands in where only its parts came in."""
    if nilai.status is StatusNilai.TIDAK_TERSEDIA:
        return None
    if nilai.status is StatusNilai.NIHIL:
        return Decimal(0)
    if nilai.realisasi is not None or nilai.pembilang is None or not nilai.penyebut:
        return nilai.realisasi
    if is_persen(satuan):
        return ratio_percent(nilai.pembilang, nilai.penyebut)
    return nilai.pembilang / nilai.penyebut


def compute_line(
    rencana: RencanaIndikator, isian: Isian, kebijakan: Kebijakan
) -> dict[str, object]:
    """The columns of `baris` beside its period and unit."""
    capaian = compute_capaian(
        rencana.target, isian.realisasi, rencana.polaritas, kebijakan, diukur=isian.diukur
    )
    return {
        "indikator": rencana.kode,
        "versi": rencana.versi,
        "urutan": rencana.urutan,
        "target": rencana.target,
        "realisasi": isian.realisasi,
        "pembilang": isian.pembilang,
        "penyebut": isian.penyebut,
        "state": capaian.state.value,
        "capaian": capaian.exact,
        "capaian_persen": capaian.persen,
        "predikat": capaian.predikat,
        "tercapai": capaian.tercapai,
        "kebijakan": capaian.kebijakan,
        "alasan": isian.alasan,
        "kendala": isian.kendala,
        "solusi": isian.solusi,
        "rencana_tindak_lanjut": isian.rencana_tindak_lanjut,
        "penanggung_jawab": isian.penanggung_jawab,
        "batas_waktu": isian.batas_waktu,
        "bukti": isian.bukti,
    }


def lines_of(
    plan: Iterable[RencanaIndikator], nilai: Iterable[Nilai], kebijakan: Kebijakan
) -> list[dict[str, object]]:
    """One line for every indikator of the plan; what did not come in is BELUM_DIISI."""
    given = {one.indikator: one for one in nilai}
    return [
        compute_line(
            one,
            isian_of(given[one.kode], one.satuan) if one.kode in given else BELUM_DIISI,
            kebijakan,
        )
        for one in plan
    ]


def lines_again(
    plan: Iterable[RencanaIndikator], known: Mapping[str, Isian], kebijakan: Kebijakan
) -> list[dict[str, object]]:
    """The lines after the plan has changed, from what is known."""
    return [compute_line(one, known.get(one.kode, BELUM_DIISI), kebijakan) for one in plan]
