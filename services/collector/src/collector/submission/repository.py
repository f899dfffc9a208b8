"""What is asked about submissions, and how they are stored.

No ORM objects: this is the path of every figure.
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from pydantic import BaseModel, TypeAdapter
from sqlalchemy import RowMapping, bindparam, insert, select, update
from sqlmodel import Session

from collector.periode.domain import StatusKewajiban
from collector.periode.models import Kewajiban  # noqa: F401  its table is used below
from collector.submission.answer import Weighed
from collector.submission.domain import NOTHING, State
from collector.submission.models import Submission  # noqa: F401  its tables are used below
from collector.submission.receipt import Receipt, Signed, moment
from collector.tables import Table
from lapkin_chassis.prepared import Prepared
from lapkin_contracts.pengumpulan import DataSubmitted, JawabanRtl, Nilai, RealisasiAnggaran

_tables: Final = Table.metadata.tables
SUBMISSION: Final = _tables["submission"]
IDEMPOTENCY: Final = _tables["idempotency"]
KEWAJIBAN: Final = _tables["kewajiban"]


class _Isi(BaseModel):
    """What a state is made of, in the fact that was announced."""

    nilai: list[Nilai]
    anggaran: list[RealisasiAnggaran]
    rtl: list[JawabanRtl] = []


class _FirstIsi(NamedTuple):
    """The same as the first release stored it: bare lists, and no rtl in the oldest."""

    nilai: list[Nilai]
    anggaran: list[RealisasiAnggaran]
    rtl: list[JawabanRtl] = []  # noqa: RUF012  never changed


_isi: Final[TypeAdapter[_Isi | _FirstIsi]] = TypeAdapter(_Isi | _FirstIsi)

REMEMBERED: Final = 2048
_states: OrderedDict[tuple[str, str], tuple[str, State]] = OrderedDict()
"""What each unit said last about a triwulan, with its text: equal texts say the same."""


class Kept(NamedTuple):
    """An answer given before."""

    body_sha256: str
    revision: int
    answer: bytes


_kept = Prepared(
    select(IDEMPOTENCY.c.body_sha256, IDEMPOTENCY.c.revision, IDEMPOTENCY.c.answer).where(
        IDEMPOTENCY.c.client == bindparam("client"), IDEMPOTENCY.c.key == bindparam("key")
    )
)
_revision = select(SUBMISSION).where(
    SUBMISSION.c.unit == bindparam("unit"),
    SUBMISSION.c.period == bindparam("period"),
    SUBMISSION.c.revision == bindparam("revision"),
)
_newest = (
    select(SUBMISSION.c.isi)
    .where(SUBMISSION.c.unit == bindparam("unit"), SUBMISSION.c.period == bindparam("period"))
    .order_by(SUBMISSION.c.revision.desc())
    .limit(1)
)
_owe = Prepared(
    update(KEWAJIBAN)
    .where(KEWAJIBAN.c.period == bindparam("of_period"), KEWAJIBAN.c.unit == bindparam("of_unit"))
    .values(
        state=bindparam("new_state"),
        revision=bindparam("new_revision"),
        terlambat_hari=bindparam("late"),
    )
)
_add_submission = Prepared(insert(SUBMISSION))
_add_kept = Prepared(insert(IDEMPOTENCY))


def kept_answer(session: Session, client: str, key: str) -> Kept | None:
    row = _kept.first(session, {"client": client, "key": key})
    return None if row is None else Kept._make(row)


def keep_answer(session: Session, client: str, key: str, kept: Kept, at: datetime) -> None:
    _add_kept.append(session, [(client, key, *kept, at)])


def forget_answers(session: Session, before: datetime) -> None:
    session.connection().execute(IDEMPOTENCY.delete().where(IDEMPOTENCY.c.at < before))


def revisions(session: Session, unit: str, period: str) -> Sequence[RowMapping]:
    """The newest first."""
    statement = (
        select(SUBMISSION)
        .where(SUBMISSION.c.unit == unit, SUBMISSION.c.period == period)
        .order_by(SUBMISSION.c.revision.desc())
    )
    return session.connection().execute(statement).mappings().all()


def newest_state(session: Session, unit: str, period: str) -> State:
    """Everything a unit says about a triwulan; nothing at all before the first revision."""
    isi = session.connection().scalar(_newest, {"unit": unit, "period": period})
    return state_in(unit, period, isi)


def state_in(unit: str, period: str, isi: str | None) -> State:
    """Everything a stored revision says; nothing at all before the first."""
    if isi is None:
        return NOTHING
    known, state = _states.get((unit, period), ("", NOTHING))
    if known == isi:
        return state
    said = _isi.validate_json(isi)
    state = State(
        {one.indikator: one for one in said.nilai},
        {line.kode: line for line in said.anggaran},
        {one.indikator: one for one in said.rtl},
    )
    _remember(unit, period, isi, state)
    return state


def _remember(unit: str, period: str, isi: str, state: State) -> None:
    """The unit's next delivery asks for it again, and so does the next triwulan's."""
    _states[unit, period] = isi, state
    while len(_states) > REMEMBERED:
        _states.popitem(last=False)


def add_submission(
    session: Session, weighed: Weighed, signed: Signed, said: DataSubmitted
) -> bytes:
    """Store what the next revision says, with its receipt; gives what it says as JSON."""
    delivery, receipt, written = weighed.delivery, signed.receipt, said.to_json()
    isi = written.decode()
    source = delivery.source
    row = (
        receipt.seq,
        delivery.unit,
        delivery.period,
        said.revision,
        said.submitted_at,
        said.oleh,
        source.system if source else None,
        source.ref if source else None,
        source.generated_at if source else None,
        receipt.body_sha256,
        receipt.prev,
        signed.sha256,
        receipt.sig,
        receipt.kid,
        isi,
    )
    _add_submission.append(session, [row])
    _remember(delivery.unit, delivery.period, isi, weighed.after)
    return written


def note_obligation(session: Session, weighed: Weighed, *, state: str, revision: int) -> None:
    values = {
        "of_period": weighed.delivery.period,
        "of_unit": weighed.delivery.unit,
        "new_state": state,
        "new_revision": revision,
        "late": weighed.terlambat_hari,
    }
    _owe.run(session, values)


def return_obligation(session: Session, unit: str, period: str) -> None:
    statement = (
        update(KEWAJIBAN)
        .where(KEWAJIBAN.c.period == period, KEWAJIBAN.c.unit == unit)
        .values(state=StatusKewajiban.DIKEMBALIKAN)
    )
    session.connection().execute(statement)


def receipt(session: Session, seq: int) -> Receipt | None:
    statement = select(SUBMISSION).where(SUBMISSION.c.seq == seq)
    row = session.connection().execute(statement).mappings().first()
    return None if row is None else _receipt_in(row)


def receipt_of_revision(session: Session, unit: str, period: str, number: int) -> Receipt:
    values = {"unit": unit, "period": period, "revision": number}
    return _receipt_in(session.connection().execute(_revision, values).mappings().one())


def _receipt_in(row: RowMapping) -> Receipt:
    return Receipt(
        seq=row["seq"],
        submission_id=f"{row['unit']}/{row['period']}/r{row['revision']}",
        body_sha256=row["body_sha256"],
        prev=row["prev"],
        received_at=moment(row["received_at"]),
        sig=row["sig"],
        kid=row["kid"],
    )
