"""How reports stand under review; rounds of a sosialisasi; which personal links were opened."""

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.tables import Instant

revision = "0006"
down_revision = "0005"

COUNTS = (
    "draft",
    "edisi",
    "rekap",
    "dikembalikan",
    "koreksi",
    "rekap_baru",
    "perubahan",
    "terbit",
    "ditandatangani",
)
REVIU = sa.table(
    "reviu",
    *(sa.column(name) for name in ("period", "unit", *COUNTS)),
    sa.column("sejak", Instant),
)


def upgrade() -> None:
    op.create_table(
        "reviu",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in COUNTS),
        sa.Column("sejak", Instant),
        sa.PrimaryKeyConstraint("period", name="pk_reviu"),
    )
    op.add_column(
        "sosialisasi", sa.Column("putaran", sa.Integer, nullable=False, server_default="1")
    )
    op.create_table(
        "tautan_dibuka",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("edisi", sa.Integer, nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("period", "edisi", "nomor", name="pk_tautan_dibuka"),
    )
    if rows := list(_learnt().values()):
        op.bulk_insert(REVIU, rows)


def _learnt() -> dict[str, dict]:
    """A site of before has it in the log alone."""
    rows = {}
    for type_, body in _facts():
        data = json.loads(bytes(body))["data"]
        row = rows.setdefault(data["period"], _empty(data))
        if change := LEARN[type_](row, data):
            row.update(change)
        if change and type_ in {"lapkin.draft.ready.v1", "lapkin.koreksi.requested.v1"}:
            row["sejak"] = datetime.fromisoformat(json.loads(bytes(body))["time"])
    return rows


def _empty(data: dict) -> dict:
    zeros = dict.fromkeys(COUNTS, 0)
    return {"period": data["period"], "unit": data["unit"], "sejak": None, **zeros}


def _ready(row: dict, data: dict) -> dict:
    if data["revision"] <= row["draft"]:
        return {}
    edisi = data.get("edisi", 1)
    return {"draft": data["revision"], "edisi": edisi, "rekap": data["rekap_revision"]}


def _requested(row: dict, data: dict) -> dict:
    if data["revision"] <= row["dikembalikan"]:
        return {}
    still = [one for one in data["koreksi"] if one.get("status", "terbuka") == "terbuka"]
    return {"dikembalikan": data["revision"], "koreksi": len(still)}


def _recapped(row: dict, data: dict) -> dict:
    if data["revision"] <= row["rekap_baru"]:
        return {}
    return {"rekap_baru": data["revision"], "perubahan": 0}


def _outdated(row: dict, data: dict) -> dict:
    if data["rekap_revision"] < row["rekap_baru"]:
        return {}
    return {"rekap_baru": data["rekap_revision"], "perubahan": data["perubahan"]}


def _issued(row: dict, data: dict) -> dict:
    return {"terbit": max(row["terbit"], data["edisi"])}


def _signed(row: dict, data: dict) -> dict:
    return {"ditandatangani": max(row["ditandatangani"], data["edisi"])}


LEARN = {
    "lapkin.rekap.completed.v1": _recapped,
    "lapkin.draft.ready.v1": _ready,
    "lapkin.koreksi.requested.v1": _requested,
    "lapkin.draft.outdated.v1": _outdated,
    "lapkin.laporan.issued.v1": _issued,
    "lapkin.laporan.signed.v1": _signed,
}


def _facts() -> list[tuple[str, bytes]]:
    query = sa.text("SELECT type, body FROM event WHERE type IN :types ORDER BY position")
    query = query.bindparams(sa.bindparam("types", expanding=True))
    return list(op.get_bind().execute(query, {"types": list(LEARN)}))
