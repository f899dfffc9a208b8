"""Who is told of a report, by which link, and how often a failing address is tried."""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

RETRY_AFTER: Final = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 840, 1200, 1440)
)
"""Three days in all, as receivers of mail expect; after the last the address is given up."""

LEASE: Final = timedelta(minutes=10)
"""A message that was taken for sending and not reported on is tried again after this."""

GIVEN_UP: Final = "tidak berhasil setelah {attempts} percobaan: {reason}"
BAD_ADDRESS: Final = "alamat surel tidak sah"

ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
ADDRESS: Final = re.compile(rf"{ATOM}(?:\.{ATOM})*@{LABEL}(?:\.{LABEL})*")
"""What every mail server takes (RFC 5321 without quoting): one bad address must not stop a burst."""
TOKEN: Final = re.compile(
    r"([12][0-9]{3}(?:-TW[1-4]|-S[12])?)\.([0-9]{1,4})\.([0-9]{1,5})\.([A-Za-z0-9_-]{43})"
)


class Status(StrEnum):
    MENUNGGU = "menunggu"
    TERKIRIM = "terkirim"
    GAGAL = "gagal"


class Key(NamedTuple):
    """One recipient of one edition."""

    period: str
    edisi: int
    nomor: int


class Official(NamedTuple):
    """Whom a report concerns."""

    nama: str
    jabatan: str
    surel: str


def recipients(officials: Iterable[Official]) -> list[Official]:
    """Everyone with an address, each address once however it is capitalised."""
    by_address: dict[str, Official] = {}
    for one in officials:
        if one.surel:
            by_address.setdefault(one.surel.lower(), one)
    return list(by_address.values())


def is_address(surel: str) -> bool:
    return ADDRESS.fullmatch(surel) is not None


def token_of(secret: str, key: Key, event_id: str, surel: str) -> str:
    """Names the recipient and proves it; nothing secret has to be stored."""
    message = f"{event_id}\n{key.nomor}\n{surel}".encode()
    digest = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    signature = urlsafe_b64encode(digest).decode().rstrip("=")
    return f"{key.period}.{key.edisi}.{key.nomor}.{signature}"


def key_of(token: str) -> Key | None:
    """Whom a token names, proof apart; None if it has not the form of one."""
    parts = TOKEN.fullmatch(token)
    return Key(parts[1], int(parts[2]), int(parts[3])) if parts else None


def is_genuine(token: str, secret: str, event_id: str, surel: str) -> bool:
    """Whether we made this token for this recipient."""
    key = key_of(token)
    return key is not None and hmac.compare_digest(token, token_of(secret, key, event_id, surel))


def message_id(event_id: str, key: Key, domain: str) -> str:
    """The same for every attempt, so that a mail sent twice is recognised as one."""
    return f"<{event_id}.{key.nomor}@{domain}>"


def masked(surel: str) -> str:
    """`b***@contoh.go.id`"""
    name, _, domain = surel.partition("@")
    return f"{name[:1]}***@{domain}"


@dataclass(frozen=True)
class Attempt:
    """What came of handing one message to the mail server."""

    is_sent: bool
    is_final: bool = True
    """A refusal for good, such as an unknown address."""
    reason: str = ""


@dataclass(frozen=True)
class Verdict:
    """How a recipient stands after an attempt."""

    status: Status
    next_attempt_at: datetime | None
    reason: str


def verdict(attempt: Attempt, attempts: int, now: datetime) -> Verdict:
    """`attempts` counts this one."""
    if attempt.is_sent:
        return Verdict(Status.TERKIRIM, None, "")
    if attempt.is_final:
        return Verdict(Status.GAGAL, None, attempt.reason)
    if attempts > len(RETRY_AFTER):
        reason = GIVEN_UP.format(attempts=attempts, reason=attempt.reason)
        return Verdict(Status.GAGAL, None, reason)
    return Verdict(Status.MENUNGGU, now + RETRY_AFTER[attempts - 1], attempt.reason)
