"""A signature that poppler and qpdf find sound, and that tells when a byte was changed."""

import asyncio
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from pydantic import SecretStr
from support.pdf_a import pdf_a_faults
from support.snapshots import a_snapshot

from lapkin_contracts.rules.periods import ZONE
from reporter.documents.pdf import render_pdf
from reporter.tanda_tangan.contoh import Identitas, sample_identity
from reporter.tanda_tangan.errors import (
    CertificateNotInForce,
    PassphraseRequired,
    PassphraseWrong,
    SignedFileFaulty,
    SigningNotConfigured,
)
from reporter.tanda_tangan.lokal import Kunci, Lokal
from reporter.tanda_tangan.penandatangan import Permintaan
from reporter.tanda_tangan.periksa import checked

AT = datetime(2026, 10, 9, 10, 50, tzinfo=ZONE)
XMP = re.compile(rb"<\?xpacket begin=.*?<\?xpacket end=\"r\"\?>", re.DOTALL)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(a_snapshot())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site") / "penandatangan-contoh"


Sign = Callable[..., bytes]


@pytest.fixture
def sign(pdf: bytes, folder: Path) -> Sign:
    def signed(
        kunci: Kunci | None = None, *, at: datetime = AT, passphrase: str = "", contoh: bool = True
    ) -> bytes:
        request = Permintaan(
            pdf=pdf,
            nama_berkas="laporan.pdf",
            akun="inspektur",
            nama="Contoh Nama",
            jabatan="Plt. Inspektur",
            tempat="Bantul",
            at=at,
            contoh=contoh,
            passphrase=SecretStr(passphrase) if passphrase else None,
        )
        tiket = asyncio.run(Lokal(kunci or Kunci(None, folder)).minta(request))
        assert tiket.pdf is not None
        return tiket.pdf

    return signed


def told(tool: str, path: Path) -> str:
    """What a program of another house says of a file."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    options = ["--check"] if tool == "qpdf" else []
    ran = subprocess.run([tool, *options, str(path)], capture_output=True, text=True, check=False)
    return ran.stdout


def test_the_issued_bytes_stay_in_front_of_the_signature(pdf: bytes, sign: Sign) -> None:
    signed = sign()

    assert signed.startswith(pdf)
    assert checked(pdf, signed).pemilik.startswith("Inspektur (CONTOH")


def test_pdfsig_finds_the_signature_valid_over_the_whole_file(tmp_path: Path, sign: Sign) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(sign())

    said = told("pdfsig", path)

    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Oct 09 2026" in said


@pytest.mark.parametrize("place", [0.2, 0.9])
def test_pdfsig_and_we_report_one_changed_byte(
    tmp_path: Path, pdf: bytes, sign: Sign, place: float
) -> None:
    forged = bytearray(sign())
    forged[int(len(pdf) * place)] ^= 1
    path = tmp_path / "forged.pdf"
    path.write_bytes(forged)

    assert "Signature is Valid." not in told("pdfsig", path)
    with pytest.raises(SignedFileFaulty):
        checked(pdf, bytes(forged))


def test_what_is_added_after_the_signature_is_refused(pdf: bytes, sign: Sign) -> None:
    with pytest.raises(SignedFileFaulty):
        checked(pdf, sign() + b"\n% lebih\n")


def test_qpdf_finds_no_fault_in_a_signed_report(tmp_path: Path, sign: Sign) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(sign())

    assert "No syntax or stream encoding errors found" in told("qpdf", path)


def test_a_signed_report_stays_pdf_a_2(pdf: bytes, sign: Sign) -> None:
    added = sign()[len(pdf) :]

    assert pdf_a_faults(pdf + added) == []
    assert XMP.search(pdf)
    assert not XMP.search(added)
    assert b"/Version" not in added
    assert b"/Info" not in added.split(b"trailer")[0]
    assert b"/FontFile" not in added
    assert b"/Font " not in added


def test_another_document_with_a_good_signature_is_refused(sign: Sign) -> None:
    other = render_pdf(a_snapshot(nomor="700/9/2026"))

    with pytest.raises(SignedFileFaulty):
        checked(other, sign())


def test_a_file_without_a_signature_or_no_pdf_at_all_is_refused(pdf: bytes) -> None:
    for file in (pdf, pdf[:5000], b"<html>"):
        with pytest.raises(SignedFileFaulty):
            checked(pdf, file)


def test_the_sample_signer_is_made_once_and_kept_from_others(folder: Path) -> None:
    first = sample_identity(folder).kunci

    assert first.read_bytes() == sample_identity(folder).kunci.read_bytes()
    assert first.stat().st_mode & 0o077 == 0


def test_the_sample_signer_signs_no_report_of_real_figures(sign: Sign) -> None:
    with pytest.raises(SigningNotConfigured):
        sign(contoh=False)


@pytest.fixture
def locked(folder: Path, tmp_path: Path) -> Kunci:
    """The same key behind a passphrase."""
    sample = sample_identity(folder)
    key = load_pem_private_key(sample.kunci.read_bytes(), password=None)
    path = tmp_path / "kunci.pem"
    encrypted = BestAvailableEncryption(b"benar")
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encrypted))
    return Kunci(Identitas(path, sample.sertifikat), None)


def test_a_locked_key_opens_with_the_passphrase_of_the_act(
    pdf: bytes, locked: Kunci, sign: Sign
) -> None:
    signed = sign(locked, passphrase="benar", contoh=False)

    assert checked(pdf, signed)
    with pytest.raises(PassphraseRequired):
        sign(locked)
    with pytest.raises(PassphraseWrong) as refusal:
        sign(locked, passphrase="salah-sekali")
    assert "salah-sekali" not in repr(refusal.value)


def test_a_certificate_out_of_force_signs_nothing(sign: Sign) -> None:
    with pytest.raises(CertificateNotInForce):
        sign(at=datetime(2051, 1, 1, tzinfo=ZONE))


def test_a_key_that_is_not_there_is_told_as_such(tmp_path: Path, sign: Sign) -> None:
    nowhere = Kunci(Identitas(tmp_path / "a.pem", tmp_path / "b.pem"), None)

    with pytest.raises(SigningNotConfigured):
        sign(nowhere)
