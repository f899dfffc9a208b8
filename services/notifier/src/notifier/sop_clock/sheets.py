"""HTTP bodies with the waiting: one case in detail, and the compliance sheet."""

from datetime import datetime
from typing import Self

from pydantic import AwareDatetime, BaseModel

from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.working_time import WaktuKerja
from notifier.sop_clock.domain import Case, Position, State
from notifier.sop_clock.kepatuhan import Row, Sheet
from notifier.sop_clock.schemas import CaseOut, LangkahOut, SpanOut, local
from notifier.sop_clock.spans import Pihak, minutes_by_pihak


class LangkahRinciOut(LangkahOut):
    """How one step stands, and for whom it waited."""

    spans: tuple[SpanOut, ...]

    @classmethod
    def in_detail(cls, period: Periode, one: Position, waktu: WaktuKerja, now: datetime) -> Self:
        spans = tuple(SpanOut.of(span, waktu, now) for span in one.spans)
        return cls(**dict(LangkahOut.of(period, one)), spans=spans)


class CaseRinciOut(CaseOut):
    """One period's run through the SOP with all its waiting."""

    langkah: tuple[LangkahRinciOut, ...]
    spans: tuple[SpanOut, ...]
    """The case's, without gaps: also the waiting for the units, which no step covers."""
    menunggu: dict[Pihak, int]
    """Working minutes by party."""

    @classmethod
    def in_detail(cls, case: Case, waktu: WaktuKerja, now: datetime) -> Self:
        whole = dict(CaseOut.of(case))
        whole["langkah"] = tuple(
            LangkahRinciOut.in_detail(case.period, one, waktu, now) for one in case.steps
        )
        return cls(
            **whole,
            spans=tuple(SpanOut.of(span, waktu, now) for span in case.spans),
            menunggu=minutes_by_pihak(case.spans, waktu, now),
        )


class BarisKepatuhanOut(LangkahOut):
    """One step of one case that ran in the quarter."""

    period: Periode
    taken: int | None
    """In whole units of the allowed time."""
    menunggu: dict[Pihak, int]
    """Working minutes by party."""
    breached_at: AwareDatetime | None
    """When its time ran out, if that was announced."""

    @classmethod
    def in_sheet(cls, row: Row) -> Self:
        return cls(
            **dict(LangkahOut.of(row.period, row.position)),
            period=row.period,
            taken=row.position.taken,
            menunggu=row.menunggu,
            breached_at=local(row.breached_at),
        )


class TotalOut(BaseModel):
    """The sheet's last row."""

    langkah: int
    tepat_waktu: int
    terlambat: int
    berjalan: int
    """Not ended, late ones included."""
    pelanggaran: int
    """Announced breaches."""
    menunggu: dict[Pihak, int]
    """Working minutes by party."""


class KepatuhanOut(BaseModel):
    """Compliance with the SOP in one quarter, ready for print."""

    triwulan: Periode
    title: str
    sampai: AwareDatetime
    """The quarter's end, or now."""
    baris: tuple[BarisKepatuhanOut, ...]
    total: TotalOut

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        return cls(
            triwulan=sheet.triwulan,
            title=sheet.triwulan.title,
            sampai=sheet.until,
            baris=tuple(BarisKepatuhanOut.in_sheet(row) for row in sheet.rows),
            total=TotalOut(
                langkah=len(sheet.rows),
                tepat_waktu=sheet.on_time,
                terlambat=sheet.late,
                berjalan=sheet.count(State.BERJALAN, State.TERLAMBAT),
                pelanggaran=sum(row.breached_at is not None for row in sheet.rows),
                menunggu=sheet.menunggu,
            ),
        )
