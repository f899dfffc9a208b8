"""Looks at what came back from signing before it is kept."""

import hashlib
from io import BytesIO
from typing import NamedTuple

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from reporter.tanda_tangan.errors import SignedFileFaulty


class Bertanda(NamedTuple):
    """A PDF whose signature holds, and the certificate behind it."""

    pdf: bytes
    sertifikat_sha256: str
    pemilik: str
    """Whom the certificate names."""


def checked(original: bytes, signed: bytes) -> Bertanda:
    """Whether the signature covers the whole of the same document, and by what certificate.

    Whether its issuer is to be trusted is for the reader to say.

    Raises:
        SignedFileFaulty: no signature, one that does not hold, or another document.
    """
    try:
        reader = PdfFileReader(BytesIO(signed))
        if _pages(reader) != _pages(PdfFileReader(BytesIO(original))):
            raise SignedFileFaulty(sebab="isinya berbeda", reason="its contents differ")
        signatures = reader.embedded_signatures
        if not signatures:
            raise SignedFileFaulty(sebab="tidak ada tanda tangan", reason="it has no signature")
        last = signatures[-1]
        is_sound = _holds(last)
    except (PdfError, SignatureValidationError, ValueError):
        raise SignedFileFaulty(sebab="berkas rusak", reason="it is damaged") from None
    if not is_sound:
        raise SignedFileFaulty(sebab="tanda tangan rusak", reason="its signature is broken")
    certificate = last.signer_cert
    fingerprint = hashlib.sha256(certificate.dump()).hexdigest()
    return Bertanda(signed, fingerprint, str(certificate.subject.native.get("common_name", "")))


def _holds(signature: EmbeddedPdfSignature) -> bool:
    """Over the whole file; by cryptography alone, without a look at the issuer."""
    intact, valid = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
    )
    covers_all = signature.evaluate_signature_coverage() is SignatureCoverageLevel.ENTIRE_FILE
    return intact and valid and covers_all


def _pages(reader: PdfFileReader) -> list[bytes]:
    """What is drawn on each page; a signature that cannot be seen changes none of it."""
    return [_drawn(reader, index) for index in range(int(reader.root["/Pages"]["/Count"]))]


def _drawn(reader: PdfFileReader, index: int) -> bytes:
    page, _ = reader.find_page_for_modification(index)  # type: ignore[no-untyped-call]
    contents = page.get_object()["/Contents"]
    parts = contents if isinstance(contents, list) else [contents]
    return b"\n".join(part.get_object().data for part in parts)
