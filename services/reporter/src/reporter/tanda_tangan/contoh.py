"""A certificate authority for sample sites: it says of itself that it is worth nothing."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

KUNCI: Final = "kunci.pem"
SERTIFIKAT: Final = "sertifikat.pem"
CA: Final = "ca.pem"
SINCE: Final = datetime(2020, 1, 1, tzinfo=UTC)
UNTIL: Final = datetime(2050, 1, 1, tzinfo=UTC)
"""A sample year may be played in any year; the certificates hold in all of them."""


class Identitas(NamedTuple):
    """Where a key and its certificates lie."""

    kunci: Path
    sertifikat: Path
    """The signer's own first, then what leads to its root."""


def sample_identity(folder: Path) -> Identitas:
    """The sample signer of this site, made first if there is none.

    All is written aside and the folder renamed into place: of several replicas one wins.
    """
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
        _write(aside)
        try:
            aside.rename(folder)
        except OSError:
            shutil.rmtree(aside)  # another replica was first; its folder is the one
    return Identitas(folder / KUNCI, folder / SERTIFIKAT)


def _write(folder: Path) -> None:
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = _name("CA CONTOH Lapkin (bukan sertifikat resmi)")
    usage = _usage(signs_documents=False)
    ca = _certificate(ca_name, ca_key.public_key(), ca_name, usage).sign(ca_key, hashes.SHA256())
    usage = _usage(signs_documents=True)
    leaf = _certificate(
        _name("Inspektur (CONTOH, bukan sertifikat resmi)"), key.public_key(), ca_name, usage
    ).sign(ca_key, hashes.SHA256())
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(folder / KUNCI, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
    (folder / SERTIFIKAT).write_bytes(_pem((leaf, ca)))
    (folder / CA).write_bytes(_pem((ca,)))


def _certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    usage: x509.KeyUsage,
) -> x509.CertificateBuilder:
    is_ca = x509.BasicConstraints(ca=subject == issuer, path_length=None)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .add_extension(is_ca, critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_documents: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_documents,
        content_commitment=signs_documents,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_documents,
        crl_sign=not signs_documents,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Situs contoh Lapkin"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _pem(certificates: Sequence[x509.Certificate]) -> bytes:
    return b"".join(one.public_bytes(Encoding.PEM) for one in certificates)
