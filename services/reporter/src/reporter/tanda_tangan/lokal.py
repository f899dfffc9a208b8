"""Signs with the office's own key: PAdES, invisible, as an update after the issued bytes."""

import asyncio
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import SecretStr
from pyhanko.keys import load_certs_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lapkin_ui.formats import tanggal
from reporter.tanda_tangan.contoh import Identitas, sample_identity
from reporter.tanda_tangan.errors import (
    CertificateNotInForce,
    PassphraseRequired,
    PassphraseWrong,
    SigningNotConfigured,
)
from reporter.tanda_tangan.penandatangan import Penandatangan, Permintaan, Tiket

FIELD: Final = "TandaTangan"
ALASAN: Final = "Pengesahan laporan kinerja"


class Kunci(NamedTuple):
    """What the operator installed, if anything."""

    identitas: Identitas | None
    contoh: Path | None
    """Folder of the sample signer, for reports of sample figures where nothing is installed."""

    def for_report(self, *, contoh: bool) -> Identitas:
        if self.identitas is not None:
            return self.identitas
        if contoh and self.contoh is not None:
            return sample_identity(self.contoh)
        raise SigningNotConfigured


class Update(IncrementalPdfFileWriter):
    """An update that stays PDF/A-2: version and metadata as the document has them.

    pyHanko would write version 2.0 for a key on an elliptic curve, and the XMP anew in a form that
    no longer describes its extension schemas as PDF/A wants them.
    """

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Signatures of PDF 1.7 are all that is made here."""

    def _update_meta(self) -> None:
        """The report is as old as it was."""


class Lokal(Penandatangan):
    """Answers at once, so it has no tickets."""

    cara = "lokal"

    def __init__(self, kunci: Kunci) -> None:
        self._kunci = kunci

    async def minta(self, permintaan: Permintaan) -> Tiket:
        return Tiket("", await asyncio.to_thread(self._sign, permintaan))

    async def cek(self, tiket: str) -> bytes | None:  # noqa: ARG002
        return None

    def _sign(self, permintaan: Permintaan) -> bytes:
        identitas = self._kunci.for_report(contoh=permintaan.contoh)
        signer = _open(identitas, permintaan.passphrase)
        _check_in_force(signer, permintaan.at)
        return asyncio.run(_signed(signer, permintaan))


def _open(identitas: Identitas, passphrase: SecretStr | None) -> SimpleSigner:
    secret = passphrase.get_secret_value().encode() if passphrase else None
    try:
        own, *chain = load_certs_from_pemder([str(identitas.sertifikat)])  # type: ignore[no-untyped-call]
        text = identitas.kunci.read_bytes()
    except (OSError, ValueError):
        raise SigningNotConfigured from None
    is_locked = b"ENCRYPTED" in text
    if is_locked and secret is None:
        raise PassphraseRequired
    try:
        key = load_private_key_from_pemder(
            str(identitas.kunci), passphrase=secret if is_locked else None
        )
    except ValueError:
        raise (PassphraseWrong if is_locked else SigningNotConfigured) from None
    store = SimpleCertificateStore.from_certs(chain)  # type: ignore[no-untyped-call]
    return SimpleSigner(signing_cert=own, signing_key=key, cert_registry=store)


def _check_in_force(signer: SimpleSigner, at: datetime) -> None:
    certificate = signer.signing_cert
    assert certificate is not None
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        raise CertificateNotInForce(day=tanggal(at.date()))


async def _signed(signer: SimpleSigner, permintaan: Permintaan) -> bytes:
    """The steps of pyHanko's `async_sign_pdf`, with the office's time instead of the machine's."""
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        name=permintaan.nama,
        reason=f"{ALASAN} ({permintaan.jabatan})",
        location=permintaan.tempat,
    )
    writer = Update(BytesIO(permintaan.pdf))
    pdf_signer = PdfSigner(meta, signer, new_field_spec=SigFieldSpec(FIELD))
    session = pdf_signer.init_signing_session(writer)
    session.system_time = permintaan.at
    document = session.prepare_tbs_document(
        validation_info=None,
        bytes_reserved=await session.estimate_signature_container_size(None),
    )
    digest, output = document.digest_tbs_document()
    waiting = await document.perform_signature(
        digest.document_digest, PdfCMSSignedAttributes(signing_time=permintaan.at)
    )
    await waiting.post_signature_processing(output)
    assert isinstance(output, BytesIO)
    return output.getvalue()
