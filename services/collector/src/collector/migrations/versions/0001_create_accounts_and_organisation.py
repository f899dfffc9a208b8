"""Outbox and inbox; accounts, programs and sign-ins; instansi, units and pejabat."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import create_plumbing, forbid_changes
from lapkin_chassis.tables import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_plumbing()
    create_akun()
    create_organisasi()


def create_akun() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("username", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.UniqueConstraint("username", name="uq_account_username"),
    )
    op.create_table(
        "account_grant",
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("unit", sa.String(31), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role", "unit", name="pk_account_grant"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_account_grant_account_id"
        ),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("username", sa.String(40), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
    )
    op.create_index("ix_sign_in_username_sign_in_at", "sign_in", ["username", "at"])
    op.create_index("ix_sign_in_address_sign_in_at", "sign_in", ["address", "at"])
    op.create_table(
        "client",
        sa.Column("client_id", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("secret_sha256", sa.String(64), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
    )
    op.create_table(
        "client_grant",
        sa.Column("client_id", sa.String(40), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("unit", sa.String(31), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "role", "unit", name="pk_client_grant"),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.client_id"], name="fk_client_grant_client_id"
        ),
    )
    forbid_changes("sign_in")


def create_organisasi() -> None:
    op.create_table(
        "instansi",
        sa.Column("code", sa.String(31), primary_key=True),
        sa.Column("nama", sa.String(120), nullable=False),
        sa.Column("tempat", sa.String(60), nullable=False),
        sa.Column("kop_pemerintah", sa.String(120), nullable=False),
        sa.Column("kop_nama", sa.String(120), nullable=False),
        sa.Column("kop_aksara", sa.String(120), nullable=False),
        sa.Column("kop_alamat", sa.String(200), nullable=False),
        sa.Column("kop_kontak", sa.String(200), nullable=False),
        sa.Column("contoh", sa.Boolean, nullable=False),
        sa.Column("sumber", sa.String(500), nullable=False),
    )
    op.create_table(
        "unit",
        sa.Column("code", sa.String(31), primary_key=True),
        sa.Column("nama", sa.String(120), nullable=False),
        sa.Column("jenis", sa.String(40), nullable=False),
        sa.Column("berlaku_sejak", sa.Date, nullable=False),
    )
    op.create_table(
        "pejabat",
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("urutan", sa.Integer, nullable=False),
        sa.Column("nama", sa.String(120), nullable=False),
        sa.Column("jabatan", sa.String(20), nullable=False),
        sa.Column("sebutan", sa.String(120), nullable=False),
        sa.Column("pangkat", sa.String(80), nullable=False),
        sa.Column("nip", sa.String(24), nullable=False),
        sa.Column("surel", sa.String(254), nullable=False),
        sa.PrimaryKeyConstraint("unit", "urutan", name="pk_pejabat"),
    )
