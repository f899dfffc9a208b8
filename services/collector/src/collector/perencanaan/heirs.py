"""Rules of a series that goes on in another unit: it has one heir, and leaves its old unit."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lapkin_chassis.errors import Fault
from lapkin_contracts.perencanaan import Indikator


class Heir(NamedTuple):
    """Who goes on with a series."""

    name: str
    """`<unit>/<kode>`"""
    sejak: date
    """First day of the plan that says so."""


def faults_in_handover(
    indikator: Sequence[Indikator], heirs: Mapping[str, Heir], sejak: date
) -> Iterator[Fault]:
    """A plan from `sejak` on cannot promise what another unit goes on with: it would count twice.

    `heirs` are by code of the plan's own indikator.
    """
    for index, one in enumerate(indikator):
        heir = heirs.get(one.kode)
        if heir is not None and heir.sejak <= sejak:
            yield Fault(
                f"/indikator/{index}/kode",
                "indikator-moved",
                f"{one.kode} dilanjutkan oleh {heir.name} sejak {heir.sejak:%d-%m-%Y}.",
                f"Hapus indikator ini, atau kosongkan dahulu pendahulu {heir.name}.",
            )


def faults_in_pendahulu(
    unit: str,
    indikator: Sequence[Indikator],
    promised: Collection[str],
    successions: Mapping[str, str],
    kept: Collection[str] = (),
) -> Iterator[Fault]:
    """What is wrong with the series that `indikator` continue.

    `promised` are the `<unit>/<kode>` anybody promised up to the year; `successions` say of other
    units' indikator in the year which series they continue; `kept` are those whose unit is still
    there and has not given them up: both would count them.
    """
    taken = {pendahulu: heir for heir, pendahulu in successions.items()}
    for index, one in enumerate(indikator):
        if not one.pendahulu:
            continue
        where, heir = f"/indikator/{index}/pendahulu", f"{unit}/{one.kode}"
        if one.pendahulu.startswith(f"{unit}/"):
            yield Fault(
                where,
                "pendahulu-itself",
                "Pendahulu harus indikator unit lain.",
                "Kosongkan pendahulu; triwulan lama unit ini memang miliknya.",
            )
        elif one.pendahulu not in promised:
            yield Fault(
                where,
                "unknown-pendahulu",
                f"{one.pendahulu} tidak ada dalam Perjanjian Kinerja mana pun sampai tahun ini.",
                "Tulis kode unit dan kode indikator asalnya, mis. dinkes/IKU-07.",
            )
        elif taken.setdefault(one.pendahulu, heir) != heir:
            yield Fault(
                where,
                "pendahulu-taken",
                f"{one.pendahulu} sudah dilanjutkan oleh {taken[one.pendahulu]}.",
                "Satu indikator hanya dapat dilanjutkan oleh satu indikator.",
            )
        elif _comes_back_to(heir, one.pendahulu, successions):
            yield Fault(
                where,
                "pendahulu-circle",
                f"{one.pendahulu} sendiri melanjutkan {heir}.",
                "Hapus pendahulu pada salah satunya.",
            )
        elif one.pendahulu in kept:
            yield Fault(
                where,
                "pendahulu-kept",
                f"{one.pendahulu} masih dijanjikan unitnya untuk waktu yang sama.",
                "Terbitkan dahulu Perjanjian Kinerja unit itu tanpa indikator tersebut.",
            )


def _comes_back_to(heir: str, pendahulu: str, successions: Mapping[str, str]) -> bool:
    seen = {pendahulu}
    while (pendahulu := successions.get(pendahulu, "")) and pendahulu not in seen:
        if pendahulu == heir:
            return True
        seen.add(pendahulu)
    return False
