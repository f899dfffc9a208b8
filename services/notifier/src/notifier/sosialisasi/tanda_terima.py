"""The list of receipts of one edition, as text in the order of the page. It holds no address."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pydantic import BaseModel
from sqlmodel import Session

from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.rules.periods import ZONE, Periode
from lapkin_papers.sheet import Sheet, TandaTangan
from lapkin_ui.formats import waktu
from notifier.mail import Status
from notifier.organisasi.paper import sheet_of, signed
from notifier.sosialisasi import repository
from notifier.sosialisasi.errors import NoSosialisasi
from notifier.sosialisasi.models import Penerima, Sosialisasi

NOTHING: Final = "–"


class BarisPenerima(BaseModel):
    nomor: int
    nama: str
    jabatan: str
    dikirim: str
    diterima: str


class PrintedTandaTerima(Sheet):
    laporan: str
    nomor: str
    keterangan: list[str]
    ringkasan: str
    penerima: list[BarisPenerima]
    tanda_tangan: TandaTangan


def tanda_terima(
    session: Session, period: Periode, edisi: int, now: datetime
) -> PrintedTandaTerima:
    """
    Raises:
        NoSosialisasi: there is no such edition.
    """
    edition = repository.sosialisasi_of(session, period, edisi)
    if edition is None:
        raise NoSosialisasi(period=period)
    told = repository.penerima_of(session, period, edisi)
    moment = _last_said(told) or now
    day = moment.astimezone(ZONE).date()
    sheet = sheet_of(session, f"Daftar Tanda Terima {edition.judul}", day)
    return PrintedTandaTerima(
        **sheet.model_dump(),
        laporan=f"{edition.judul}, edisi {edisi}",
        nomor=edition.nomor,
        keterangan=_keterangan(edition, repository.newer_than(session, period, edisi)),
        ringkasan=_ringkasan(told, moment),
        penerima=[_baris(one) for one in told],
        tanda_tangan=signed(session, Jabatan.SEKRETARIS, day),
    )


def _last_said(told: Sequence[Penerima]) -> datetime | None:
    """Until something is said again the list stays the same."""
    said = [moment for one in told for moment in (one.decided_at, one.acknowledged_at) if moment]
    return max(said, default=None)


def _keterangan(edition: Sosialisasi, newer: int | None) -> list[str]:
    """What an edition says of those before and after it."""
    said = []
    if edition.menggantikan is not None:
        said.append(f"Ralat; menggantikan edisi {edition.menggantikan}. Sebab: {edition.sebab}")
    if newer is not None:
        said.append(f"Edisi ini telah digantikan oleh edisi {newer}.")
    return said


def _ringkasan(told: Sequence[Penerima], moment: datetime) -> str:
    sent = sum(one.status == Status.TERKIRIM for one in told)
    failed = sum(one.status == Status.GAGAL for one in told)
    received = sum(one.acknowledged_at is not None for one in told)
    return (
        f"Keadaan {waktu(moment)}: {len(told)} penerima, {sent} terkirim, {failed} gagal dikirim, "
        f"{received} menyatakan telah menerima."
    )


def _baris(one: Penerima) -> BarisPenerima:
    return BarisPenerima(
        nomor=one.nomor,
        nama=one.nama,
        jabatan=one.jabatan,
        dikirim=_dikirim(one),
        diterima=waktu(one.acknowledged_at) if one.acknowledged_at else NOTHING,
    )


def _dikirim(one: Penerima) -> str:
    """When, or why not; what a mail server said may hold the address and is left out."""
    if one.status == Status.GAGAL:
        return f"gagal setelah {one.attempts} percobaan" if one.attempts else "alamat tidak sah"
    return waktu(one.decided_at) if one.decided_at else "menunggu dikirim"
