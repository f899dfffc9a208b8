"""The one event between the two textbook services."""

from decimal import Decimal

from pydantic import BaseModel

STREAM = "TEXTBOOK"
SUBJECT = "textbook.data.submitted"


class NilaiSubmitted(BaseModel):
    indikator: str
    realisasi: Decimal
    kendala: str


class AnggaranSubmitted(BaseModel):
    kode: str
    realisasi: Decimal


class DataSubmitted(BaseModel):
    event_id: str
    unit: str
    period: str
    revision: int
    nilai: list[NilaiSubmitted]
    anggaran: list[AnggaranSubmitted]
