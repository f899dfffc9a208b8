"""Messages on their way to a mail server: what is tried again, and when it is given up."""

import re
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from functools import cache
from typing import Final, TypeVar

import structlog
from aiosmtplib import SMTP, SMTPDataError, SMTPException, SMTPRecipientsRefused
from aiosmtplib.errors import SMTPResponseException
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notifier.settings import Settings

log = structlog.get_logger()

L = TypeVar("L")

TIMEOUT_SECONDS = 30

RETRY_AFTER: Final = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 840, 1200, 1440)
)
"""Three days in all, as receivers of mail expect; after the last the address is given up."""

LEASE: Final = timedelta(minutes=10)
"""A message that was taken for sending and not reported on is tried again after this."""

BURST = 50
"""Messages taken for one connection to the mail server."""

GIVEN_UP: Final = "tidak berhasil setelah {attempts} percobaan: {reason}"
BAD_ADDRESS: Final = "alamat surel tidak sah"

ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
ADDRESS: Final = re.compile(rf"{ATOM}(?:\.{ATOM})*@{LABEL}(?:\.{LABEL})*")
"""What every mail server takes (RFC 5321 without quoting): one bad address must not stop a burst."""


class Status(StrEnum):
    """Where a message to one person stands."""

    MENUNGGU = "menunggu"
    TERKIRIM = "terkirim"
    GAGAL = "gagal"


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


def is_address(surel: str) -> bool:
    return ADDRESS.fullmatch(surel) is not None


def masked(surel: str) -> str:
    """`b***@contoh.go.id`; once masked it stays as it is."""
    name, _, domain = surel.partition("@")
    return f"{name[:1]}***@{domain}"


@dataclass(frozen=True)
class Outline:
    """What differs from message to message, the text apart."""

    nama: str
    surel: str
    subject: str
    identity: str
    """The same for every attempt, so that a mail sent twice is recognised as one."""


def compose(outline: Outline, text: str, settings: Settings, now: datetime) -> EmailMessage:
    """One text part and no figures: mail is read on the way, and stays in boxes for years."""
    message = EmailMessage()
    message["From"] = settings.smtp_from
    message["To"] = Address(one_line(outline.nama), addr_spec=outline.surel)
    message["Subject"] = one_line(outline.subject)
    message["Date"] = format_datetime(now)
    domain = parseaddr(settings.smtp_from)[1].partition("@")[2]
    message["Message-ID"] = f"<{outline.identity}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def one_line(text: str) -> str:
    """A line break would end the header."""
    return " ".join(text.split())


def write_text(template: str, **values: object) -> str:
    """The body of a mail from a file under `templates/`."""
    return _texts().get_template(template).render(**values)


async def hand_over_all(
    settings: Settings,
    letters: deque[L],
    composed: Callable[[L], EmailMessage],
    record: Callable[[L, Attempt], Awaitable[None]],
) -> None:
    """One connection for all. When the server goes away, what is left waits for its next try."""
    try:
        async with _mail_server(settings) as client:
            while letters:
                attempt = await _hand_over(client, composed(letters[0]))
                await record(letters.popleft(), attempt)
    except (SMTPException, OSError) as error:
        log.warning("mail.interrupted", left=len(letters), error=repr(error))
        for letter in letters:
            await record(letter, Attempt(is_sent=False, is_final=False, reason=str(error)))


@asynccontextmanager
async def _mail_server(settings: Settings) -> AsyncIterator[SMTP]:
    client = SMTP(
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        username=settings.smtp_username or None,
        password=settings.smtp_password.get_secret_value() or None,
        start_tls=settings.smtp_starttls,
        timeout=TIMEOUT_SECONDS,
    )
    async with client:
        yield client


async def _hand_over(client: SMTP, message: EmailMessage) -> Attempt:
    """What the server says to one message; a lost connection is raised, not answered."""
    surel = message["To"].addresses[0].addr_spec
    try:
        await client.send_message(message)
    except SMTPRecipientsRefused as refused:
        return _refusal(refused.recipients[0], surel)
    except SMTPDataError as refused:
        return _refusal(refused, surel)
    return Attempt(is_sent=True)


def _refusal(answer: SMTPResponseException, surel: str) -> Attempt:
    """5xx is for good (RFC 5321, 4.2.1). Servers repeat the address, which stays out of lists."""
    reason = f"{answer.code} {answer.message}".replace(surel, masked(surel))
    return Attempt(is_sent=False, is_final=answer.code >= 500, reason=reason)


@cache
def _texts() -> Environment:
    return Environment(
        loader=PackageLoader("notifier"),
        autoescape=select_autoescape(),  # HTML alone: an apostrophe in a mail is an apostrophe
        undefined=StrictUndefined,
        trim_blocks=True,
    )
