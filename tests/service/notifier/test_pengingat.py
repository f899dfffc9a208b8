"""Reminders over a real mail server: who is told, once, and only while something is owed."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session
from support.clock import OfficeClock
from support.facts import deliver, fact
from support.mailbox import Mailbox
from support.reminder_facts import (
    BATAS,
    HEAD,
    OPENED,
    PERIOD,
    SEKRETARIS,
    STAF,
    UNIT,
    figures,
    people,
    period_opened,
    reopened,
    rescheduled,
    returned,
)
from support.sop_facts import announced, at

from lapkin_chassis import triggers
from lapkin_chassis.store import Store
from lapkin_chassis.triggers import Pause
from lapkin_contracts.pengumpulan import PeriodeClosed
from lapkin_contracts.sosialisasi import PengingatSent
from notifier.consumers import consumers
from notifier.pengingat import service
from notifier.pengingat.models import Pengingat
from notifier.pengingat.schedule import Reminders
from notifier.settings import Settings


@pytest.fixture
def reminders(
    store: Store, clock: OfficeClock, mailbox: Mailbox, settings: Callable[..., Settings]
) -> Reminders:
    return Reminders(store, clock, settings(smtp_host="127.0.0.1", smtp_port=mailbox.port))


@pytest.fixture
def come(reminders: Reminders, clock: OfficeClock) -> Callable[[str], Any]:
    """Let it become a moment, and the clock do what it owes."""

    async def to(moment: str) -> None:
        clock.set_to(at(moment))
        await reminders.climb()
        await reminders.send_due()

    return to


async def rungs(store: Store) -> list[tuple[str, int]]:
    return [
        (one.data.anak_tangga, one.data.terkirim)
        for one in await store.read(announced, PengingatSent)
    ]


async def test_each_rung_goes_out_once_at_eight_to_whom_it_is_for(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    await deliver(reminders.store, consumers, *people(), period_opened())
    mornings = ("2026-10-09", "2026-10-14", "2026-10-15", "2026-10-19", "2026-10-20", "2026-10-21")

    for day in mornings:
        await come(f"{day} 07:59")
        await come(f"{day} 08:00")
        await come(f"{day} 16:00")

    assert await rungs(reminders.store) == [
        *(("h-3", 1), ("h", 1), ("h+1", 1)),
        *(("h+3", 1), ("kepala-unit", 1), ("sekretaris", 1)),
    ]
    assert mailbox.addresses == [STAF, STAF, STAF, STAF, HEAD, SEKRETARIS]


async def test_a_unit_that_has_sent_everything_is_left_in_peace(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    await deliver(reminders.store, consumers, *people(), period_opened(), figures())

    await come("2026-10-21 08:00")

    assert mailbox.addresses == []


async def test_a_unit_with_an_indikator_or_an_answer_open_is_still_reminded(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    await deliver(reminders.store, consumers, *people(), period_opened(), figures(belum=("IK-1",)))
    await come("2026-10-09 08:00")
    await deliver(reminders.store, consumers, figures(rtl_belum=("IK-1",), revision=2))

    await come("2026-10-14 08:00")

    assert mailbox.addresses == [STAF, STAF]


async def test_after_downtime_only_the_highest_missed_rung_is_sent(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    await deliver(reminders.store, consumers, *people(), period_opened())

    await come("2026-10-16 10:00")
    await come("2026-10-16 11:00")

    (sent,) = await reminders.store.read(announced, PengingatSent)
    assert (sent.data.anak_tangga, sent.data.terlewati) == ("h+1", ("h-3", "h"))
    ledger = await reminders.store.read(triggers.ledger)
    outcomes = {run.key.rsplit("/", 1)[1]: run.outcome for run in ledger}
    assert outcomes == {"h-3": "terlewati", "h": "terlewati", "h+1": ""}
    assert mailbox.addresses == [STAF]


def squat(session: Session) -> None:
    """As a hand in the database might: the reminder of another unit is in the way."""
    kunci = f"reminder/{PERIOD}/bappeda/2026-10-14/h-3"
    given = {"anak_tangga": "h-3", "oleh": "jam", "batas": BATAS}
    session.add(Pengingat(kunci=kunci, period=PERIOD, unit="bappeda", **given))


async def test_a_reminder_that_fails_holds_up_no_other_and_is_tried_again(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any], clock: OfficeClock
) -> None:
    await deliver(reminders.store, consumers, *people(), period_opened(wajib=("bappeda", UNIT)))
    await reminders.store.write(squat)

    await come("2026-10-09 08:00")
    await come("2026-10-09 08:01")

    assert mailbox.addresses == [STAF]
    [failing] = (await reminders.store.read(triggers.failing, clock.now())).values()
    assert failing.key == f"reminder/{PERIOD}/bappeda/2026-10-14/h-3"
    assert (failing.attempts, failing.first_at) == (2, at("2026-10-09 08:00"))
    assert failing.error.startswith("IntegrityError")


async def test_two_replicas_that_look_at_once_send_one_mail(
    reminders: Reminders, mailbox: Mailbox, clock: OfficeClock
) -> None:
    await deliver(reminders.store, consumers, *people(), period_opened())
    clock.set_to(at("2026-10-09 08:00"))
    other = Reminders(reminders.store, clock, reminders.settings)

    await asyncio.gather(reminders.climb(), other.climb())
    await asyncio.gather(reminders.send_due(), other.send_due())

    assert mailbox.addresses == [STAF]


async def test_who_sends_figures_while_the_mail_server_is_away_is_not_reminded(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    mailbox.stop()
    await deliver(reminders.store, consumers, *people(), period_opened())
    await come("2026-10-09 08:00")
    await deliver(reminders.store, consumers, figures())
    mailbox.start()

    await come("2026-10-09 08:01")

    (sent,) = await reminders.store.read(announced, PengingatSent)
    assert mailbox.addresses == []
    assert sent.data.kepada[0].reason == "kewajiban sudah dipenuhi sebelum surat terkirim"


async def test_a_new_due_date_begins_the_ladder_anew(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    await deliver(reminders.store, consumers, *people(), period_opened())
    await come("2026-10-14 08:00")
    await deliver(reminders.store, consumers, rescheduled("2026-10-16"))

    await come("2026-10-16 08:00")

    sent = await reminders.store.read(announced, PengingatSent)
    assert [(one.data.anak_tangga, one.data.batas.day) for one in sent] == [("h", 14), ("h", 16)]


async def test_returned_figures_are_owed_again_and_nothing_of_before_is_made_up_for(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    sent_back = returned(at("2026-10-15 10:00"))
    await deliver(reminders.store, consumers, *people(), period_opened(), figures(), sent_back)

    await come("2026-10-16 08:00")
    assert mailbox.addresses == []
    await come("2026-10-19 08:00")

    assert await rungs(reminders.store) == [("h+3", 1)]


async def test_once_collection_is_closed_only_the_superiors_are_told(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    closed = fact(
        PeriodeClosed(unit="inspektorat", period=PERIOD, oleh="sekretaris"),
        at=at("2026-10-14 17:00"),
    )
    await deliver(reminders.store, consumers, *people(), period_opened(), closed)

    await come("2026-10-15 08:00")
    await come("2026-10-20 08:00")

    assert mailbox.addresses == [HEAD]


async def test_a_reopened_unit_is_reminded_of_the_day_it_locks_again(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    again = reopened(at("2026-11-02 09:00"), sampai=at("2026-11-06 23:59"))
    await deliver(reminders.store, consumers, *people(), period_opened(), again)

    await come("2026-11-03 08:00")

    (sent,) = await reminders.store.read(announced, PengingatSent)
    assert (sent.data.anak_tangga, sent.data.batas) == ("h-3", at("2026-11-06 23:59"))


async def test_a_paused_ladder_is_caught_up_when_the_pause_ends(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    await deliver(reminders.store, consumers, *people(), period_opened())
    until = Pause("pengingat", at("2026-10-14 12:00"), "sekretaris", "Surat massal", OPENED)
    await reminders.store.write(service.pause, until, OPENED)

    await come("2026-10-14 08:00")
    assert mailbox.addresses == []
    await come("2026-10-14 12:01")

    assert await rungs(reminders.store) == [("h", 1)]


async def test_a_unit_that_nobody_can_be_reached_in_leaves_a_line_in_the_ledger(
    reminders: Reminders, come: Callable[[str], Any]
) -> None:
    await deliver(reminders.store, consumers, period_opened())

    await come("2026-10-09 08:00")

    assert await rungs(reminders.store) == [("h-3", 0)]


async def test_the_mail_names_the_unit_the_period_and_the_last_day(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    await deliver(reminders.store, consumers, *people(), period_opened())

    await come("2026-10-14 08:00")
    await come("2026-10-20 08:00")

    early, late = mailbox.messages
    assert early["Subject"] == "Data kinerja Triwulan III Tahun 2026: batas 14 Oktober 2026"
    assert early["Message-ID"] == "<reminder.2026-TW3.dinkes.2026-10-14.h.1@localhost>"
    assert "dari Dinas Kesehatan belum lengkap. Batas" in early.get_content()
    assert late["Subject"] == "Data kinerja Triwulan III Tahun 2026: lewat batas 14 Oktober 2026"
    assert "Mohon perhatian dan tindak lanjut Saudara" in late.get_content()


async def test_a_reminder_is_not_repeated_by_a_store_that_is_rebuilt(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    await come("2026-10-16 10:00")
    told = PengingatSent(
        unit="dinkes",
        period=PERIOD,
        anak_tangga="h+1",
        batas=BATAS,
        penerima=0,
        terkirim=0,
        sent_at=at("2026-10-16 10:00"),
        kunci=f"reminder/{PERIOD}/dinkes/2026-10-14/h+1",
        terlewati=("h-3", "h"),
    )
    await deliver(reminders.store, consumers, *people(), period_opened())
    await deliver(reminders.store, consumers, fact(told, at=told.sent_at))

    await come("2026-10-16 11:00")

    assert mailbox.addresses == []


async def test_an_obligation_of_long_ago_is_no_matter_any_more(
    reminders: Reminders, mailbox: Mailbox, come: Callable[[str], Any]
) -> None:
    await deliver(reminders.store, consumers, *people(), period_opened())

    await come("2027-01-11 08:00")

    assert mailbox.addresses == []
