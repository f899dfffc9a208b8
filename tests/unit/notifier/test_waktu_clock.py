"""How long a step may take, across nights, weekends and days off."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.sop_facts import at

from lapkin_contracts.kalender import HariLibur
from lapkin_contracts.langkah import SatuanWaktu
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.working_time import WaktuKerja
from lapkin_contracts.sop import load_sop
from notifier.sop_clock.waktu import (
    Penetapan,
    Sumber,
    WaktuBerlaku,
    in_force,
    next_opening,
    shipped,
    warnings,
)

STEPS = {step.nomor: step for step in load_sop().steps}
PLAIN = WaktuKerja.of()
DAYS = st.integers(0, 700).map(lambda count: date(2025, 1, 1) + timedelta(days=count))
MOMENTS = st.integers(0, 60 * 24 * 700).map(
    lambda minutes: at("2025-01-01 00:00") + timedelta(minutes=minutes)
)
CALENDARS = st.sets(DAYS, max_size=60).map(
    lambda days: WaktuKerja.of(HariLibur(tanggal=day, nama="Libur") for day in days)
)
ALLOWED = st.builds(
    WaktuBerlaku, st.integers(1, 60), st.sampled_from(SatuanWaktu), st.just(Sumber.SOP)
)


def allowed(nilai: int, satuan: SatuanWaktu) -> WaktuBerlaku:
    return WaktuBerlaku(nilai, satuan, Sumber.SOP)


@given(ALLOWED, MOMENTS, CALENDARS)
def test_when_the_time_is_up_it_was_used_to_the_last_unit(
    one: WaktuBerlaku, start: datetime, waktu: WaktuKerja
) -> None:
    assert one.taken(start, one.due(start, waktu), waktu) == one.nilai


@given(st.integers(1, 600), MOMENTS, st.integers(0, 60 * 24 * 20), CALENDARS)
def test_minutes_are_exceeded_exactly_when_the_office_worked_longer(
    nilai: int, start: datetime, later: int, waktu: WaktuKerja
) -> None:
    one, end = allowed(nilai, SatuanWaktu.MENIT_KERJA), start + timedelta(minutes=later)
    overtime = waktu.minutes_between(one.due(start, waktu), end)

    assert overtime == max(0, waktu.minutes_between(start, end) - nilai)


@given(ALLOWED, MOMENTS, DAYS, CALENDARS)
def test_another_day_off_never_shortens_a_step(
    one: WaktuBerlaku, start: datetime, day: date, waktu: WaktuKerja
) -> None:
    more = WaktuKerja(waktu.libur | {day}, waktu.jam)

    assert one.due(start, more) >= one.due(start, waktu)


@given(ALLOWED, MOMENTS, st.integers(0, 10**6), CALENDARS)
def test_a_later_beginning_never_ends_earlier(
    one: WaktuBerlaku, start: datetime, seconds: int, waktu: WaktuKerja
) -> None:
    assert one.due(start + timedelta(seconds=seconds), waktu) >= one.due(start, waktu)


@pytest.mark.parametrize(
    ("nilai", "satuan", "due"),
    [
        (30, SatuanWaktu.MENIT_KERJA, "2026-12-28 07:40"),
        (20, SatuanWaktu.MENIT_KERJA, "2026-12-28 07:30"),
        (2, SatuanWaktu.HARI_KERJA, "2026-12-29 15:40"),
        (2, SatuanWaktu.HARI_KALENDER, "2026-12-26 15:40"),
    ],
)
def test_over_christmas_only_calendar_days_go_on(
    nilai: int, satuan: SatuanWaktu, due: str
) -> None:
    waktu = WaktuKerja.of([HariLibur(tanggal=date(2026, 12, 25), nama="Hari Raya Natal")])

    assert allowed(nilai, satuan).due(at("2026-12-24 15:40"), waktu) == at(due)


@pytest.mark.parametrize(
    ("last", "days"), [("2026-10-05 16:00", 0), ("2026-10-06 07:59", 0), ("2026-10-12 08:00", 5)]
)
def test_a_working_day_is_over_at_the_hour_it_began(last: str, days: int) -> None:
    one = allowed(2, SatuanWaktu.HARI_KERJA)

    assert one.taken(at("2026-10-05 08:00"), at(last), PLAIN) == days


def test_the_slip_of_step_three_is_shipped_with_its_stand_in_and_a_reason() -> None:
    other = shipped(STEPS[3])

    assert (STEPS[3].waktu.tercetak, other.teks, other.sumber) == (
        "2 Menit",
        "2 hari kerja",
        Sumber.OVERRIDE,
    )
    assert "salah cetak" in other.alasan
    assert {shipped(STEPS[n]).sumber for n in STEPS if n != 3} == {Sumber.SOP}


def test_a_step_is_judged_by_the_newest_word_that_held_when_it_began() -> None:
    said = [
        Penetapan(1, 1, SatuanWaktu.HARI_KERJA, "Reviu sehari.", "sek", at("2026-02-01 08:00")),
        Penetapan(2, 45, SatuanWaktu.MENIT_KERJA, "Dicoba.", "sek", at("2026-03-01 08:00")),
        Penetapan(3, None, None, "", "sek", at("2026-04-01 08:00")),
    ]

    held = [in_force(STEPS[4], said, at(f"2026-0{month}-15 08:00")).teks for month in (1, 2, 3, 4)]

    assert held == ["30 menit kerja", "1 hari kerja", "45 menit kerja", "30 menit kerja"]


@pytest.mark.parametrize(
    ("period", "opening"),
    [("2026-TW3", "2027-01-01"), ("2026-S1", "2026-10-01"), ("2026-S2", "2027-04-01")],
)
def test_collection_of_the_next_quarter_opens_when_it_is_over(period: str, opening: str) -> None:
    assert next_opening(Periode(period)) == date.fromisoformat(opening)


def test_a_hundred_and_twenty_days_reach_past_the_next_opening_and_the_law() -> None:
    first = warnings(STEPS[7], Periode("2026-S1"), at("2026-11-20 08:00"))
    second = warnings(STEPS[7], Periode("2026-S2"), at("2027-05-20 08:00"))

    assert first == ("Batas waktu melewati pembukaan periode berikutnya, 1 Oktober 2026.",)
    assert "1 April 2027" in second[0]
    assert "28 Februari 2027 (Permenpan 53/2014" in second[1]
    assert warnings(STEPS[9], Periode("2027"), at("2028-02-29 16:00")) == ()
