"""A rekap from figures as a test writes them, computed by the rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from lapkin_contracts.rekap import (
    BarisAnggaran,
    BarisRekap,
    Cakupan,
    KeadaanKewajiban,
    RekapCompleted,
    RekapUnit,
    Ringkasan,
    Titik,
)
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas, State, compute_capaian, rata_rata_capaian
from lapkin_contracts.rules.numbers import round_half_up
from lapkin_contracts.rules.periods import ZONE, Periode
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN, Kebijakan
from lapkin_contracts.rules.scale import predikat_of

COLLECTED_AT = datetime(2026, 10, 7, 15, 30, tzinfo=ZONE)


@dataclass(frozen=True)
class Figure:
    """One indikator as a test writes it: target and realisasi as text, blank for none."""

    nama: str
    target: str
    realisasi: str
    satuan: str = "%"
    unit: str = "sekretariat"
    polaritas: Polaritas = Polaritas.NAIK
    before: str = ""
    """Realisasi of the quarter before."""
    diukur: bool = True
    remarks: dict[str, Any] = field(default_factory=dict)


def a_row(figure: Figure, kode: str, period: Periode, kebijakan: Kebijakan) -> BarisRekap:
    target, realisasi = _number(figure.target), _number(figure.realisasi)
    capaian = compute_capaian(
        target,
        realisasi,
        figure.polaritas,
        kebijakan,
        diukur=figure.diukur,
        target_atas=figure.remarks.get("target_atas"),
    )
    return BarisRekap(
        unit=figure.unit,
        indikator=kode,
        sasaran="Meningkatnya akuntabilitas kinerja",
        nama=figure.nama,
        satuan=figure.satuan,
        polaritas=figure.polaritas,
        mode=Mode.AKHIR,
        target=target,
        realisasi=realisasi,
        state=capaian.state,
        capaian=capaian.exact,
        capaian_persen=capaian.persen,
        predikat=capaian.predikat,
        tercapai=capaian.tercapai,
        target_tahun=target,
        capaian_tahun_persen=capaian.persen,
        riwayat=_riwayat(figure, period),
        **figure.remarks,
    )


def _riwayat(figure: Figure, period: Periode) -> tuple[Titik, ...]:
    last = period.triwulan[-1]
    quarters = [(last, figure.realisasi)]
    if figure.before:
        quarters.insert(0, (last.sebelumnya, figure.before))
    return tuple(_titik(figure, quarter, realisasi) for quarter, realisasi in quarters)


def _titik(figure: Figure, quarter: Periode, realisasi: str) -> Titik:
    target, value = _number(figure.target), _number(realisasi)
    capaian = compute_capaian(
        target, value, figure.polaritas, KEBIJAKAN_BAWAAN, diukur=figure.diukur
    )
    return Titik(
        period=quarter,
        target=target,
        realisasi=value,
        state=capaian.state,
        capaian_persen=capaian.persen,
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def a_budget_line(
    unit: str, kode: str, uraian: str, pagu: int, realisasi: int | None
) -> BarisAnggaran:
    return BarisAnggaran(
        unit=unit,
        kode=kode,
        uraian=uraian,
        pagu=Decimal(pagu),
        realisasi=None if realisasi is None else Decimal(realisasi),
        serapan_persen=None if realisasi is None else _percent(realisasi, pagu),
        sisa=None if realisasi is None else Decimal(pagu - realisasi),
    )


def _percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    return round_half_up(Decimal(part) * 100 / Decimal(whole), 2)


def a_rekap(
    figures: Sequence[Figure],
    units: Iterable[tuple[str, str]],
    *,
    anggaran: Sequence[BarisAnggaran] = (),
    belum: Sequence[str] = (),
    period: str = "2026-TW3",
    kebijakan: Kebijakan = KEBIJAKAN_BAWAAN,
) -> RekapCompleted:
    periode = Periode(period)
    baris = tuple(
        a_row(one, f"IK-{i:02d}", periode, kebijakan) for i, one in enumerate(figures, 1)
    )
    rekap_units = tuple(_rekap_unit(kode, nama, baris, belum) for kode, nama in units)
    masuk = sum(unit.masuk for unit in rekap_units)
    return RekapCompleted(
        unit="inspektorat",
        period=periode,
        revision=1,
        collected_at=COLLECTED_AT,
        completed_at=COLLECTED_AT,
        cakupan=Cakupan(wajib=len(rekap_units), masuk=masuk, belum=tuple(belum)),
        kebijakan=kebijakan,
        units=rekap_units,
        baris=baris,
        anggaran=tuple(anggaran),
        ringkasan=_ringkasan(baris, anggaran, kebijakan),
    )


def _rekap_unit(
    kode: str, nama: str, baris: Iterable[BarisRekap], belum: Sequence[str]
) -> RekapUnit:
    masuk = nama not in belum
    return RekapUnit(
        unit=kode,
        nama=nama,
        masuk=masuk,
        revision=1 if masuk else None,
        submitted_at=COLLECTED_AT if masuk else None,
        rata_rata_capaian=_mean(one for one in baris if one.unit == kode),
        serapan_persen=None,
        keadaan=KeadaanKewajiban.TEPAT_WAKTU if masuk else KeadaanKewajiban.BELUM,
    )


def _mean(baris: Iterable[BarisRekap], kebijakan: Kebijakan = KEBIJAKAN_BAWAAN) -> Decimal | None:
    mean = rata_rata_capaian(
        compute_capaian(
            one.target,
            one.realisasi,
            one.polaritas,
            kebijakan,
            diukur=one.state is not State.TIDAK_DIUKUR,
            target_atas=one.target_atas,
        )
        for one in baris
    )
    return None if mean is None else round_half_up(mean, kebijakan.desimal)


def _ringkasan(
    baris: Sequence[BarisRekap], anggaran: Sequence[BarisAnggaran], kebijakan: Kebijakan
) -> Ringkasan:
    mean = _mean(baris, kebijakan)
    pagu = sum((line.pagu for line in anggaran), Decimal(0))
    spent = sum((line.realisasi or Decimal(0) for line in anggaran), Decimal(0))
    return Ringkasan(
        indikator=len(baris),
        terhitung=sum(one.capaian_persen is not None for one in baris),
        tercapai=sum(bool(one.tercapai) for one in baris),
        rata_rata_capaian=mean,
        predikat=None if mean is None else predikat_of(mean, KEBIJAKAN_BAWAAN.skala).label,
        pagu=pagu,
        realisasi_anggaran=spent,
        serapan_persen=_percent(spent, pagu) if pagu else None,
    )
