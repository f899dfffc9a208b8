"""What a route may ask for by type: the tail of the log."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import StreamingResponse

from notifier.event_log.tail import Tail


async def tail_of(request: Request) -> Tail:
    tail: Tail = request.app.state.tail
    return tail


TailOf = Annotated[Tail, Depends(tail_of)]


def event_stream(frames: AsyncIterator[bytes]) -> StreamingResponse:
    """An answer without end; nginx would hold it back in its buffer unless told."""
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(frames, media_type="text/event-stream", headers=headers)
