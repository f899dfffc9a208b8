"""The one envelope of every Lapkin event: CloudEvents 1.0 as structured JSON.

The same bytes travel through the broker, to webhooks and in the feed; nothing is encoded twice.
"""

from typing import ClassVar, Generic, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from lapkin_contracts.rules.periods import Periode

STREAM = "LAPKIN"
SUBJECTS = "lapkin.>"


class Event(BaseModel):
    """One fact. Subclasses name it and carry the state a consumer needs."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: ClassVar[str]
    """`lapkin.<noun>.<past>.v<major>`"""

    def scope(self) -> tuple[str, str]:
        """The unit and the period this fact is about; `-` where it has none."""
        raise NotImplementedError

    def to_json(self) -> bytes:
        """The fact alone. What equals its default is left out, as the schema allows: most of
        what a unit could say about a figure it does not say (ADR 0007).
        """
        return self.__pydantic_serializer__.to_json(
            self, exclude_defaults=True, serialize_as_any=True
        )

    @property
    def aggregate(self) -> str:
        """The NATS subject. Its versions run 1, 2, 3 without gaps, and consumers check that."""
        unit, period = self.scope()
        return f"{self.type}.{unit}.{period}"


class UnitEvent(Event):
    """A fact about a unit, whatever the period."""

    unit: str

    def scope(self) -> tuple[str, str]:
        return self.unit, "-"


class PeriodeEvent(Event):
    """A fact about one unit, or about the instansi as a whole, in one period."""

    unit: str
    period: Periode

    def scope(self) -> tuple[str, str]:
        return self.unit, self.period


E = TypeVar("E", bound=Event)
_FACT = {"data"}


class Envelope(BaseModel, Generic[E]):
    """CloudEvents attributes around one fact.

    Extensions: `recordedtime` and the pair `correlationid`/`causationid`, and `partitionkey` with
    `sequence` for the aggregate and its version.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"]
    id: str
    source: str
    """`/lapkin/<service>`"""
    type: str
    subject: str
    """`<unit>/<period>`"""
    time: AwareDatetime
    """When it happened, by the office's clock."""
    recordedtime: AwareDatetime
    """When the machine wrote it down."""
    datacontenttype: Literal["application/json"]
    dataschema: str
    correlationid: str
    """The case: the period whose SOP run this belongs to."""
    causationid: str | None = None
    """Id of the event that led here; none when a person or the clock acted."""
    partitionkey: str
    sequence: int
    traceparent: str | None = None
    data: E

    def to_json(self, data: bytes | None = None) -> bytes:
        """The document as it travels. CloudEvents knows no null attribute: they are left out.

        `data` is the fact's JSON, where it is written already.
        """
        attributes = self.__pydantic_serializer__.to_json(
            self, exclude=_FACT, exclude_defaults=True
        )
        return b'%b,"data":%b}' % (attributes[:-1], data or self.data.to_json())


def event_type(nats_subject: str) -> str:
    """`lapkin.data.submitted.v1` of `lapkin.data.submitted.v1.dinkes.2026-TW3`."""
    return ".".join(nats_subject.split(".", 4)[:4])
