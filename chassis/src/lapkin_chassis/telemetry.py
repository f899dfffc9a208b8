"""Logs, metrics and health of one service."""

import logging
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from lapkin_chassis import inbox, outbox
from lapkin_chassis.consumer import Intake
from lapkin_chassis.relay import Relay
from lapkin_chassis.store import Store


def configure_logs(level: str) -> None:
    """JSON lines on standard error, UTC, with the trace of the request or event."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


@dataclass
class Health:
    """What readiness and metrics are read from."""

    store: Store
    relay: Relay
    intake: Intake | None
    round_trip: Callable[[], Awaitable[bool]]
    """Whether JetStream answers."""


router = APIRouter(include_in_schema=False)


@router.get("/healthz/live")
async def live() -> dict[str, str]:
    return {"status": "live"}


@router.get("/healthz/ready")
async def ready(request: Request) -> JSONResponse:
    """Ready means: the store takes writes, JetStream answers, the consumer exists."""
    health: Health = request.app.state.health
    await health.store.write(lambda _: None)
    checks = {
        "store": True,
        "jetstream": await health.round_trip(),
        "consumer": health.intake is None or health.intake.is_ready,
    }
    return JSONResponse(checks, 200 if all(checks.values()) else 503)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    health: Health = request.app.state.health
    registry = CollectorRegistry()
    waiting, since = await health.store.read(outbox.backlog, health.relay.position or 0)
    age = (datetime.now(UTC) - since).total_seconds() if since else 0
    _gauge(registry, "outbox_waiting", "events not yet in the stream", waiting)
    _gauge(registry, "outbox_oldest_seconds", "how long the first of them has waited", age)
    letters = await health.store.read(inbox.open_letters)
    _gauge(registry, "dead_letters_open", "events that wait for an operator", letters)
    _gauge(registry, "relay_published", "events published since start", health.relay.published)
    _gauge(registry, "relay_rewinds", "times the broker had lost events", health.relay.rewinds)
    if health.intake is not None:
        taken = Gauge("inbox_events", "events taken in", ["outcome"], registry=registry)
        for outcome, count in health.intake.counts.items():
            taken.labels(outcome).set(count)
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


def _gauge(registry: CollectorRegistry, name: str, text: str, value: float) -> None:
    Gauge(name, text, registry=registry).set(value)
