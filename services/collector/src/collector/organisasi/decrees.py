"""Rules of the organisation: who may stand in for whom, and what a decree may rearrange."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from collector.organisasi.schemas import PejabatBody, ReorganisationIn, UnitOut
from lapkin_chassis.errors import Fault
from lapkin_contracts.organisasi import StatusPejabat


def faults_in_pejabat(officials: Sequence[PejabatBody]) -> list[Fault]:
    """A Plt or Plh holds a mandate by a decree, for a time; nobody else needs one."""
    return list(
        chain.from_iterable(
            _faults_of_mandate(f"/pejabat/{index}", one) for index, one in enumerate(officials)
        )
    )


def faults_in_reorganisation(
    order: ReorganisationIn, known: Mapping[str, UnitOut], office: str
) -> list[Fault]:
    """`known` are the units there are; `office` is the code of the instansi."""
    return [
        *_doubled("/asal", order.asal),
        *_doubled("/menjadi", [one.kode for one in order.menjadi]),
        *_faults_of_asal(order, known),
        *_faults_of_menjadi(order, known, office),
    ]


def reorganised(order: ReorganisationIn, known: Mapping[str, UnitOut]) -> list[UnitOut]:
    """Every unit the decree touches, as it is from then on.

    A unit that goes on keeps its first day, so that its older figures stay its own.
    """
    going_on = {one.kode for one in order.menjadi}
    ended = [
        known[kode].model_copy(update={"berlaku_sampai": _eve(order), "dasar": order.dasar})
        for kode in order.asal
        if kode not in going_on
    ]
    return [*ended, *_resulting(order, known)]


def _resulting(order: ReorganisationIn, known: Mapping[str, UnitOut]) -> Iterator[UnitOut]:
    for one in order.menjadi:
        others = tuple(kode for kode in order.asal if kode != one.kode)
        before = known[one.kode] if one.kode in order.asal else None
        yield UnitOut(
            **one.model_dump(),
            berlaku_sejak=before.berlaku_sejak if before else order.berlaku_sejak,
            asal=before.asal if before and not others else others,
            dasar=order.dasar,
        )


def _eve(order: ReorganisationIn) -> date:
    return order.berlaku_sejak - timedelta(days=1)


def _faults_of_asal(order: ReorganisationIn, known: Mapping[str, UnitOut]) -> Iterator[Fault]:
    going_on = {one.kode for one in order.menjadi}
    for index, kode in enumerate(order.asal):
        where, unit = f"/asal/{index}", known.get(kode)
        may_end_on = {None} if kode in going_on else {None, _eve(order)}
        if unit is None:
            yield Fault(
                where, "unknown-unit", f"Unit {kode} tidak dikenal.", "Pakai kode unit yang ada."
            )
        elif unit.berlaku_sampai not in may_end_on:
            yield Fault(
                where,
                "unit-ended",
                f"Unit {kode} sudah berakhir pada {unit.berlaku_sampai:%d-%m-%Y}.",
                "Hanya unit yang masih berlaku yang dapat ditata ulang.",
            )
        elif unit.berlaku_sejak >= order.berlaku_sejak:
            yield Fault(
                where,
                "unit-not-begun",
                f"Unit {kode} baru berlaku sejak {unit.berlaku_sejak:%d-%m-%Y}.",
                "Tanggal penataan harus sesudah hari pertama setiap unit asal.",
            )


def _faults_of_menjadi(
    order: ReorganisationIn, known: Mapping[str, UnitOut], office: str
) -> Iterator[Fault]:
    """A unit that the same decree made before is no obstacle: it was sent twice."""
    for index, one in enumerate(order.menjadi):
        if one.kode in order.asal:
            continue
        made_before = known.get(one.kode)
        is_repeat = made_before is not None and (
            (made_before.dasar, made_before.berlaku_sejak, made_before.asal)
            == (order.dasar, order.berlaku_sejak, order.asal)
        )
        if one.kode == office or (made_before is not None and not is_repeat):
            yield Fault(
                f"/menjadi/{index}/kode",
                "code-taken",
                f"Kode {one.kode} sudah dipakai.",
                "Pakai kode baru, atau tulis unit yang sudah ada itu juga dalam asal.",
            )


def _faults_of_mandate(where: str, official: PejabatBody) -> Iterator[Fault]:
    sejak, sampai = official.berlaku_sejak, official.berlaku_sampai
    if official.status is not StatusPejabat.DEFINITIF:
        given = {"dasar": official.dasar, "berlaku_sejak": sejak, "berlaku_sampai": sampai}
        for name in (name for name, value in given.items() if not value):
            yield Fault(
                f"{where}/{name}",
                f"{name.replace('_', '-')}-required",
                f"{official.status.capitalize()}. memerlukan {name}.",
                "Isi nomor surat keputusan, hari pertama, dan hari terakhirnya.",
            )
    if sejak and sampai and sampai < sejak:
        yield Fault(
            f"{where}/berlaku_sampai",
            "berlaku-sampai-too-early",
            "Hari terakhir mendahului hari pertama.",
            "Periksa kedua tanggalnya.",
        )


def _doubled(where: str, codes: Sequence[str]) -> Iterator[Fault]:
    for index, kode in enumerate(codes):
        if kode in codes[:index]:
            hint = "Setiap kode hanya boleh satu kali."
            yield Fault(f"{where}/{index}", "doubled-code", f"Kode {kode} ditulis dua kali.", hint)
