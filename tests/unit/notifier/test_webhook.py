"""Secrets, signatures and the waits between tries."""

from datetime import timedelta

import pytest
from support.sop_facts import at

from lapkin_contracts.organisasi import PejabatAssigned
from lapkin_contracts.sosialisasi import DeliveryFailed
from notifier.mail import Status
from notifier.webhook.domain import (
    RETRY_AFTER,
    TOLD,
    Answer,
    Key,
    is_public,
    retry_after,
    secret_of,
    signature,
    verdict,
)

NOW = at("2026-10-09 10:00")
KEY = Key("w", "e")


def test_the_signature_is_that_of_the_standard() -> None:
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'

    signed = signature([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_every_webhook_and_every_rotation_has_a_secret_of_its_own() -> None:
    secrets = {secret_of("induk", one, version) for one in ("a", "b") for version in (1, 2)}

    assert len(secrets) == 4
    assert secret_of("induk", "a", 1) in secrets
    assert all(one.startswith("whsec_") for one in secrets)


def test_a_failing_delivery_waits_longer_each_time_and_is_given_up_at_last() -> None:
    verdicts = [verdict(KEY, Answer(500), tries, NOW) for tries in range(1, len(RETRY_AFTER) + 2)]

    waits = [one.next_attempt_at - NOW for one in verdicts if one.next_attempt_at]
    assert all(
        wait <= waited <= wait * 1.1 for wait, waited in zip(RETRY_AFTER, waits, strict=True)
    )
    assert verdicts[-1].status is Status.GAGAL


def test_a_receiver_that_asks_for_time_gets_it_up_to_a_day() -> None:
    hour, week = timedelta(hours=1), timedelta(days=7)

    assert verdict(KEY, Answer(429, "", hour), 1, NOW).next_attempt_at == NOW + hour
    assert verdict(KEY, Answer(503, "", week), 1, NOW).next_attempt_at == NOW + timedelta(days=1)


@pytest.mark.parametrize("status", [301, 400, 404, 500])
def test_whatever_is_not_a_2xx_is_tried_again(status: int) -> None:
    assert verdict(KEY, Answer(status), 1, NOW).status is Status.MENUNGGU


def test_an_address_that_is_gone_is_given_up_at_once() -> None:
    assert verdict(KEY, Answer(410), 1, NOW).status is Status.GAGAL


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("Fri, 09 Oct 2026 03:01:00 GMT", 60), ("", 0), ("nanti", 0)],
)
def test_a_wait_is_asked_for_in_seconds_or_by_a_date(header: str, seconds: int) -> None:
    assert retry_after(header, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "::1", "fe80::1%eth0", "fd00::1"],
)
def test_an_address_of_the_own_network_is_not_public(address: str) -> None:
    assert not is_public(address)


def test_what_carries_personal_data_is_never_told() -> None:
    assert PejabatAssigned.type not in TOLD
    assert DeliveryFailed.type not in TOLD
