"""What is asked about submissions, and how they are stored.

No ORM objects: this is the path of every figure.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple, cast

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, and_, bindparam, func, insert, select, update
from sqlmodel import Session

from collector.perencanaan.repository import (
    PERJANJIAN,
    PERJANJIAN_IN_FORCE,
    RENCANA,
    RENCANA_IN_FORCE,
    InForce,
)
from collector.periode.models import Kewajiban, Periode  # noqa: F401  their tables are joined
from collector.submission.answer import Weighed
from collector.submission.domain import NOTHING, State
from collector.submission.models import Submission  # noqa: F401  its tables are used below
from collector.submission.receipt import Receipt, Signed, moment
from collector.tables import Table
from lapkin_chassis.prepared import Prepared
from lapkin_contracts.pengumpulan import Nilai, RealisasiAnggaran
from lapkin_contracts.rules.periods import Periode as Triwulan

_tables: Final = Table.metadata.tables
SUBMISSION: Final = _tables["submission"]
IDEMPOTENCY: Final = _tables["idempotency"]
PERIODE: Final = _tables["periode"]
KEWAJIBAN: Final = _tables["kewajiban"]


class _Isi(NamedTuple):
    """How a state is stored."""

    nilai: list[Nilai]
    anggaran: list[RealisasiAnggaran]


_isi: Final = TypeAdapter(_Isi)


class Standing(NamedTuple):
    """Where a unit stands in a triwulan."""

    state: str
    opens_at: datetime
    batas: datetime
    ditutup_pada: datetime
    closed_at: datetime | None
    revision: int | None
    """None if the unit owes nothing."""
    perjanjian: int | None
    """Version in force at the end of the triwulan."""
    perjanjian_sha256: str | None
    rencana: int | None
    rencana_sha256: str | None
    last_seq: int | None
    """Number and digest of the newest receipt of the whole store."""
    last_sha256: str | None

    def documents(self, unit: str, triwulan: Triwulan) -> InForce | None:
        """What was promised; None without a Perjanjian Kinerja."""
        if self.perjanjian is None or self.perjanjian_sha256 is None:
            return None
        return InForce(
            unit,
            triwulan,
            self.perjanjian,
            self.perjanjian_sha256,
            self.rencana,
            self.rencana_sha256,
        )


class Kept(NamedTuple):
    """An answer given before."""

    body_sha256: str
    revision: int
    answer: bytes


_last_seq = select(func.max(SUBMISSION.c.seq)).scalar_subquery()
_standing = Prepared(
    select(
        PERIODE.c.state,
        PERIODE.c.opens_at,
        PERIODE.c.batas,
        PERIODE.c.ditutup_pada,
        PERIODE.c.closed_at,
        KEWAJIBAN.c.revision,
        PERJANJIAN.c.versi,
        PERJANJIAN.c.sha256,
        RENCANA.c.versi,
        RENCANA.c.sha256,
        SUBMISSION.c.seq,
        SUBMISSION.c.sha256,
    )
    .select_from(PERIODE)
    .outerjoin(
        KEWAJIBAN,
        and_(KEWAJIBAN.c.period == PERIODE.c.period, KEWAJIBAN.c.unit == bindparam("unit")),
    )
    .outerjoin(PERJANJIAN, PERJANJIAN_IN_FORCE)
    .outerjoin(RENCANA, RENCANA_IN_FORCE)
    .outerjoin(SUBMISSION, SUBMISSION.c.seq == _last_seq)
    .where(PERIODE.c.period == bindparam("period"))
)
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
_state_of_revision = Prepared(
    select(SUBMISSION.c.isi).where(
        SUBMISSION.c.unit == bindparam("unit"),
        SUBMISSION.c.period == bindparam("period"),
        SUBMISSION.c.revision == bindparam("revision"),
    )
)
_owe = Prepared(
    update(KEWAJIBAN)
    .where(KEWAJIBAN.c.period == bindparam("of_period"), KEWAJIBAN.c.unit == bindparam("of_unit"))
    .values(state=bindparam("new_state"), revision=bindparam("new_revision"))
)
_add_submission = Prepared(insert(SUBMISSION))
_add_kept = Prepared(insert(IDEMPOTENCY))


def standing(session: Session, unit: str, triwulan: Triwulan) -> Standing | None:
    """None if the triwulan is not even scheduled."""
    row = _standing.first(session, {"unit": unit, **_terms(triwulan)})
    return None if row is None else Standing._make(row)


@lru_cache(maxsize=64)
def _terms(triwulan: Triwulan) -> Mapping[str, object]:
    return {"period": triwulan, "tahun": triwulan.tahun, "day": triwulan.ends_on}


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


@lru_cache(maxsize=2048)
def state_in(isi: str) -> State:
    """Everything a stored revision says; a unit's next delivery asks for it again."""
    said = _isi.validate_json(isi)
    return State(
        {one.indikator: one for one in said.nilai}, {line.kode: line for line in said.anggaran}
    )


def state_before(session: Session, unit: str, period: str, number: int) -> State:
    """What revision `number` says; nothing at all before the first."""
    values = {"unit": unit, "period": period, "revision": number}
    row = _state_of_revision.first(session, values)
    return NOTHING if row is None else state_in(cast("str", row[0]))


def add_submission(
    session: Session, weighed: Weighed, signed: Signed, *, oleh: str, at: datetime
) -> None:
    """Store what the next revision says, with its receipt."""
    delivery, state, receipt = weighed.delivery, weighed.after, signed.receipt
    source = delivery.source
    row = (
        receipt.seq,
        delivery.unit,
        delivery.period,
        weighed.revision + 1,
        at,
        oleh,
        source.system if source else None,
        source.ref if source else None,
        source.generated_at if source else None,
        receipt.body_sha256,
        receipt.prev,
        signed.sha256,
        receipt.sig,
        receipt.kid,
        _text(state),
    )
    _add_submission.append(session, [row])


def _text(state: State) -> str:
    isi = _Isi([*state.nilai.values()], [*state.anggaran.values()])
    return _isi.dump_json(isi, exclude_defaults=True).decode()


def note_obligation(
    session: Session, unit: str, period: str, *, state: str, revision: int
) -> None:
    _owe.run(
        session,
        {"of_period": period, "of_unit": unit, "new_state": state, "new_revision": revision},
    )


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
