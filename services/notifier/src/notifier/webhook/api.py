"""Webhooks over HTTP: who is told of events, and how that goes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import HttpUrl

from lapkin_chassis.auth import ANY_UNIT, Caller, Principal
from lapkin_chassis.context import ClockOf, StoreOf
from notifier.event_log.errors import UnknownEventType
from notifier.settings import Settings
from notifier.webhook import repository, service
from notifier.webhook.domain import TOLD, Key, is_literal, is_public, secret_of
from notifier.webhook.errors import WebhookUrlRefused
from notifier.webhook.models import Webhook
from notifier.webhook.schemas import (
    DeliveryOut,
    RedriveIn,
    WebhookIn,
    WebhookOut,
    WebhookSecretOut,
)

router = APIRouter(prefix="/v1/webhooks", tags=["webhook"])


async def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def webhook_of(webhook: str, caller: Caller, store: StoreOf) -> Webhook:
    """For the admins of its unit, or of all."""
    found = await store.read(service.known, webhook)
    caller.require("admin", unit=found.unit or ANY_UNIT)
    return found


SettingsOf = Annotated[Settings, Depends(settings_of)]
WebhookOf = Annotated[Webhook, Depends(webhook_of)]


@router.post("", status_code=201)
async def register(
    body: WebhookIn, caller: Caller, store: StoreOf, clock: ClockOf, settings: SettingsOf
) -> WebhookSecretOut:
    """Tell an address of events from now on. The secret is shown this once."""
    caller.require("admin", unit=body.unit or ANY_UNIT)
    if unknown := set(body.types) - TOLD:
        known = ", ".join(sorted(TOLD))
        raise UnknownEventType(types=", ".join(sorted(unknown)), known=known)
    _check_url(body.url, settings)
    webhook = await store.write(
        service.register, str(body.url), body.types, body.unit, by=caller.subject, now=clock.now()
    )
    return _with_secret(webhook, settings)


@router.get("")
async def list_webhooks(caller: Caller, store: StoreOf) -> list[WebhookOut]:
    """Those that the caller administers; operators see all."""
    found = await store.read(repository.all_webhooks)
    return [WebhookOut.of(one) for one in found if may_see(caller, one)]


@router.post("/{webhook}:rotate")
async def rotate(
    one: WebhookOf, caller: Caller, store: StoreOf, clock: ClockOf, settings: SettingsOf
) -> WebhookSecretOut:
    """A new secret, shown this once; for 24 hours the old one signs too."""
    by, now = caller.subject, clock.now()
    return _with_secret(await store.write(service.rotate, one.id, by=by, now=now), settings)


@router.delete("/{webhook}", status_code=204)
async def delete(one: WebhookOf, caller: Caller, store: StoreOf, clock: ClockOf) -> None:
    """Tell it nothing more, and list it no more."""
    await store.write(service.delete, one.id, by=caller.subject, now=clock.now())


@router.post("/{webhook}:disable")
async def disable(one: WebhookOf, caller: Caller, store: StoreOf, clock: ClockOf) -> WebhookOut:
    """Tell it nothing more; what was sent stays in the list."""
    by, now = caller.subject, clock.now()
    return WebhookOut.of(await store.write(service.disable, one.id, by=by, now=now))


@router.post("/{webhook}:enable")
async def enable(one: WebhookOf, caller: Caller, store: StoreOf, clock: ClockOf) -> WebhookOut:
    """Tell it again of what happens from now on."""
    by, now = caller.subject, clock.now()
    return WebhookOut.of(await store.write(service.enable, one.id, by=by, now=now))


@router.post("/{webhook}:test", status_code=202)
async def ping(one: WebhookOf, caller: Caller, store: StoreOf, clock: ClockOf) -> DeliveryOut:
    """Send an event that says nothing, to see whether it arrives."""
    by, now = caller.subject, clock.now()
    return DeliveryOut.of(await store.write(service.ping, one.id, by=by, now=now))


@router.get("/{webhook}/deliveries")
async def list_deliveries(webhook: str, caller: Caller, store: StoreOf) -> list[DeliveryOut]:
    """Newest first, with status, attempts, last answer and next try."""
    found = await store.read(service.known, webhook)
    if not may_see(caller, found):
        caller.require("admin", unit=found.unit or ANY_UNIT)
    return [DeliveryOut.of(one) for one in await store.read(repository.deliveries_of, webhook)]


@router.post("/{webhook}/deliveries/{event_id}:redrive", status_code=202)
async def redrive(
    event_id: str,
    body: RedriveIn,
    one: WebhookOf,
    caller: Caller,
    store: StoreOf,
    clock: ClockOf,
) -> DeliveryOut:
    """Send an event again, with a note that is kept."""
    key = Key(one.id, event_id)
    redriven = await store.write(
        service.redrive, key, body.note, by=caller.subject, now=clock.now()
    )
    return DeliveryOut.of(redriven)


def may_see(caller: Principal, webhook: Webhook) -> bool:
    return caller.may("operator", ANY_UNIT) or caller.may("admin", webhook.unit or ANY_UNIT)


def _with_secret(webhook: Webhook, settings: Settings) -> WebhookSecretOut:
    master = settings.link_secret.get_secret_value()
    return WebhookSecretOut.with_secret(
        webhook, secret_of(master, webhook.id, webhook.secret_version)
    )


def _check_url(url: HttpUrl, settings: Settings) -> None:
    """Names are looked up when something is sent there."""
    if url.username or url.password or url.fragment:
        raise WebhookUrlRefused
    if settings.webhook_private:
        return
    host = (url.host or "").strip("[]")
    if url.scheme != "https" or (is_literal(host) and not is_public(host)):
        raise WebhookUrlRefused
