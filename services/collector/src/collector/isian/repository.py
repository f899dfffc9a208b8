"""What is asked about drafts."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select, update

from collector.isian.models import DrafIsian

Kunci = tuple[str, str]
"""Names a row of a grid: `("nilai", "IK-1")`."""


class Penulis(NamedTuple):
    """Who types."""

    oleh: str
    nama: str


def drafts(session: Session, unit: str, period: str) -> Mapping[Kunci, DrafIsian]:
    statement = select(DrafIsian).where(
        col(DrafIsian.unit) == unit, col(DrafIsian.period) == period
    )
    return {(row.bagian, row.kode): row for row in session.exec(statement)}


def texts_in(row: DrafIsian | None) -> dict[str, str] | None:
    """None if nothing waits to be sent."""
    if row is None or row.isi is None:
        return None
    texts: dict[str, str] = json.loads(row.isi)
    return texts


def forget_texts(session: Session, unit: str, period: str, penulis: Penulis, at: datetime) -> None:
    """They were sent. The row stays with its version, so that an old page is still told apart."""
    session.exec(
        update(DrafIsian)
        .where(
            col(DrafIsian.unit) == unit,
            col(DrafIsian.period) == period,
            col(DrafIsian.isi).is_not(None),
        )
        .values(
            isi=None,
            versi=DrafIsian.versi + 1,
            oleh=penulis.oleh,
            nama=penulis.nama,
            pada=at,
        )
    )
