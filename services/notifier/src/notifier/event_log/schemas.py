"""HTTP bodies of the feed."""

from pydantic import AwareDatetime, BaseModel

from lapkin_contracts.envelope import Envelope, Event


class FeedOut(BaseModel):
    """A page of the feed."""

    items: list[Envelope[Event]]
    """CloudEvents, the same documents that travel on the stream."""
    next: str
    """Cursor: give it as `after` to go on."""
    retention_from: AwareDatetime | None
    """Recorded time of the oldest event held."""
