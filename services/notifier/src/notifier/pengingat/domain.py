"""The reminder ladder: who is told how many working days before or after the due date."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from lapkin_chassis.triggers import Planned
from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.rules.periods import ZONE
from lapkin_contracts.rules.working_time import WaktuKerja
from notifier.pengingat.ladder import AnakTangga, Kepada, Tangga

KIND: Final = "pengingat"
MANUAL: Final = "manual"
"""Rung of a reminder that a person asked for."""

STALE_AFTER: Final = timedelta(days=45)
"""So long after its due date an obligation is no matter for reminders any more."""

MISSED: Final = "terlewati"
"""Outcome of a rung that a later one took the place of."""

DISCHARGED: Final = "kewajiban sudah dipenuhi sebelum surat terkirim"


class Owed(NamedTuple):
    """An obligation that is not met."""

    period: str
    unit: str
    instansi: str
    batas: datetime
    terkunci: datetime
    """The unit can send nothing after this."""
    sejak: datetime
    """When it came to be owed: what was due before is not made up for."""


class Rung(NamedTuple):
    """A rung of one obligation."""

    owed: Owed
    anak_tangga: AnakTangga
    planned: Planned


class Orang(NamedTuple):
    """An official who may be told."""

    nama: str
    jabatan: str
    surel: str
    peran: str


RANK: Final = (Jabatan.INSPEKTUR, Jabatan.SEKRETARIS, Jabatan.IRBAN, Jabatan.KASUBAG)


def key_of(period: str, unit: str, batas: datetime, kode: str) -> str:
    """Names a reminder for ever; a new due date is a new ladder."""
    return f"reminder/{period}/{unit}/{batas.astimezone(ZONE).date()}/{kode}"


def manual_key(owed: Owed, now: datetime) -> str:
    """One a day for each unit."""
    return f"reminder/{owed.period}/{owed.unit}/{MANUAL}/{now.astimezone(ZONE).date()}"


def rungs_of(owed: Owed, tangga: Tangga, waktu: WaktuKerja) -> list[Rung]:
    """What an obligation leads to, lowest rung first."""
    batas = owed.batas.astimezone(ZONE).date()
    since = max(filter(None, (owed.sejak, tangga.sejak)))
    rungs = []
    for one in sorted(tangga.anak_tangga, key=lambda one: one.hari):
        due_at = datetime.combine(waktu.shift(batas, one.hari), tangga.jam, ZONE)
        key = key_of(owed.period, owed.unit, owed.batas, one.kode)
        if due_at > since:
            rungs.append(Rung(owed, one, Planned(key, KIND, due_at)))
    return rungs


def is_of_use(rung: Rung, now: datetime) -> bool:
    """To tell a unit that it may send nothing any more is for its superiors alone."""
    return rung.anak_tangga.kepada != Kepada.UNIT or now <= rung.owed.terkunci


def chosen(kepada: Kepada, pejabat: Iterable[Orang]) -> list[Orang]:
    """Whom a rung is sent to, of those in office; each address once."""
    reachable = list({one.surel.lower(): one for one in pejabat if one.surel}.values())
    if kepada == Kepada.UNIT:
        at_work = [one for one in reachable if one.peran in {Jabatan.STAF, Jabatan.KASUBAG}]
        return at_work or reachable
    if kepada == Kepada.SEKRETARIS:
        return [one for one in reachable if one.peran == Jabatan.SEKRETARIS]
    return _head(reachable)


def _head(reachable: Sequence[Orang]) -> list[Orang]:
    """The highest of the unit; the first of its list where nobody has a rank."""
    ranked = [one for one in reachable if one.peran in RANK]
    ranked.sort(key=lambda one: RANK.index(Jabatan(one.peran)))
    return list(ranked or reachable)[:1]
