"""Hands an event over to an address by HTTP, and to no address inside the site's own network."""

import asyncio
import socket
from datetime import datetime
from importlib.metadata import version
from urllib.parse import urlsplit

import httpx

from lapkin_chassis.tls import trusted
from notifier.settings import Settings
from notifier.webhook.domain import Answer, is_public, retry_after, signature
from notifier.webhook.models import Webhook
from notifier.webhook.repository import Parcel

TIMEOUT_SECONDS = 10
CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
AGENT = f"lapkin-notifier/{version('lapkin-notifier')}"


class AddressRefused(OSError):
    """A name that leads into the site's own network."""


class Sender:
    """One HTTP client for all webhooks. No proxy of the environment: it would hide the address."""

    def __init__(self, settings: Settings) -> None:
        self._allows_private = settings.webhook_private
        self._origin = urlsplit(settings.public_url).netloc
        self._client = httpx.AsyncClient(
            timeout=TIMEOUT_SECONDS, verify=trusted(), trust_env=False
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def send(
        self, webhook: Webhook, parcel: Parcel, secrets: list[str], now: datetime
    ) -> Answer:
        """What the receiver says; redirects are not followed, and count as a refusal."""
        event_id, timestamp = parcel.delivery.event_id, int(now.timestamp())
        headers = {
            "Content-Type": CONTENT_TYPE,
            "User-Agent": AGENT,
            "WebHook-Request-Origin": self._origin,
            "webhook-id": event_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature(secrets, event_id, timestamp, parcel.body),
        }
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return await self._post(httpx.URL(webhook.url), headers, parcel.body, now)
        except TimeoutError:
            return Answer(None, f"tidak ada jawaban dalam {TIMEOUT_SECONDS} detik")
        except (httpx.HTTPError, OSError) as error:
            return Answer(None, str(error) or type(error).__name__)

    async def _post(
        self, url: httpx.URL, headers: dict[str, str], body: bytes, now: datetime
    ) -> Answer:
        """To the very address that was looked at: a name may lead elsewhere a moment later."""
        address = await self._address_of(url)
        async with self._client.stream(
            "POST",
            url.copy_with(host=address),
            content=body,
            headers={**headers, "Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.host},
        ) as answer:
            reason = "" if answer.is_success else f"{answer.status_code} {answer.reason_phrase}"
            wait = retry_after(answer.headers.get("Retry-After", ""), now)
            return Answer(answer.status_code, reason, wait)

    async def _address_of(self, url: httpx.URL) -> str:
        port = url.port or (443 if url.scheme == "https" else 80)
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
        addresses = [str(address[0]) for *_, address in found]
        if not self._allows_private and not all(map(is_public, addresses)):
            raise AddressRefused("alamat tujuan berada di jaringan internal")
        return addresses[0]
