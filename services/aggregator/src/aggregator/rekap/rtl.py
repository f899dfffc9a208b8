"""What was promised in the triwulan before, by a unit or by one whose series it goes on with."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from aggregator.pengumpulan.domain import Line, unpack_lines, unpack_rtl
from aggregator.pengumpulan.models import Kewajiban
from aggregator.perencanaan.repository import warisan
from aggregator.rekap.deret import Kunci
from aggregator.tables import columns_of
from lapkin_contracts.pengumpulan import JawabanRtl
from lapkin_contracts.rekap import BarisRtl
from lapkin_contracts.rules.periods import Periode

kewajiban = columns_of(Kewajiban)
Answers = Mapping[str, Mapping[str, JawabanRtl]]
"""By unit that owes figures, in order, and by indikator."""


class Promise(NamedTuple):
    """A follow-up, and who answers for it now."""

    kunci: Kunci
    line: Line


def rtl(session: Session, period: Periode) -> list[BarisRtl]:
    """Promises of the triwulan before that the units of this one answer for, and their answers."""
    answers, lines = _answers(session, period), _lines(session, period.sebelumnya)
    heirs = _heirs(session, period, lines)
    promises = defaultdict(list)
    for kunci, line in lines.items():
        if line["catatan"].get("rencana_tindak_lanjut"):
            held = _held_by(kunci, heirs, answers)
            promises[held[0]].append(Promise(held, line))
    return [
        _answered(period.sebelumnya, one, given.get(one.kunci[1]))
        for unit, given in answers.items()
        for one in promises[unit]
    ]


def _held_by(kunci: Kunci, heirs: Mapping[Kunci, Kunci], answers: Answers) -> Kunci:
    """A promise goes with its series, unless its old unit has answered it."""
    unit, kode = kunci
    heir = heirs.get(kunci)
    return kunci if heir is None or kode in answers.get(unit, ()) else heir


def _heirs(session: Session, period: Periode, lines: Mapping[Kunci, Line]) -> dict[Kunci, Kunci]:
    """Who goes on with a series in the first triwulan of their own, by its old key."""
    return {
        (one.unit, one.indikator): heir
        for heir, one in warisan(session, period.tahun).items()
        if one.sejak <= period.ends_on and heir not in lines
    }


def _answers(session: Session, period: Periode) -> Answers:
    rows = session.connection().execute(
        sa.select(kewajiban.c.unit, kewajiban.c.rtl)
        .where(kewajiban.c.period == period)
        .order_by(kewajiban.c.urutan)
    )
    return {unit: unpack_rtl(given) for unit, given in rows}


def _lines(session: Session, period: Periode) -> Mapping[Kunci, Line]:
    rows = session.connection().execute(
        sa.select(kewajiban.c.unit, kewajiban.c.baris)
        .where(kewajiban.c.period == period)
        .order_by(kewajiban.c.urutan)
    )
    return {(unit, line["indikator"]): line for unit, text in rows for line in unpack_lines(text)}


def _answered(dari: Periode, one: Promise, answer: JawabanRtl | None) -> BarisRtl:
    promise = one.line["catatan"]
    return BarisRtl.model_validate(
        {
            "unit": one.kunci[0],
            "indikator": one.kunci[1],
            "janji": promise["rencana_tindak_lanjut"],
            "penanggung_jawab": promise.get("penanggung_jawab", ""),
            "batas_waktu": promise.get("batas_waktu"),
            "dari": dari,
            "status": None if answer is None else answer.status,
            "keterangan": "" if answer is None else answer.keterangan,
            "bukti": () if answer is None else answer.bukti,
        }
    )
