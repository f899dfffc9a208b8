"""Who hears of what, and how an event looks on the wire."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from lapkin_contracts.organisasi import PejabatAssigned
from lapkin_contracts.sosialisasi import PenerimaAdded

PERSONAL: Final = frozenset({PejabatAssigned.type, PenerimaAdded.type})
"""Facts that carry NIP and e-mail addresses; operators alone see them."""


class Frame(NamedTuple):
    """An event as server-sent text, made once for everyone who listens."""

    position: int
    type: str
    unit: str
    period: str
    text: bytes


def frame_of(position: int, type_: str, unit: str, period: str, body: bytes) -> Frame:
    """The body is JSON without line breaks, so it fits one `data:` line."""
    head = f"id: {position}\nevent: {type_}\ndata: ".encode()
    return Frame(position, type_, unit, period, head + body + b"\n\n")


@dataclass(frozen=True)
class Interest:
    """What a listener wants to hear of; nothing named means everything."""

    types: frozenset[str] = frozenset()
    unit: str | None = None
    period: str | None = None
    hidden: frozenset[str] = PERSONAL

    def covers(self, frame: Frame) -> bool:
        return (
            frame.type not in self.hidden
            and (not self.types or frame.type in self.types)
            and self.unit in {None, frame.unit}
            and self.period in {None, frame.period}
        )
