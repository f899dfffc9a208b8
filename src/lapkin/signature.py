"""Whether the signature on a PDF holds. Needs pyHanko, which a bare `lapkin` may lack."""

from io import BytesIO
from typing import NamedTuple

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel


class Signature(NamedTuple):
    is_sound: bool
    """Over the whole file, by cryptography; nothing is said of the issuer."""
    owner: str
    issuer: str


def signature_in(pdf: bytes) -> Signature | None:
    """The newest signature on a PDF; none if there is none or the file is no PDF."""
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if not signatures:
            return None
        last = signatures[-1]
        certificate = last.signer_cert
        covers_all = last.evaluate_signature_coverage() is SignatureCoverageLevel.ENTIRE_FILE
        digest = last.compute_digest()
        intact, valid = validate_sig_integrity(last.signer_info, certificate, "data", digest)
    except (PdfError, SignatureValidationError, ValueError):
        return None
    return Signature(
        covers_all and intact and valid,
        str(certificate.subject.native.get("common_name", "")),
        str(certificate.issuer.native.get("common_name", "")),
    )
