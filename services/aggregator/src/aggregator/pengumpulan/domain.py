"""SOP step 3: from what a unit said to processed lines, and lines as text."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple, NotRequired, TypeAlias, TypedDict

from pydantic import JsonValue, TypeAdapter

from aggregator.perencanaan.domain import NO_TARGET, RencanaIndikator
from lapkin_contracts.pengumpulan import (
    DataSubmitted,
    JawabanRtl,
    Nilai,
    Peringatan,
    ProgresIndikator,
    RealisasiAnggaran,
    StatusNilai,
)
from lapkin_contracts.rules.capaian import State, compute_capaian, is_persen, ratio_percent
from lapkin_contracts.rules.numbers import canonical
from lapkin_contracts.rules.policy import Kebijakan

Catatan: TypeAlias = Mapping[str, JsonValue]
"""Remarks and evidence, by the names of `Nilai`; only what was written."""

TEXTS = ("label", "alasan", "kendala", "solusi", "rencana_tindak_lanjut", "penanggung_jawab")
STRUCTURED = {"batas_waktu", "bukti"}
REMARKS = {*TEXTS, *STRUCTURED}
NOTHING: Catatan = {}


class Isian(NamedTuple):
    """What is known of one indikator before it is processed."""

    realisasi: Decimal | None = None
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    diukur: bool = True
    catatan: Catatan = NOTHING


BELUM_DIISI = Isian()


class Line(TypedDict):
    """One indikator, processed, as it is kept: figures are canonical text."""

    indikator: str
    target: str | None
    realisasi: str | None
    pembilang: str | None
    penyebut: str | None
    state: str
    capaian: str | None
    capaian_persen: str | None
    predikat: str | None
    tercapai: bool | None
    catatan: Catatan
    target_atas: NotRequired[str]
    target_semula: NotRequired[str]
    target_semula_atas: NotRequired[str | None]
    capaian_semula_persen: NotRequired[str | None]


class Keadaan(NamedTuple):
    """How an obligation stands after a submission."""

    masuk: bool
    is_nihil: bool
    terlambat_hari: int


_lines: Final = TypeAdapter(list[Any])
_rtl: Final = TypeAdapter(tuple[JawabanRtl, ...])
_progres: Final = TypeAdapter(tuple[ProgresIndikator, ...])


def keadaan_of(data: DataSubmitted, met_after: int | None) -> Keadaan:
    """A correction of an obligation that was met `met_after` days late makes it no later."""
    masuk = not data.belum and not data.rtl_belum
    is_nihil = bool(data.nilai) and all(one.status is not StatusNilai.TERISI for one in data.nilai)
    if masuk and met_after is not None:
        return Keadaan(masuk, is_nihil, met_after)
    return Keadaan(masuk, is_nihil, data.terlambat_hari)


def isian_of(nilai: Nilai, satuan: str) -> Isian:
    return Isian(
        realisasi_of(nilai, satuan),
        nilai.pembilang,
        nilai.penyebut,
        nilai.status is not StatusNilai.TIDAK_TERSEDIA,
        catatan_of(nilai),
    )


def catatan_of(nilai: Nilai) -> Catatan:
    said = nilai.model_fields_set
    if not said.isdisjoint(STRUCTURED):
        return nilai.model_dump(mode="json", include=REMARKS, exclude_defaults=True)
    if said.isdisjoint(REMARKS):
        return NOTHING
    # dumping would cost more than computing the line
    return {name: text for name in TEXTS if (text := getattr(nilai, name))}


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


def compute_line(rencana: RencanaIndikator, isian: Isian, kebijakan: Kebijakan) -> Line:
    capaian = compute_capaian(
        rencana.target,
        isian.realisasi,
        rencana.polaritas,
        kebijakan,
        diukur=isian.diukur,
        target_atas=rencana.target_atas,
    )
    line: Line = {
        "indikator": rencana.kode,
        "target": _text(rencana.target),
        "realisasi": _text(isian.realisasi),
        "pembilang": _text(isian.pembilang),
        "penyebut": _text(isian.penyebut),
        "state": capaian.state.value,
        "capaian": _text(capaian.exact),
        "capaian_persen": _text(capaian.persen),
        "predikat": capaian.predikat,
        "tercapai": capaian.tercapai,
        "catatan": isian.catatan,
    }
    if rencana.target_atas is not None:
        line["target_atas"] = canonical(rencana.target_atas)
    if rencana.semula is not None and rencana.semula.bawah is not None:
        line["target_semula"] = canonical(rencana.semula.bawah)
        line["target_semula_atas"] = _text(rencana.semula.atas)
        line["capaian_semula_persen"] = _against_first(rencana, isian, kebijakan)
    return line


def _against_first(rencana: RencanaIndikator, isian: Isian, kebijakan: Kebijakan) -> str | None:
    first = rencana.semula or NO_TARGET
    capaian = compute_capaian(
        first.bawah,
        isian.realisasi,
        rencana.polaritas,
        kebijakan,
        diukur=isian.diukur,
        target_atas=first.atas,
    )
    return _text(capaian.persen)


def lines_of(
    plan: Iterable[RencanaIndikator],
    nilai: Iterable[Nilai],
    kebijakan: Kebijakan,
    peringatan: Collection[Peringatan] = (),
) -> list[Line]:
    """One line for every indikator of the plan; what did not come in is BELUM_DIISI."""
    given = {one.indikator: one for one in nilai}
    lines = [
        compute_line(
            one,
            isian_of(given[one.kode], one.satuan) if one.kode in given else BELUM_DIISI,
            kebijakan,
        )
        for one in plan
    ]
    return _with_warnings(lines, peringatan) if peringatan else lines


def _with_warnings(lines: Iterable[Line], peringatan: Iterable[Peringatan]) -> list[Line]:
    codes: dict[str, list[JsonValue]] = defaultdict(list)
    for one in peringatan:
        codes[one.tempat].append(one.code)
    return [
        {**line, "catatan": {**line["catatan"], "peringatan": codes[line["indikator"]]}}
        if line["indikator"] in codes
        else line
        for line in lines
    ]


def lines_again(
    plan: Iterable[RencanaIndikator], lines: Iterable[Line], kebijakan: Kebijakan
) -> list[Line]:
    """The lines after the plan has changed; blank ones before anything came in."""
    known = {line["indikator"]: _isian_again(line) for line in lines}
    return [compute_line(one, known.get(one.kode, BELUM_DIISI), kebijakan) for one in plan]


def _isian_again(line: Line) -> Isian:
    return Isian(
        _figure(line["realisasi"]),
        _figure(line["pembilang"]),
        _figure(line["penyebut"]),
        line["state"] != State.TIDAK_DIUKUR,
        line["catatan"],
    )


def pack_lines(lines: Iterable[Line]) -> str:
    return _lines.dump_json(list(lines)).decode()


def unpack_lines(text: str) -> list[Line]:
    lines: list[Line] = json.loads(text)
    return lines


def pack_anggaran(anggaran: Iterable[RealisasiAnggaran]) -> str:
    return json.dumps({one.kode: canonical(one.realisasi) for one in anggaran})


def unpack_anggaran(text: str) -> dict[str, Decimal]:
    return {kode: Decimal(realisasi) for kode, realisasi in json.loads(text).items()}


def pack_alasan(anggaran: Iterable[RealisasiAnggaran]) -> str:
    return json.dumps({one.kode: one.alasan for one in anggaran if one.alasan})


def unpack_alasan(text: str) -> dict[str, str]:
    alasan: dict[str, str] = json.loads(text)
    return alasan


def pack_rtl(rtl: tuple[JawabanRtl, ...]) -> str:
    return _rtl.dump_json(rtl).decode() if rtl else "[]"


def unpack_rtl(text: str) -> dict[str, JawabanRtl]:
    """The answers, by indikator."""
    return {one.indikator: one for one in _rtl.validate_json(text)}


def pack_progres(progres: tuple[ProgresIndikator, ...]) -> str:
    return _progres.dump_json(progres).decode()


def unpack_progres(text: str) -> tuple[ProgresIndikator, ...]:
    """One for each indikator that was reported on."""
    lines: tuple[ProgresIndikator, ...] = _progres.validate_json(text)
    return lines


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else canonical(figure)


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
