"""Messages to the officials, and the mail server that takes them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import cache

from aiosmtplib import SMTP, SMTPDataError, SMTPRecipientsRefused
from aiosmtplib.errors import SMTPResponseException
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from lapkin_contracts.rules.periods import Periode
from notifier.settings import Settings
from notifier.sosialisasi.domain import Attempt, masked, message_id, token_of
from notifier.sosialisasi.repository import Addressee

TIMEOUT_SECONDS = 30


def compose(to: Addressee, settings: Settings, now: datetime) -> EmailMessage:
    """No figures: mail is read on the way, and stays in boxes for years."""
    sosialisasi, penerima = to.sosialisasi, to.penerima
    judul, nama = _one_line(sosialisasi.judul), _one_line(penerima.nama)
    message = EmailMessage()
    message["From"] = settings.smtp_from
    message["To"] = Address(nama, addr_spec=penerima.surel)
    message["Subject"] = f"{judul} telah terbit"
    message["Date"] = format_datetime(now)
    domain = parseaddr(settings.smtp_from)[1].partition("@")[2]
    message["Message-ID"] = message_id(sosialisasi.event_id, to.key, domain)
    message["Auto-Submitted"] = "auto-generated"
    text = (
        _texts()
        .get_template("surel.txt")
        .render(
            penerima=penerima,
            sosialisasi=sosialisasi,
            judul=judul,
            periode=Periode(sosialisasi.period).title,
            pdf=pdf_url(sosialisasi.pdf_sha256, settings),
            tautan=link_url(to, settings),
        )
    )
    message.set_content(text)
    return message


def link_url(to: Addressee, settings: Settings) -> str:
    """Where this recipient acknowledges."""
    secret = settings.link_secret.get_secret_value()
    token = token_of(secret, to.key, to.sosialisasi.event_id, to.penerima.surel)
    return f"{settings.public_url}/notifier/sosialisasi/{token}"


def pdf_url(sha256: str | None, settings: Settings) -> str | None:
    return sha256 and f"{settings.public_url}/reporter/v1/berkas/{sha256}"


@asynccontextmanager
async def mail_server(settings: Settings) -> AsyncIterator[SMTP]:
    """One connection for many messages."""
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


async def hand_over(client: SMTP, message: EmailMessage, surel: str) -> Attempt:
    """What the server says to one message; a lost connection is raised, not answered."""
    try:
        await client.send_message(message)
    except SMTPRecipientsRefused as refused:
        return _refusal(refused.recipients[0], surel)
    except SMTPDataError as refused:
        return _refusal(refused, surel)
    return Attempt(is_sent=True)


def _one_line(text: str) -> str:
    """A line break would end the header."""
    return " ".join(text.split())


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
