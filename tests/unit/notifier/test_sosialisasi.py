"""Who is told, by which link, how often."""

from datetime import timedelta

import pytest
from support.sop_facts import at

from notifier.sosialisasi.domain import (
    RETRY_AFTER,
    Attempt,
    Key,
    Official,
    Status,
    is_address,
    is_genuine,
    key_of,
    masked,
    message_id,
    recipients,
    token_of,
    verdict,
)

NOW = at("2026-10-09 10:00")
KEY = Key("2026-TW3", 1, 2)
TOKEN = token_of("rahasia", KEY, "event-1", "ani@contoh.go.id")
DEFERRED = Attempt(is_sent=False, is_final=False, reason="451 nanti")


def test_an_address_is_told_once_and_an_official_without_one_not_at_all() -> None:
    officials = [
        Official("Ani", "Inspektur", "ani@contoh.go.id"),
        Official("Budi", "Irban I", ""),
        Official("Ani", "Plt. Sekretaris", "Ani@Contoh.go.id"),
    ]

    assert recipients(officials) == officials[:1]


@pytest.mark.parametrize(
    "surel",
    [
        *("ani", "ani@", "@contoh", "a b@c", "ani..s@contoh", ".ani@contoh", "ani@contoh..id"),
        *("ani@contoh.go.id, budi@contoh.go.id", "ani@c\r\nBcc: x@y", "añi@contoh.id"),
    ],
)
def test_what_is_not_one_address_is_not_written_to(surel: str) -> None:
    assert not is_address(surel)


def test_a_link_names_its_recipient_and_proves_it() -> None:
    assert key_of(TOKEN) == KEY
    assert is_genuine(TOKEN, "rahasia", "event-1", "ani@contoh.go.id")


@pytest.mark.parametrize(
    ("secret", "event_id", "surel"),
    [
        ("lain", "event-1", "ani@contoh.go.id"),
        ("rahasia", "event-2", "ani@contoh.go.id"),
        ("rahasia", "event-1", "budi@contoh.go.id"),
    ],
)
def test_a_link_proves_nothing_for_another_recipient_report_or_secret(
    secret: str, event_id: str, surel: str
) -> None:
    assert not is_genuine(TOKEN, secret, event_id, surel)


@pytest.mark.parametrize(
    "token",
    ["", "2026-TW3.1.2", f"{TOKEN}x", TOKEN.replace("2026-TW3", "2026-TW9"), f"{TOKEN[:-1]}/"],
)
def test_what_has_not_the_form_of_a_link_names_nobody(token: str) -> None:
    assert key_of(token) is None
    assert not is_genuine(token, "rahasia", "event-1", "ani@contoh.go.id")


def test_every_attempt_carries_the_same_message_id() -> None:
    assert message_id("event-1", KEY, "bantul.go.id") == "<event-1.2@bantul.go.id>"


def test_an_address_is_shown_masked() -> None:
    assert masked("ani@contoh.go.id") == "a***@contoh.go.id"


def test_a_deferred_message_waits_longer_each_time_and_is_given_up_at_last() -> None:
    verdicts = [verdict(DEFERRED, attempts, NOW) for attempts in range(1, len(RETRY_AFTER) + 2)]

    waits = [one.next_attempt_at - NOW for one in verdicts if one.next_attempt_at]
    assert waits == sorted(set(waits))
    assert waits[0] == timedelta(minutes=1)
    assert [one.status for one in verdicts[:-1]] == [Status.MENUNGGU] * 9
    assert verdicts[-1].status is Status.GAGAL
    assert verdicts[-1].reason == "tidak berhasil setelah 10 percobaan: 451 nanti"


def test_a_refusal_for_good_is_not_tried_again() -> None:
    refused = verdict(Attempt(is_sent=False, reason="550 tidak dikenal"), 1, NOW)

    assert (refused.status, refused.next_attempt_at) == (Status.GAGAL, None)
    assert refused.reason == "550 tidak dikenal"
