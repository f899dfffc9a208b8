"""What the workbook of a unit and a triwulan shows, as it stands in the store."""

from sqlmodel import Session

from collector.lembar_kerja.domain import Lembar
from collector.organisasi.errors import UnknownUnit
from collector.organisasi.repository import instansi, unit_named
from collector.perencanaan.errors import NoPerjanjianKinerja
from collector.perencanaan.repository import Key, anggaran_of, in_force, indikator_of, plan
from collector.periode.domain import check_triwulan
from collector.submission import repository, rtl
from collector.submission.domain import NOTHING, State
from collector.submission.past import past_of
from lapkin_contracts.rules.periods import Periode


def lembar_of(session: Session, unit: str, period: Periode) -> Lembar:
    """What the workbook of a unit and a triwulan shows now.

    Raises:
        NotATriwulan, UnknownUnit, NoPerjanjianKinerja: there is nothing to fill in.
    """
    check_triwulan(period)
    row, documents = unit_named(session, unit), in_force(session, unit, period)
    if row is None:
        raise UnknownUnit(unit=unit)
    if documents is None:
        raise NoPerjanjianKinerja(whose=f"{unit} pada {period.title}")
    office = instansi(session)
    key = Key(unit, period.tahun, documents.perjanjian)
    revision, state = _newest(session, unit, period)
    promised = plan(session, documents)
    own = repository.newest_state(session, unit, period.sebelumnya)
    past = past_of(session, unit, period, promised, own)
    return Lembar(
        unit=unit,
        nama_unit=row.nama,
        period=period,
        nama_instansi=office.nama if office else "",
        sumber=office.sumber if office else "",
        contoh=bool(office and office.contoh),
        plan=promised,
        indikator=indikator_of(session, key),
        anggaran=anggaran_of(session, key),
        revision=revision,
        state=state,
        past=past,
        janji_rtl=rtl.promised_in(past),
    )


def _newest(session: Session, unit: str, period: Periode) -> tuple[int, State]:
    listed = repository.revisions(session, unit, period)
    if not listed:
        return 0, NOTHING
    return int(listed[0]["revision"]), repository.state_in(unit, period, listed[0]["isi"])
