"""Questions about what came in, and the writes that must be quick."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from aggregator.pengumpulan.domain import Isian
from aggregator.pengumpulan.models import AnggaranRealisasi, Baris, Kewajiban, Pengumpulan
from aggregator.tables import columns_of
from lapkin_contracts.pengumpulan import DataSubmitted
from lapkin_contracts.rules.capaian import State
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan

pengumpulan = columns_of(Pengumpulan)
kewajiban = columns_of(Kewajiban)
baris = columns_of(Baris)
anggaran_realisasi = columns_of(AnggaranRealisasi)

PERIOD, UNIT = sa.bindparam("of_period", type_=sa.String), sa.bindparam("of_unit", type_=sa.String)


class Standing(NamedTuple):
    """How a triwulan's collection stands."""

    instansi: str
    kebijakan: Kebijakan
    is_closed: bool
    is_complete: bool
    """Nothing is owed any more."""


# Built once: putting a statement together costs more than running it.
_standing = sa.select(
    pengumpulan.c.instansi,
    pengumpulan.c.kebijakan,
    pengumpulan.c.closed_at,
    sa.exists().where(kewajiban.c.period == PERIOD, kewajiban.c.masuk.is_(False)),
).where(pengumpulan.c.period == PERIOD)

_receive = (
    sa.update(kewajiban)
    .where(kewajiban.c.period == PERIOD, kewajiban.c.unit == UNIT)
    .where(kewajiban.c.revision < sa.bindparam("revision"))
    .values(
        {
            name: sa.bindparam(name)
            for name in (
                "masuk",
                "revision",
                "submitted_at",
                "oleh",
                "nomor_tanda_terima",
                "body_sha256",
            )
        }
    )
)
_forget_lines = sa.delete(baris).where(baris.c.period == PERIOD, baris.c.unit == UNIT)
_forget_anggaran = sa.delete(anggaran_realisasi).where(
    anggaran_realisasi.c.period == PERIOD, anggaran_realisasi.c.unit == UNIT
)
_add_lines = sa.insert(baris)
_add_anggaran = sa.insert(anggaran_realisasi)


def standing(session: Session, period: Periode) -> Standing | None:
    """None until the triwulan opens."""
    row = session.connection().execute(_standing, {"of_period": period}).first()
    if row is None:
        return None
    instansi, kebijakan, closed_at, is_owed = row
    return Standing(instansi, _kebijakan(kebijakan), closed_at is not None, not is_owed)


@lru_cache(maxsize=64)
def _kebijakan(text: str) -> Kebijakan:
    return Kebijakan.model_validate_json(text)


def mark_received(session: Session, data: DataSubmitted) -> bool:
    """Note a submission; False if this revision or a newer one is known."""
    known = session.connection().execute(
        _receive,
        {
            "of_period": data.period,
            "of_unit": data.unit,
            "masuk": not data.belum,
            "revision": data.revision,
            "submitted_at": data.submitted_at,
            "oleh": data.oleh,
            "nomor_tanda_terima": data.nomor_tanda_terima,
            "body_sha256": data.body_sha256,
        },
    )
    return known.rowcount == 1


def replace_lines(
    session: Session, period: Periode, unit: str, lines: Sequence[Mapping[str, object]]
) -> None:
    connection = session.connection()
    connection.execute(_forget_lines, {"of_period": period, "of_unit": unit})
    if lines:
        key = {"period": period, "unit": unit}
        connection.execute(_add_lines, [{**key, **line} for line in lines])


def replace_anggaran(session: Session, data: DataSubmitted) -> None:
    connection = session.connection()
    connection.execute(_forget_anggaran, {"of_period": data.period, "of_unit": data.unit})
    if data.anggaran:
        key = {"period": data.period, "unit": data.unit}
        connection.execute(
            _add_anggaran,
            [{**key, "kode": one.kode, "realisasi": one.realisasi} for one in data.anggaran],
        )


def isian(session: Session, period: Periode, unit: str) -> dict[str, Isian]:
    """What is known of each indikator of a unit in a triwulan."""
    rows = session.exec(select(Baris).where(col(Baris.period) == period, col(Baris.unit) == unit))
    return {
        row.indikator: Isian(
            row.realisasi,
            row.pembilang,
            row.penyebut,
            row.state != State.TIDAK_DIUKUR,
            row.alasan,
            row.kendala,
            row.solusi,
            row.rencana_tindak_lanjut,
            row.penanggung_jawab,
            row.batas_waktu,
            row.bukti,
        )
        for row in rows
    }


def owes(session: Session, period: Periode, unit: str) -> bool:
    return session.get(Kewajiban, (period, unit)) is not None


def open_periods(session: Session, unit: str, tahun: int) -> Sequence[Periode]:
    """The triwulan of the year in which the unit's figures are still being collected."""
    statement = (
        select(Kewajiban.period)
        .join(Pengumpulan, col(Pengumpulan.period) == col(Kewajiban.period))
        .where(col(Kewajiban.unit) == unit, col(Kewajiban.period).startswith(f"{tahun}-"))
        .where(col(Pengumpulan.closed_at).is_(None))
        .order_by(col(Kewajiban.period))
    )
    return [Periode(period) for period in session.exec(statement)]
