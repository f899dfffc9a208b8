"""The reminder ladder: when each rung is due, and whom it is for."""

from datetime import date, time

import pytest
from support.sop_facts import at

from lapkin_contracts.kalender import HariLibur
from lapkin_contracts.rules.working_time import WaktuKerja
from notifier.pengingat.domain import Orang, Owed, chosen, is_of_use, key_of, rungs_of
from notifier.pengingat.ladder import TANGGA, Kepada, Tangga

LADDER = Tangga(TANGGA, time(8))
BATAS, DITUTUP = at("2026-10-14 23:59"), at("2026-10-20 23:59")
OWED = Owed("2026-TW3", "dinkes", "inspektorat", BATAS, DITUTUP, at("2026-10-01 08:00"))
STAF = Orang("Ani", "Staf", "ani@contoh.go.id", "staf")
IRBAN = Orang("Budi", "Irban", "budi@contoh.go.id", "irban")
KASUBAG = Orang("Cici", "Kasubag", "cici@contoh.go.id", "kasubag")
SEKRETARIS = Orang("Dedi", "Sekretaris", "dedi@contoh.go.id", "sekretaris")


def days(owed: Owed, waktu: WaktuKerja) -> list[str]:
    return [f"{one.planned.due_at:%d-%m %H}" for one in rungs_of(owed, LADDER, waktu)]


def test_rungs_are_counted_in_working_days_at_the_hour_of_the_ladder() -> None:
    assert days(OWED, WaktuKerja.of()) == [
        *("09-10 08", "14-10 08", "15-10 08", "19-10 08", "20-10 08", "21-10 08")
    ]


def test_a_holiday_moves_the_rungs_that_lie_behind_it() -> None:
    waktu = WaktuKerja.of([HariLibur(tanggal=date(2026, 10, 15), nama="Libur")])

    assert days(OWED, waktu)[2:] == ["16-10 08", "20-10 08", "21-10 08", "22-10 08"]


def test_what_was_due_before_it_was_owed_is_not_made_up_for() -> None:
    late = OWED._replace(sejak=at("2026-10-19 08:00"))

    assert days(late, WaktuKerja.of()) == ["20-10 08", "21-10 08"]


def test_a_new_due_date_gives_every_rung_a_new_name() -> None:
    old, new = (key_of("2026-TW3", "dinkes", batas, "h") for batas in (BATAS, DITUTUP))

    assert (old, new) == (
        "reminder/2026-TW3/dinkes/2026-10-14/h",
        "reminder/2026-TW3/dinkes/2026-10-20/h",
    )


def test_a_unit_that_can_send_nothing_any_more_is_left_to_its_superiors() -> None:
    rungs = rungs_of(OWED, LADDER, WaktuKerja.of())

    of_use = [one.anak_tangga.kode for one in rungs if is_of_use(one, at("2026-10-21 08:00"))]
    assert of_use == ["kepala-unit", "sekretaris"]


@pytest.mark.parametrize(
    ("kepada", "people", "told"),
    [
        (Kepada.UNIT, [IRBAN, STAF, KASUBAG], [STAF, KASUBAG]),
        (Kepada.UNIT, [IRBAN], [IRBAN]),
        (Kepada.KEPALA_UNIT, [STAF, KASUBAG, IRBAN], [IRBAN]),
        (Kepada.KEPALA_UNIT, [STAF], [STAF]),
        (Kepada.KEPALA_UNIT, [], []),
        (Kepada.SEKRETARIS, [IRBAN, SEKRETARIS], [SEKRETARIS]),
        (Kepada.UNIT, [STAF, STAF._replace(surel="ANI@contoh.go.id")], [STAF]),
        (Kepada.UNIT, [STAF._replace(surel="")], []),
    ],
)
def test_each_rung_has_its_audience(
    kepada: Kepada, people: list[Orang], told: list[Orang]
) -> None:
    assert [one.surel.lower() for one in chosen(kepada, people)] == [one.surel for one in told]
