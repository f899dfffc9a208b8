"""Bodies of submissions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from collector.submission.domain import Outcome
from collector.submission.receipt import Receipt
from lapkin_chassis.errors import Fault
from lapkin_contracts.pengumpulan import JawabanRtl, Nilai, RealisasiAnggaran
from lapkin_contracts.rules.periods import Periode, Saat


class Mode(StrEnum):
    ATOMIC = "atomic"
    PARTIAL = "partial"


class Status(StrEnum):
    DITERIMA = "diterima"
    SEBAGIAN = "sebagian"
    UJI = "uji"  # a dry run: nothing was stored


class NilaiIn(Nilai):
    """The value of the indikator that the path names; the body need not repeat it."""

    indikator: str = Field(default="", max_length=40)


class Source(BaseModel):
    """Which system the figures come from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    system: str = Field(min_length=1, max_length=120)
    ref: str | None = Field(default=None, max_length=120)
    generated_at: Saat | None = None


class SubmissionIn(BaseModel):
    """Figures of one unit for one triwulan; what is left out stays as it was."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: str = Field(min_length=1, max_length=31)
    period: Periode
    mode: Mode = Mode.ATOMIC
    """`partial` stores the good items of a request that also holds bad ones."""
    source: Source | None = None
    nilai: tuple[Nilai, ...] = ()
    anggaran: tuple[RealisasiAnggaran, ...] = ()
    rtl: tuple[JawabanRtl, ...] = ()
    """What became of the follow-ups promised in the triwulan before."""


@dataclass(slots=True)
class CountsOut:
    created: int
    updated: int
    unchanged: int
    rejected: int


@dataclass(slots=True)
class ItemOut:
    """What came of one item, in the order of the request: nilai, then anggaran, then rtl."""

    index: int
    pointer: str
    outcome: Outcome
    indikator: str | None = None
    kode: str | None = None
    """Of a budget line."""
    fault: Fault | None = None


@dataclass(slots=True)
class ObligationOut:
    due: datetime
    state: str
    """`tepat_waktu` or `terlambat`"""
    terlambat_hari: int
    """Working days after the due date by which it was met, or is late so far; 0 on time."""
    remaining: tuple[str, ...]
    """Indikator still owed."""
    remaining_rtl: tuple[str, ...]
    """Indikator whose promised follow-up has no answer yet."""


@dataclass(slots=True)
class WarningOut:
    """Something unusual that was taken in because its reason was given."""

    pointer: str
    code: str
    detail: str
    alasan: str


@dataclass(slots=True)
class SubmissionOut:
    """The answer to a submission."""

    submission_id: str
    """`<unit>/<period>/r<revision>`"""
    version: int
    status: Status
    mode: Mode
    counts: CountsOut
    items: list[ItemOut]
    obligation: ObligationOut
    warnings: list[WarningOut]
    receipt: Receipt | None = None
    """None in a dry run."""


class StateOut(BaseModel):
    """All that a unit has said about a triwulan, as of one revision."""

    unit: str
    period: Periode
    revision: int
    received_at: datetime
    oleh: str
    nilai: list[Nilai]
    anggaran: list[RealisasiAnggaran]
    rtl: list[JawabanRtl]


class ReturnIn(BaseModel):
    """Why figures go back to their unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    alasan: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00]*$"
        ),
    ]


class RevisionOut(BaseModel):
    """One revision, without its figures."""

    revision: int
    received_at: datetime
    oleh: str
    source_system: str | None
    source_ref: str | None
    receipt: int


class VerifyOut(BaseModel):
    """Whether a receipt is one of ours, unchanged."""

    match: bool
