"""Which of the three signs, by the settings."""

import asyncio
from dataclasses import dataclass, field

from reporter.settings import Settings
from reporter.tanda_tangan.bsre import Bsre
from reporter.tanda_tangan.contoh import Identitas
from reporter.tanda_tangan.layanan import Layanan
from reporter.tanda_tangan.lokal import Kunci, Lokal
from reporter.tanda_tangan.penandatangan import Penandatangan
from reporter.tanda_tangan.provinsi import Provinsi


@dataclass
class Meja:
    """Where a service's requests are signed, one after the other: a second click waits."""

    penandatangan: Penandatangan
    giliran: asyncio.Lock = field(default_factory=asyncio.Lock)


def meja_of(settings: Settings) -> Meja:
    if settings.penandatangan == "bsre":
        layanan = Layanan(
            settings.bsre_url,
            settings.bsre_user,
            settings.bsre_password,
            settings.tanda_tangan_timeout,
        )
        return Meja(Bsre(layanan, settings.bsre_nik))
    if settings.penandatangan == "provinsi":
        layanan = Layanan(
            settings.provinsi_url,
            settings.provinsi_user,
            settings.provinsi_password,
            settings.tanda_tangan_timeout,
        )
        return Meja(Provinsi(layanan, settings.provinsi_unduh))
    kunci, sertifikat = settings.tanda_tangan_kunci, settings.tanda_tangan_sertifikat
    identitas = Identitas(kunci, sertifikat) if kunci and sertifikat else None
    return Meja(Lokal(Kunci(identitas, settings.tanda_tangan_contoh)))
