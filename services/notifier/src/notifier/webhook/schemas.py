"""HTTP bodies of webhooks."""

from datetime import datetime
from typing import Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, HttpUrl

from lapkin_contracts.rules.periods import ZONE
from notifier.mail import Status
from notifier.webhook.models import Webhook, WebhookDelivery


class WebhookIn(BaseModel):
    """An address, and what it wants to hear."""

    model_config = ConfigDict(extra="forbid")

    url: HttpUrl = Field(max_length=2000)
    types: tuple[str, ...] = ()
    """Event types; none means all."""
    unit: str = Field(default="", max_length=40)
    """Only facts about this unit; empty means all."""


class RedriveIn(BaseModel):
    """An audited act."""

    model_config = ConfigDict(extra="forbid")

    note: str = Field(min_length=3, max_length=500)
    """Why it is sent again."""


class WebhookOut(BaseModel):
    """An address as it stands."""

    id: str
    url: str
    types: list[str]
    unit: str
    is_active: bool
    reason: str
    """Why it is not active."""
    created_by: str
    created_at: AwareDatetime
    rotated_at: AwareDatetime | None
    failing_since: AwareDatetime | None

    @classmethod
    def of(cls, webhook: Webhook) -> Self:
        return cls(**_facts(webhook))


class WebhookSecretOut(WebhookOut):
    """With its secret, which is shown this once."""

    secret: str = Field(repr=False)

    @classmethod
    def with_secret(cls, webhook: Webhook, secret: str) -> Self:
        return cls(**_facts(webhook), secret=secret)


class DeliveryOut(BaseModel):
    """How one event fares on its way to an address."""

    event_id: str
    type: str
    status: Status
    attempts: int
    answered: int | None
    """Status code of the last answer."""
    reason: str
    next_attempt_at: AwareDatetime | None
    decided_at: AwareDatetime | None
    note: str
    redriven_by: str

    @classmethod
    def of(cls, delivery: WebhookDelivery) -> Self:
        return cls(
            event_id=delivery.event_id,
            type=delivery.type,
            status=Status(delivery.status),
            attempts=delivery.attempts,
            answered=delivery.answered,
            reason=delivery.reason,
            next_attempt_at=_local(delivery.next_attempt_at),
            decided_at=_local(delivery.decided_at),
            note=delivery.note,
            redriven_by=delivery.redriven_by,
        )


def _facts(webhook: Webhook) -> dict[str, object]:
    return {
        "id": webhook.id,
        "url": webhook.url,
        "types": list(filter(None, webhook.types.split(","))),
        "unit": webhook.unit,
        "is_active": webhook.is_active,
        "reason": webhook.reason,
        "created_by": webhook.created_by,
        "created_at": _local(webhook.created_at),
        "rotated_at": _local(webhook.rotated_at),
        "failing_since": _local(webhook.failing_since),
    }


def _local(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(ZONE)
