"""BSrE's Esign Client Service: signs at once, by the signer's NIK and passphrase."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import httpx
from pydantic import SecretStr

from lapkin_chassis.errors import Refusal
from reporter.tanda_tangan.errors import (
    PassphraseRequired,
    PassphraseWrong,
    SignerUnknown,
    SigningRefused,
    SigningUnavailable,
)
from reporter.tanda_tangan.layanan import PDF, Layanan, asking, document_of, is_pdf
from reporter.tanda_tangan.penandatangan import Penandatangan, Permintaan, Tiket

USER_UNKNOWN: Final = 2011
PASSPHRASE_WRONG: Final = 2031
REGISTERED: Final = 1111
ISSUED: Final = "ISSUE"


class Bsre(Penandatangan):
    """One request signs; where it answers an id only, the PDF is fetched by it."""

    cara = "bsre"

    def __init__(self, layanan: Layanan, nik: Mapping[str, SecretStr]) -> None:
        self._layanan = layanan
        self._nik = nik

    async def minta(self, permintaan: Permintaan) -> Tiket:
        nik = self._nik.get(permintaan.akun)
        if nik is None:
            raise SignerUnknown(akun=permintaan.akun)
        if permintaan.passphrase is None:
            raise PassphraseRequired
        if not await self.is_registered(permintaan.akun):
            raise SignerUnknown(akun=permintaan.akun)
        secrets = {
            "nik": nik.get_secret_value(),
            "passphrase": permintaan.passphrase.get_secret_value(),
        }
        async with asking(self._layanan) as client:
            answer = await client.post(
                "/api/sign/pdf",
                data={**secrets, "tampilan": "invisible", "image": "false"},
                files={"file": (permintaan.nama_berkas, permintaan.pdf, PDF)},
            )
        if is_pdf(answer):
            return Tiket(answer.headers.get("id_dokumen", ""), answer.content)
        return await self._fetched(_id_of(answer, permintaan.akun))

    async def cek(self, tiket: str) -> bytes | None:
        async with asking(self._layanan) as client:
            answer = await client.get(f"/api/sign/download/{quote(tiket, safe='')}")
        if is_pdf(answer):
            return answer.content
        raise _refusal(document_of(answer), "")

    async def is_registered(self, akun: str) -> bool:
        """Asked before a passphrase leaves the house."""
        nik = quote(self._nik[akun].get_secret_value(), safe="")
        async with asking(self._layanan) as client:
            body = document_of(await client.get(f"/api/user/status/{nik}"))
        return body.get("status_code") == REGISTERED or body.get("status") == ISSUED

    async def _fetched(self, tiket: str) -> Tiket:
        try:
            return Tiket(tiket, await self.cek(tiket))
        except SigningUnavailable:
            return Tiket(tiket, None)  # it is signed; the file is asked for again


def _id_of(answer: httpx.Response, akun: str) -> str:
    body = document_of(answer)
    given = body.get("id_dokumen") or body.get("id") or answer.headers.get("id_dokumen")
    if answer.is_success and isinstance(given, str):
        return given
    raise _refusal(body, akun)


def _refusal(body: Mapping[str, Any], akun: str) -> Refusal:
    """By its number alone: the words of the service may repeat what it was sent."""
    number = body.get("status_code")
    if number == PASSPHRASE_WRONG:
        return PassphraseWrong()
    if number == USER_UNKNOWN:
        return SignerUnknown(akun=akun)
    return SigningRefused(kode=number if isinstance(number, int) else "-")
