"""What was said about the triwulan before: by the unit, and by those whose series it goes on with."""

from collections.abc import Iterable

from sqlmodel import Session

from collector.perencanaan.domain import Plan
from collector.perencanaan.succession import heirs_of
from collector.submission.domain import State
from collector.submission.repository import newest_state
from collector.submission.rtl import promised_in
from lapkin_contracts.pengumpulan import Nilai
from lapkin_contracts.rules.periods import Periode


def past_of(session: Session, unit: str, triwulan: Periode, plan: Plan, own: State) -> State:
    """What the unit's figures are compared with and what it answers for.

    In its first triwulan a series brings along what its old unit said and promised, and leaves
    there neither. Asks the store nothing for a unit that no decree concerns.
    """
    nilai = dict(own.nilai)
    if not own.nilai.keys() <= plan.indikator.keys():
        for kode in _moved(session, unit, triwulan, plan, own):
            del nilai[kode]
    for one in _inherited(session, triwulan, plan, own):
        nilai[one.indikator] = one
    return State(nilai, own.anggaran, own.rtl)


def _moved(
    session: Session, unit: str, triwulan: Periode, plan: Plan, own: State
) -> Iterable[str]:
    """Promised to be followed up, and gone on with by another unit since."""
    gone = [kode for kode in promised_in(own) if kode not in plan.indikator]
    heirs = heirs_of(session, unit, triwulan.tahun) if gone else {}
    return [kode for kode in gone if kode in heirs and heirs[kode].sejak <= triwulan.ends_on]


def _inherited(session: Session, triwulan: Periode, plan: Plan, own: State) -> Iterable[Nilai]:
    """By the codes of the heir."""
    for kode, pendahulu in plan.pendahulu.items():
        if kode in own.nilai:
            continue
        unit, _, older = pendahulu.partition("/")
        said = newest_state(session, unit, triwulan.sebelumnya).nilai.get(older)
        if said is not None:
            yield said.model_copy(update={"indikator": kode})
