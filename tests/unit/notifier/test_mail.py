"""Which addresses are written to, and how often a failing one is tried."""

from datetime import timedelta

import pytest
from support.sop_facts import at

from notifier.mail import RETRY_AFTER, Attempt, Status, is_address, masked, verdict

NOW = at("2026-10-09 10:00")
DEFERRED = Attempt(is_sent=False, is_final=False, reason="451 nanti")


@pytest.mark.parametrize(
    "surel",
    [
        *("ani", "ani@", "@contoh", "a b@c", "ani..s@contoh", ".ani@contoh", "ani@contoh..id"),
        *("ani@contoh.go.id, budi@contoh.go.id", "ani@c\r\nBcc: x@y", "añi@contoh.id"),
    ],
)
def test_what_is_not_one_address_is_not_written_to(surel: str) -> None:
    assert not is_address(surel)


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
