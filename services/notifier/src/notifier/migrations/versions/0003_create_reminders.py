"""Obligations as the notifier knows them, who was reminded; what officials and editions gained."""

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.tables import Instant

revision = "0003"
down_revision = "0002"

KEWAJIBAN = sa.table(
    "kewajiban",
    *(sa.column(name) for name in ("period", "unit", "instansi")),
    *(sa.column(name, Instant) for name in ("batas", "terkunci", "sejak")),
    *(sa.column(name) for name in ("dibuka_kembali", "revision", "dikembalikan", "lengkap")),
)


def upgrade() -> None:
    create_kewajiban()
    create_pengingat()
    extend_sosialisasi()
    learn_from_log()


def create_kewajiban() -> None:
    op.create_table(
        "kewajiban",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("instansi", sa.String(40), nullable=False),
        sa.Column("batas", Instant),
        sa.Column("terkunci", Instant),
        sa.Column("sejak", Instant),
        sa.Column("dibuka_kembali", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("dikembalikan", sa.Integer, nullable=False),
        sa.Column("lengkap", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("period", "unit", name="pk_kewajiban"),
    )


def create_pengingat() -> None:
    op.create_table(
        "pengingat",
        sa.Column("kunci", sa.String(160), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("batas", Instant, nullable=False),
        sa.Column("anak_tangga", sa.String(20), nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("terlewati", sa.String(200), nullable=False),
        sa.Column("sent_at", Instant),
        sa.PrimaryKeyConstraint("kunci", name="pk_pengingat"),
    )
    op.create_index("ix_pengingat_period", "pengingat", ["period"])
    op.create_table(
        "diingatkan",
        sa.Column("kunci", sa.String(160), nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("nama", sa.String(200), nullable=False),
        sa.Column("jabatan", sa.String(200), nullable=False),
        sa.Column("surel", sa.String(254), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("decided_at", Instant),
        sa.Column("next_attempt_at", Instant),
        sa.PrimaryKeyConstraint("kunci", "nomor", name="pk_diingatkan"),
    )
    op.create_index("ix_diingatkan_next_attempt_at", "diingatkan", ["next_attempt_at"])


def extend_sosialisasi() -> None:
    op.add_column("pejabat", sa.Column("peran", sa.String(12), nullable=False, server_default=""))
    op.add_column("pejabat", sa.Column("berlaku_sejak", sa.Date))
    op.add_column("pejabat", sa.Column("berlaku_sampai", sa.Date))
    op.add_column("sosialisasi", sa.Column("menggantikan", sa.Integer))
    op.add_column("sosialisasi", sa.Column("sebab", sa.Text, nullable=False, server_default=""))


def learn_from_log() -> None:
    """A site of before has its officials' roles and its obligations in the log alone."""
    set_roles = sa.text("UPDATE pejabat SET peran = :peran WHERE unit = :unit AND nomor = :nomor")
    for fact in _facts("lapkin.pejabat.assigned.v1"):
        for nomor, one in enumerate(fact["data"]["pejabat"], 1):
            values = {"unit": fact["data"]["unit"], "nomor": nomor, "peran": one["jabatan"]}
            op.get_bind().execute(set_roles, values)
    if rows := list(_obligations().values()):
        op.bulk_insert(KEWAJIBAN, rows)


def _obligations() -> dict[tuple[str, str], dict]:
    rows = {}
    for fact in _facts("lapkin.periode.opened.v1"):
        for unit in fact["data"]["wajib"]:
            rows[fact["data"]["period"], unit] = _owed(fact, unit)
    for fact in _facts("lapkin.data.submitted.v1"):
        if row := rows.get((fact["data"]["period"], fact["data"]["unit"])):
            row.update(revision=fact["data"]["revision"], lengkap=not fact["data"]["belum"])
    closed = {
        fact["data"]["period"]: datetime.fromisoformat(fact["time"])
        for fact in _facts("lapkin.periode.closed.v1")
    }
    for row in rows.values():
        row["terkunci"] = closed.get(row["period"], row["terkunci"])
    return rows


def _owed(opened: dict, unit: str) -> dict:
    return {
        "period": opened["data"]["period"],
        "unit": unit,
        "instansi": opened["data"]["unit"],
        "batas": datetime.fromisoformat(opened["data"]["batas"]),
        "terkunci": datetime.fromisoformat(opened["data"]["ditutup"]),
        "sejak": datetime.fromisoformat(opened["time"]),
        "dibuka_kembali": False,
        "revision": 0,
        "dikembalikan": 0,
        "lengkap": False,
    }


def _facts(kind: str) -> list[dict]:
    """Every event of a kind in order."""
    query = sa.text("SELECT body FROM event WHERE type = :kind ORDER BY position")
    rows = op.get_bind().execute(query, {"kind": kind})
    return [json.loads(bytes(body)) for (body,) in rows]
