"""The province's central sign: a document is laid there, its signer signs there, we ask for it."""

import re
from collections.abc import Mapping
from typing import Any, Final

from reporter.tanda_tangan.errors import SigningRefused, SigningUnavailable
from reporter.tanda_tangan.layanan import PDF, Layanan, asking, document_of, is_pdf
from reporter.tanda_tangan.penandatangan import Penandatangan, Permintaan, Tiket

VALID: Final = "VALID"
WORD: Final = re.compile(r"^[A-Z_ ]{1,40}$")


class Provinsi(Penandatangan):
    """Takes as long as the signer takes. No passphrase ever passes through here."""

    cara = "provinsi"

    def __init__(self, layanan: Layanan, unduh: str) -> None:
        self._layanan = layanan
        self._unduh = unduh

    async def minta(self, permintaan: Permintaan) -> Tiket:
        async with asking(self._layanan) as client:
            answer = await client.post(
                "/api/centralsign/document_upload",
                data={"name": permintaan.nama_berkas},
                files={"file": (permintaan.nama_berkas, permintaan.pdf, PDF)},
            )
        body = document_of(answer)
        laid = body.get("response")
        if not answer.is_success or not isinstance(laid, dict) or not laid.get("id"):
            raise SigningRefused(kode=answer.status_code)
        return Tiket(str(laid["id"]), None)

    async def cek(self, tiket: str) -> bytes | None:
        async with asking(self._layanan) as client:
            answer = await client.post("/api/centralsign/document_info", json={"doc_id": tiket})
            body = document_of(answer)
            if not answer.is_success:
                raise SigningRefused(kode=answer.status_code)
            if not _is_signed(body.get("sign_info") or {}):
                return None
            path = str((body.get("doc_info") or {}).get("path", "")).removeprefix("./")
            file = await client.get(self._unduh.format(path=path))
        if not is_pdf(file):
            raise SigningUnavailable
        return file.content


def _is_signed(info: Mapping[str, Any]) -> bool:
    """Raises SigningRefused for a signature that the service itself does not find valid."""
    if not info.get("jumlah_signature"):
        return False
    summary = str(info.get("summary", ""))
    whole = [
        (detail.get("signature_document") or {}).get("document_integrity") is True
        for detail in info.get("details") or ()
    ]
    if summary != VALID or not all(whole):
        raise SigningRefused(kode=summary if WORD.match(summary) else "-")
    return True
