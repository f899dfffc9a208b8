"""Publishing Perjanjian Kinerja and Rencana Aksi. Nothing published is ever changed."""

from datetime import datetime

from sqlmodel import Session

from collector.organisasi.errors import UnknownUnit
from collector.organisasi.repository import unit_named
from collector.perencanaan import domain, repository
from collector.perencanaan.errors import (
    AlasanRequired,
    NoPerjanjianKinerja,
    PlanRefused,
    UnknownPerjanjianKinerja,
    UnknownRencanaAksi,
)
from collector.perencanaan.models import PerjanjianKinerja, RencanaAksi
from collector.perencanaan.repository import Key
from collector.perencanaan.schemas import (
    PerjanjianKinerjaIn,
    PerjanjianKinerjaOut,
    PublishedOut,
    RencanaAksiIn,
    RencanaAksiOut,
)
from lapkin_chassis.errors import Fault
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.perencanaan import PerjanjianKinerjaPublished, RencanaAksiPublished
from lapkin_contracts.rules.periods import Periode


def check_perjanjian(
    session: Session, unit: str, tahun: Periode, content: PerjanjianKinerjaIn
) -> PublishedOut:
    """What publishing `content` would come to.

    Raises:
        UnknownUnit, PlanRefused, AlasanRequired: it cannot be published.
    """
    if unit_named(session, unit) is None:
        raise UnknownUnit(unit=unit)
    _refuse(domain.faults_in_perjanjian(content.indikator, content.anggaran))
    newest = repository.newest_perjanjian(session, unit, tahun.tahun)
    if newest is not None and newest.sha256 == domain.content_sha256(content):
        return PublishedOut(unit=unit, period=tahun, versi=newest.versi, is_new=False)
    versi = newest.versi + 1 if newest else 1
    if versi > 1 and content.alasan is None:
        raise AlasanRequired(versi=versi)
    return PublishedOut(unit=unit, period=tahun, versi=versi, is_new=True)


def publish_perjanjian(
    session: Session,
    unit: str,
    tahun: Periode,
    content: PerjanjianKinerjaIn,
    *,
    oleh: str,
    now: datetime,
) -> PublishedOut:
    """Store the next version and announce it; the same content again changes nothing."""
    lock(session, f"perjanjian_kinerja:{unit}:{tahun}")
    published = check_perjanjian(session, unit, tahun, content)
    if not published.is_new:
        return published
    key = Key(unit, tahun.tahun, published.versi)
    session.add(
        PerjanjianKinerja(
            **key._asdict(),
            **content.model_dump(exclude={"indikator", "anggaran", "berkas"}),
            berkas=content.berkas.model_dump_json() if content.berkas else None,
            sha256=domain.content_sha256(content),
            published_at=now,
            oleh=oleh,
        )
    )
    repository.add_indikator(session, key, content.indikator)
    repository.add_anggaran(session, key, content.anggaran)
    emit(
        session,
        PerjanjianKinerjaPublished(
            unit=unit, period=tahun, versi=published.versi, **dict(content)
        ),
        at=now,
    )
    return published


def check_rencana(
    session: Session, unit: str, tahun: Periode, content: RencanaAksiIn
) -> PublishedOut:
    """What publishing `content` would come to.

    Raises:
        NoPerjanjianKinerja, PlanRefused: it cannot be published.
    """
    perjanjian = repository.newest_perjanjian(session, unit, tahun.tahun)
    if perjanjian is None:
        raise NoPerjanjianKinerja(whose=f"{unit}, tahun {tahun}")
    promised = repository.indikator_of(session, Key(unit, tahun.tahun, perjanjian.versi))
    _refuse(domain.faults_in_rencana(content.target, (one.kode for one in promised)))
    newest = repository.newest_rencana(session, unit, tahun.tahun)
    if newest is not None and newest.sha256 == domain.content_sha256(content):
        return PublishedOut(unit=unit, period=tahun, versi=newest.versi, is_new=False)
    versi = newest.versi + 1 if newest else 1
    return PublishedOut(unit=unit, period=tahun, versi=versi, is_new=True)


def publish_rencana(
    session: Session,
    unit: str,
    tahun: Periode,
    content: RencanaAksiIn,
    *,
    oleh: str,
    now: datetime,
) -> PublishedOut:
    """Store the next version and announce it; the same content again changes nothing."""
    lock(session, f"rencana_aksi:{unit}:{tahun}")
    published = check_rencana(session, unit, tahun, content)
    if not published.is_new:
        return published
    key = Key(unit, tahun.tahun, published.versi)
    session.add(
        RencanaAksi(
            **key._asdict(),
            berlaku_sejak=content.berlaku_sejak,
            sha256=domain.content_sha256(content),
            published_at=now,
            oleh=oleh,
        )
    )
    repository.add_target(session, key, content.target)
    emit(
        session,
        RencanaAksiPublished(unit=unit, period=tahun, versi=published.versi, **dict(content)),
        at=now,
    )
    return published


def perjanjian_of(
    session: Session, unit: str, tahun: Periode, versi: int | None
) -> PerjanjianKinerjaOut:
    """One version, or the newest."""
    if versi is None:
        row = repository.newest_perjanjian(session, unit, tahun.tahun)
    else:
        row = repository.perjanjian(session, Key(unit, tahun.tahun, versi))
    if row is None:
        raise UnknownPerjanjianKinerja(unit=unit, tahun=tahun)
    key = Key(unit, tahun.tahun, row.versi)
    return PerjanjianKinerjaOut(
        period=tahun,
        indikator=repository.indikator_of(session, key),
        anggaran=repository.anggaran_of(session, key),
        berkas=Bukti.model_validate_json(row.berkas) if row.berkas else None,
        **row.model_dump(exclude={"tahun", "sha256", "berkas"}),
    )


def rencana_of(session: Session, unit: str, tahun: Periode) -> RencanaAksiOut:
    """The newest version."""
    row = repository.newest_rencana(session, unit, tahun.tahun)
    if row is None:
        raise UnknownRencanaAksi(unit=unit, tahun=tahun)
    key = Key(unit, tahun.tahun, row.versi)
    return RencanaAksiOut(
        period=tahun,
        target=repository.target_of(session, key),
        **row.model_dump(exclude={"tahun", "sha256"}),
    )


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise PlanRefused(errors=tuple(faults), count=len(faults))
