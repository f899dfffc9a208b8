"""Refusals about signing. None of them repeats what a signing service said: it may hold a secret."""

from lapkin_chassis.errors import Refusal, Text


class SigningNotConfigured(Refusal):
    status = 503
    code = "signing-not-configured"
    title = Text("Penandatanganan belum disiapkan", "Signing is not set up")
    detail = Text(
        "Kunci dan sertifikat belum dipasang atau tidak terbaca; hubungi pengelola sistem.",
        "Key and certificate are not installed or not readable; tell the operator.",
    )


class PassphraseRequired(Refusal):
    status = 422
    code = "passphrase-required"
    title = Text("Passphrase diperlukan", "A passphrase is required")
    detail = Text(
        "Sertakan passphrase penandatangan; ia hanya diteruskan dan tidak disimpan.",
        "Send the signer's passphrase; it is only passed on and never kept.",
    )


class PassphraseWrong(Refusal):
    status = 422
    code = "passphrase-wrong"
    title = Text("Passphrase salah", "The passphrase is wrong")
    detail = Text(
        "Passphrase tidak cocok dengan kunci penandatangan; ketik ulang.",
        "The passphrase does not open the signer's key; type it again.",
    )


class CertificateNotInForce(Refusal):
    status = 409
    code = "certificate-not-in-force"
    title = Text("Sertifikat tidak berlaku", "The certificate is not in force")
    detail = Text(
        "Sertifikat penandatangan tidak berlaku pada {day}; perbarui dahulu.",
        "The signer's certificate is not in force on {day}; renew it first.",
    )


class SignerUnknown(Refusal):
    status = 409
    code = "signer-unknown"
    title = Text("Penandatangan belum terdaftar", "The signer is not registered")
    detail = Text(
        "Akun {akun} belum terdaftar pada layanan tanda tangan elektronik.",
        "The account {akun} is not registered with the signing service.",
    )


class SigningRefused(Refusal):
    status = 502
    code = "signing-refused"
    title = Text("Permintaan tanda tangan ditolak", "The signing service refused")
    detail = Text(
        "Layanan tanda tangan elektronik menolak permintaan (kode {kode}).",
        "The signing service refused the request (code {kode}).",
    )


class SigningUnavailable(Refusal):
    status = 503
    code = "signing-unavailable"
    title = Text("Layanan tanda tangan tidak menjawab", "The signing service does not answer")
    detail = Text(
        "Layanan tanda tangan elektronik tidak menjawab dengan benar; coba lagi nanti.",
        "The signing service gave no proper answer; try again later.",
    )


class SignedFileFaulty(Refusal):
    status = 502
    code = "signed-file-faulty"
    title = Text("Berkas bertanda tangan tidak sah", "The signed file is not sound")
    detail = Text(
        "Berkas yang kembali dari penandatanganan tidak disimpan: {sebab}.",
        "The file that came back from signing was not kept: {reason}.",
    )


class EditionReplaced(Refusal):
    status = 409
    code = "edition-replaced"
    title = Text("Edisi sudah digantikan", "The edition was replaced")
    detail = Text(
        "Edisi {edisi} sudah digantikan; tanda tangani edisi {newest}.",
        "Edition {edisi} was replaced; sign edition {newest}.",
    )


class NeverSigned(Refusal):
    status = 404
    code = "signature-not-requested"
    title = Text("Belum ada permintaan tanda tangan", "No signature was asked for")
    detail = Text(
        "Edisi {edisi} laporan {period} belum dimintakan tanda tangan.",
        "Nobody was asked to sign edition {edisi} of {period}.",
    )
