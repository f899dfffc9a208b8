"""What a changed quarter does to its semester and year, computed by the rules. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from lapkin_contracts.rekap import BarisRekap, RekapCompleted, Titik
from lapkin_contracts.rules.aggregation import TitikTriwulan, aggregate
from lapkin_contracts.rules.capaian import State, compute_capaian, is_persen
from lapkin_contracts.rules.numbers import format_indonesian
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan

Quarters = Mapping[Periode, RekapCompleted]


def dampak_of(
    changed: BarisRekap, parents: Iterable[RekapCompleted], quarters: Quarters
) -> tuple[str, ...]:
    """A sentence for each longer period that holds the indikator of `changed`.

    `quarters` are the triwulan as they are reported now, before the change.
    """
    return tuple(
        sentence
        for parent in parents
        for held in _of_same_indikator(parent, changed)
        if (sentence := _sentence(changed, held, parent, quarters)) is not None
    )


def _sentence(
    changed: BarisRekap, held: BarisRekap, parent: RekapCompleted, quarters: Quarters
) -> str | None:
    """None if the longer period does not reach the quarters that changed."""
    inside = [one for one in held.riwayat if one.period in parent.period.triwulan]
    newer = {one.period: one for one in changed.riwayat}
    if not any(one.period in newer for one in inside):
        return None
    before = [_titik(one, held, quarters) for one in inside]
    after = [
        _changed_titik(newer[one.period], changed, quarters) if one.period in newer else old
        for one, old in zip(inside, before, strict=True)
    ]
    title, kebijakan = parent.period.title, parent.kebijakan
    if _persen(held, before, kebijakan) != held.capaian_persen:
        # recapped from more than is known here, such as the series of a predecessor
        return f"Capaian {title} dihitung kembali setelah Ralat ini terbit."
    return _in_words(title, held.capaian_persen, _persen(held, after, kebijakan))


def _in_words(title: str, was: Decimal | None, now: Decimal | None) -> str:
    if was == now:
        return f"Capaian {title} tetap {_text(was)}."
    return f"Capaian {title} berubah dari {_text(was)} menjadi {_text(now)}."


def _of_same_indikator(rekap: RekapCompleted, baris: BarisRekap) -> Iterator[BarisRekap]:
    key = (baris.unit, baris.indikator)
    return (one for one in rekap.baris if (one.unit, one.indikator) == key)


def _titik(point: Titik, baris: BarisRekap, quarters: Quarters) -> TitikTriwulan:
    rekap = quarters.get(point.period)
    lines = _of_same_indikator(rekap, baris) if rekap else iter(())
    line = next((one for one in lines if one.realisasi == point.realisasi), None)
    return TitikTriwulan(
        period=point.period,
        target=point.target,
        realisasi=point.realisasi,
        pembilang=line.pembilang if line else None,
        penyebut=line.penyebut if line else None,
        diukur=point.state is not State.TIDAK_DIUKUR,
    )


def _changed_titik(point: Titik, changed: BarisRekap, quarters: Quarters) -> TitikTriwulan:
    """The point of the quarter that changed brings its own pembilang and penyebut."""
    titik = _titik(point, changed, quarters)
    if point.period != changed.riwayat[-1].period or point.realisasi != changed.realisasi:
        return titik
    return TitikTriwulan(
        period=titik.period,
        target=titik.target,
        realisasi=titik.realisasi,
        pembilang=changed.pembilang,
        penyebut=changed.penyebut,
        diukur=titik.diukur,
    )


def _persen(
    held: BarisRekap, titik: Iterable[TitikTriwulan], kebijakan: Kebijakan
) -> Decimal | None:
    agregat = aggregate(held.mode, titik, satuan_persen=is_persen(held.satuan))
    return compute_capaian(
        agregat.target,
        agregat.realisasi,
        held.polaritas,
        kebijakan,
        diukur=agregat.diukur,
        target_atas=held.target_atas,
    ).persen


def _text(persen: Decimal | None) -> str:
    return "belum ada angka" if persen is None else f"{format_indonesian(persen)}%"
