"""Publishing Perjanjian Kinerja and Rencana Aksi. Nothing published is ever changed."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from collector.organisasi.errors import UnknownUnit
from collector.organisasi.repository import unit_named
from collector.organisasi.service import check_in_force
from collector.perencanaan import domain, repository, succession
from collector.perencanaan.errors import (
    AlasanRequired,
    EffectTooEarly,
    EffectTooLate,
    NoPerjanjianKinerja,
    PlanRefused,
    UnknownPerjanjianKinerja,
    UnknownRencanaAksi,
)
from collector.perencanaan.heirs import faults_in_handover, faults_in_pendahulu
from collector.perencanaan.models import PerjanjianKinerja, RencanaAksi
from collector.perencanaan.repository import D, Key
from collector.perencanaan.schemas import (
    PerjanjianKinerjaIn,
    PerjanjianKinerjaOut,
    PerjanjianVersionOut,
    PublishedOut,
    RencanaAksiIn,
    RencanaAksiOut,
    RencanaVersionOut,
)
from lapkin_chassis.errors import Fault
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.perencanaan import (
    Indikator,
    PerjanjianKinerjaPublished,
    RencanaAksiPublished,
)
from lapkin_contracts.rules.periods import Periode


def check_perjanjian(
    session: Session, unit: str, tahun: Periode, content: PerjanjianKinerjaIn
) -> PublishedOut:
    """What publishing `content` would come to.

    Raises:
        UnknownUnit, UnitEnded, PlanRefused, AlasanRequired: it cannot be published.
        EffectTooEarly, EffectTooLate: not from that day.
    """
    row = unit_named(session, unit)
    if row is None:
        raise UnknownUnit(unit=unit)
    check_in_force(row, content.berlaku_sejak)
    _refuse(
        [
            *domain.faults_in_perjanjian(content.indikator, content.anggaran),
            *_faults_in_succession(session, unit, tahun, content),
        ]
    )
    listed = repository.versions(session, PerjanjianKinerja, unit, tahun.tahun)
    known = domain.repeated(listed, domain.content_sha256(content), content.berlaku_sejak)
    if known is not None:
        return PublishedOut(unit=unit, period=tahun, versi=known.versi, is_new=False)
    versi = len(listed) + 1
    if listed and content.alasan is None:
        raise AlasanRequired(versi=versi)
    _check_effect(listed, content.berlaku_sejak, tahun)
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
        NoPerjanjianKinerja, UnitEnded, PlanRefused: it cannot be published.
        EffectTooEarly, EffectTooLate: not from that day.
    """
    sejak, row = content.berlaku_sejak or tahun.starts_on, unit_named(session, unit)
    if row is not None:
        check_in_force(row, sejak)
    _refuse(
        domain.faults_in_rencana(
            content.target, promised_on(session, unit, tahun, content.berlaku_sejak)
        )
    )
    listed = repository.versions(session, RencanaAksi, unit, tahun.tahun)
    known = domain.repeated(listed, domain.content_sha256(content), sejak)
    if known is not None:
        return PublishedOut(unit=unit, period=tahun, versi=known.versi, is_new=False)
    _check_effect(listed, sejak, tahun)
    return PublishedOut(unit=unit, period=tahun, versi=len(listed) + 1, is_new=True)


def promised_on(
    session: Session, unit: str, tahun: Periode, day: date | None
) -> tuple[Indikator, ...]:
    """What a Rencana Aksi in force from `day` has to plan for.

    That is the Perjanjian Kinerja in force on the day; before its first version takes effect, the
    first. Without a day it is the newest.

    Raises:
        NoPerjanjianKinerja: nothing was promised.
    """
    listed = repository.versions(session, PerjanjianKinerja, unit, tahun.tahun)
    if not listed:
        raise NoPerjanjianKinerja(whose=f"{unit}, tahun {tahun}")
    known = domain.pick(listed, None, day) or listed[-1]
    return repository.indikator_of(session, Key(unit, tahun.tahun, known.versi))


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
    session: Session, unit: str, tahun: Periode, versi: int | None, pada: date | None
) -> PerjanjianKinerjaOut:
    """One version, the one in force on a day, or the newest."""
    listed = repository.versions(session, PerjanjianKinerja, unit, tahun.tahun)
    row = domain.pick(listed, versi, pada)
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


def perjanjian_versions(session: Session, unit: str, tahun: Periode) -> list[PerjanjianVersionOut]:
    """The first version first."""
    listed = repository.versions(session, PerjanjianKinerja, unit, tahun.tahun)
    return [PerjanjianVersionOut.model_validate(row.model_dump()) for row in reversed(listed)]


def rencana_of(
    session: Session, unit: str, tahun: Periode, versi: int | None, pada: date | None
) -> RencanaAksiOut:
    """One version, the one in force on a day, or the newest."""
    listed = repository.versions(session, RencanaAksi, unit, tahun.tahun)
    row = domain.pick(listed, versi, pada)
    if row is None:
        raise UnknownRencanaAksi(unit=unit, tahun=tahun)
    key = Key(unit, tahun.tahun, row.versi)
    return RencanaAksiOut(
        period=tahun,
        target=repository.target_of(session, key),
        **row.model_dump(exclude={"tahun", "sha256"}),
    )


def rencana_versions(session: Session, unit: str, tahun: Periode) -> list[RencanaVersionOut]:
    """The first version first."""
    listed = repository.versions(session, RencanaAksi, unit, tahun.tahun)
    return [RencanaVersionOut.model_validate(row.model_dump()) for row in reversed(listed)]


def _check_effect(newest_first: Sequence[D], sejak: date, tahun: Periode) -> None:
    if sejak > tahun.ends_on:
        raise EffectTooLate(tahun=tahun)
    previous = newest_first[0].effective_on if newest_first else sejak
    if sejak < previous:
        raise EffectTooEarly(versi=len(newest_first) + 1, sejak=f"{previous:%d-%m-%Y}")


def _faults_in_succession(
    session: Session, unit: str, tahun: Periode, content: PerjanjianKinerjaIn
) -> list[Fault]:
    indikator, sejak = content.indikator, content.berlaku_sejak
    heirs = succession.heirs_of(session, unit, tahun.tahun)
    moved = list(faults_in_handover(indikator, heirs, sejak))
    if not any(one.pendahulu for one in indikator):
        return moved
    promised = succession.promised_until(session, tahun.tahun)
    others = succession.successions(session, tahun.tahun, but=unit)
    kept = succession.kept_on(session, tahun.tahun, sejak)
    return [*moved, *faults_in_pendahulu(unit, indikator, promised, others, kept)]


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise PlanRefused(errors=tuple(faults), count=len(faults))
