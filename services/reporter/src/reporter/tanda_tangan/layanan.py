"""How a signing service of somebody else is spoken to."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, NamedTuple

import httpx
from pydantic import SecretStr

from lapkin_chassis.tls import trusted
from reporter.tanda_tangan.errors import SigningUnavailable

PDF: Final = "application/pdf"

# It tells of every address it asks, and addresses of BSrE hold a NIK.
logging.getLogger("httpx").setLevel(logging.WARNING)


class Layanan(NamedTuple):
    """Where it is, and how we sign in there."""

    url: str
    user: str
    password: SecretStr
    timeout_seconds: float


@asynccontextmanager
async def asking(layanan: Layanan) -> AsyncIterator[httpx.AsyncClient]:
    """A client whose failures are told without the request, which may hold a passphrase.

    Raises:
        SigningUnavailable: no connection, no answer in time, or an error of the service.
    """
    auth = httpx.BasicAuth(layanan.user, layanan.password.get_secret_value())
    try:
        async with httpx.AsyncClient(
            base_url=layanan.url, auth=auth, timeout=layanan.timeout_seconds, verify=trusted()
        ) as client:
            yield client
    except (httpx.HTTPError, httpx.InvalidURL):
        raise SigningUnavailable from None


def is_pdf(answer: httpx.Response) -> bool:
    kind = answer.headers.get("content-type", "")
    return answer.is_success and kind.partition(";")[0].strip() == PDF


def document_of(answer: httpx.Response) -> dict[str, Any]:
    """The JSON object an answer holds. Raises SigningUnavailable if it holds none."""
    if answer.is_server_error:
        raise SigningUnavailable
    try:
        body = answer.json()
    except ValueError:
        raise SigningUnavailable from None
    if not isinstance(body, dict):
        raise SigningUnavailable
    return body
