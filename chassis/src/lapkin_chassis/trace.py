"""W3C trace context, carried from a request through the outbox to the consumers it wakes."""

import os
import re
from contextvars import ContextVar

TRACEPARENT = re.compile(r"^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")

current: ContextVar[str | None] = ContextVar("traceparent", default=None)


def continue_from(received: str | None) -> str:
    """Take up the caller's trace, or begin one; the answer is this request's own span."""
    fresh = os.urandom(24).hex()
    trace_id, span = fresh[:32], fresh[32:]
    if received and TRACEPARENT.match(received):
        trace_id = received[3:35]
    current.set(f"00-{trace_id}-{span}-01")
    return span
