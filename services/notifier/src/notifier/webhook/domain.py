"""Webhooks after the Standard Webhooks specification: secrets, signatures, when to try again."""

import hashlib
import hmac
import ipaddress
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple
from zlib import crc32

from lapkin_contracts.catalog import EVENTS
from lapkin_contracts.sosialisasi import DeliveryFailed
from lapkin_contracts.tindakan import TindakanRecorded
from notifier.event_log.domain import PERSONAL
from notifier.mail import Status

PING: Final = "lapkin.webhook.ping.v1"

UNTOLD: Final = PERSONAL | {DeliveryFailed.type, TindakanRecorded.type}
"""Never delivered: what names persons' addresses, failures, whose own delivery could fail, and
what operators do inside the house."""

TOLD: Final = frozenset(EVENTS) - UNTOLD

RETRY_AFTER: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
)
"""A little over three days in all."""

OVERLAP: Final = timedelta(hours=24)
"""So long after a rotation the old secret signs too."""

LEASE: Final = timedelta(minutes=2)
LONGEST_REST: Final = timedelta(minutes=5)
FAILING_TOO_LONG: Final = timedelta(days=5)
GONE: Final = 410

DISABLED: Final = "dinonaktifkan oleh pengelola"
DELETED: Final = "dihapus oleh pengelola"
SAID_GONE: Final = "penerima menjawab 410: alamat sudah tidak ada"
GAVE_UP: Final = "terus gagal selama lima hari"


class Key(NamedTuple):
    """One event for one address."""

    webhook: str
    event_id: str


@dataclass(frozen=True)
class Answer:
    """What came of one attempt; no status where nobody answered."""

    status: int | None
    reason: str = ""
    retry_after: timedelta = timedelta()

    @property
    def is_taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True)
class Verdict:
    """How a delivery stands after an attempt."""

    status: Status
    next_attempt_at: datetime | None


def verdict(key: Key, answer: Answer, attempts: int, now: datetime) -> Verdict:
    """`attempts` counts this one."""
    if answer.is_taken:
        return Verdict(Status.TERKIRIM, None)
    if answer.status == GONE or attempts > len(RETRY_AFTER):
        return Verdict(Status.GAGAL, None)
    wait = RETRY_AFTER[attempts - 1]
    asked = min(answer.retry_after, RETRY_AFTER[-1])
    return Verdict(Status.MENUNGGU, now + max(wait + _spread(key, wait), asked))


def _spread(key: Key, wait: timedelta) -> timedelta:
    """Up to a tenth more, so that what failed together is not tried together."""
    return wait * (crc32("/".join(key).encode()) % 100) / 1000


def secret_of(master: str, webhook: str, version: int) -> str:
    """Derived, so that no secret has to be stored."""
    digest = hmac.new(master.encode(), f"webhook\n{webhook}\n{version}".encode(), hashlib.sha256)
    return f"whsec_{b64encode(digest.digest()).decode()}"


def signature(secrets: Iterable[str], event_id: str, timestamp: int, body: bytes) -> str:
    """One `v1,<base64>` per secret, separated by blanks."""
    content = f"{event_id}.{timestamp}.".encode() + body
    keys = [b64decode(secret.removeprefix("whsec_")) for secret in secrets]
    digests = [hmac.new(key, content, hashlib.sha256).digest() for key in keys]
    return " ".join(f"v1,{b64encode(digest).decode()}" for digest in digests)


def is_public(address: str) -> bool:
    """Outside the site's own network."""
    return ipaddress.ip_address(address.partition("%")[0]).is_global


def is_literal(host: str) -> bool:
    """A host that is an address, not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def retry_after(header: str, now: datetime) -> timedelta:
    """Seconds or a date; nothing where it is neither."""
    if header.isdigit():
        return timedelta(seconds=int(header[:9]))
    try:
        return max(parsedate_to_datetime(header) - now, timedelta())
    except (ValueError, TypeError):
        return timedelta()
