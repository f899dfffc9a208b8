"""Changes since a draft, rounds of koreksi, mandates."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import forbid_changes
from lapkin_chassis.tables import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    keep_pejabat_with_their_time()
    create_perubahan()
    extend_koreksi()
    extend_laporan()
    for table in ("rekap_gugur", "keputusan", "jawaban"):
        forbid_changes(table)


def keep_pejabat_with_their_time() -> None:
    op.create_table(
        "pejabat",
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("urut", sa.Integer, nullable=False),
        sa.Column("nama", sa.Text, nullable=False),
        sa.Column("jabatan", sa.String(16), nullable=False),
        sa.Column("sebutan", sa.Text, nullable=False),
        sa.Column("pangkat", sa.Text, nullable=False),
        sa.Column("nip", sa.Text, nullable=False),
        sa.Column("akun", sa.String(120), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("dasar", sa.Text, nullable=False),
        sa.Column("berlaku_sejak", sa.Date),
        sa.Column("berlaku_sampai", sa.Date),
        sa.PrimaryKeyConstraint("unit", "urut", name="pk_pejabat"),
    )
    op.create_index("ix_pejabat_akun", "pejabat", ["akun"])
    op.execute(
        "INSERT INTO pejabat (unit, urut, nama, jabatan, sebutan, pangkat, nip, akun, status, dasar)"
        " SELECT unit, 1, nama, 'inspektur', sebutan, pangkat, nip, '', 'definitif', ''"
        " FROM inspektur"
    )
    op.drop_table("inspektur")


def create_perubahan() -> None:
    op.add_column("draft", sa.Column("sebab", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "rekap_gugur",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("sebab", sa.Text, nullable=False),
        sa.Column("announced_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("period", "revision", name="pk_rekap_gugur"),
    )
    op.create_table(
        "keputusan",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("draft_revision", sa.Integer, nullable=False),
        sa.Column("rekap_revision", sa.Integer, nullable=False),
        sa.Column("pilihan", sa.String(8), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("decided_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_keputusan"),
    )
    op.create_index("ix_keputusan_period", "keputusan", ["period"])


def extend_koreksi() -> None:
    """What was asked before this migration: answered ones count as submitted or settled."""
    for column in (
        sa.Column("edisi", sa.Integer, nullable=False, server_default="1"),
        sa.Column("pemilik", sa.String(120), nullable=False, server_default=""),
        sa.Column("batas_waktu", sa.Date),
        sa.Column("putaran", sa.Integer, nullable=False, server_default="1"),
        sa.Column("status", sa.String(16), nullable=False, server_default="terbuka"),
        sa.Column("tanggapan", sa.Text, nullable=False, server_default=""),
    ):
        op.add_column("koreksi", column)
    op.execute(
        "UPDATE koreksi SET putaran = (SELECT count(DISTINCT earlier.revision) FROM koreksi earlier"
        " WHERE earlier.period = koreksi.period AND earlier.revision <= koreksi.revision)"
    )
    op.execute("UPDATE koreksi SET status = 'dijawab' WHERE jawaban <> ''")
    op.execute(
        "UPDATE koreksi SET status = 'selesai' WHERE period IN (SELECT period FROM laporan)"
    )
    op.create_table(
        "jawaban",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("putaran", sa.Integer, nullable=False),
        sa.Column("jawaban", sa.Text, nullable=False),
        sa.Column("answered_by", sa.String(120), nullable=False),
        sa.Column("answered_at", Instant, nullable=False),
        sa.Column("tanggapan", sa.Text, nullable=False),
        sa.Column("returned_by", sa.String(120), nullable=False),
        sa.Column("returned_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("period", "nomor", "putaran", name="pk_jawaban"),
    )


def extend_laporan() -> None:
    for column in (
        sa.Column("menggantikan", sa.Integer),
        sa.Column("sebab", sa.Text, nullable=False, server_default=""),
        sa.Column("jabatan", sa.Text, nullable=False, server_default=""),
        sa.Column("dasar", sa.Text, nullable=False, server_default=""),
    ):
        op.add_column("laporan", column)
