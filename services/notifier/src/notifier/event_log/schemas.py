"""HTTP bodies of the feed."""

from pydantic import AwareDatetime, BaseModel

from lapkin_contracts.envelope import Envelope, Event


class Cursor(BaseModel):
    """Where a page of the feed ends."""

    next: str
    """Give it as `after` to go on."""
    retention_from: AwareDatetime | None
    """Recorded time of the oldest event held."""


class FeedOut(Cursor):
    """A page of the feed."""

    items: list[Envelope[Event]]
    """CloudEvents, the same documents that travel on the stream."""
