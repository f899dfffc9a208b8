"""W3C trace context, carried from a request through the outbox to the consumers it wakes."""

import re
import secrets
from contextvars import ContextVar

TRACEPARENT = re.compile(r"^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")

current: ContextVar[str | None] = ContextVar("traceparent", default=None)


def continue_from(received: str | None) -> str:
    """Take up the caller's trace, or begin one."""
    trace_id = secrets.token_hex(16)
    if received and TRACEPARENT.match(received):
        trace_id = received.split("-")[1]
    traceparent = f"00-{trace_id}-{secrets.token_hex(8)}-01"
    current.set(traceparent)
    return traceparent
