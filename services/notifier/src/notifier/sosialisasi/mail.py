"""What the officials are written."""

from datetime import datetime
from email.message import EmailMessage

from lapkin_contracts.rules.periods import Periode
from notifier import mail
from notifier.settings import Settings
from notifier.sosialisasi.domain import token_of
from notifier.sosialisasi.models import Sosialisasi
from notifier.sosialisasi.repository import Addressee


def compose(to: Addressee, settings: Settings, now: datetime) -> EmailMessage:
    """The report has appeared, or was replaced, and where to say that it arrived."""
    sosialisasi, penerima = to.sosialisasi, to.penerima
    judul = mail.one_line(sosialisasi.judul)
    outline = mail.Outline(
        nama=penerima.nama,
        surel=penerima.surel,
        subject=_subject(sosialisasi),
        identity=_identity(to),
    )
    text = mail.write_text(
        "surel.txt",
        penerima=penerima,
        sosialisasi=sosialisasi,
        judul=judul,
        periode=Periode(sosialisasi.period).title,
        pdf=pdf_url(sosialisasi.pdf_sha256, settings),
        tautan=link_url(to, settings),
    )
    return mail.compose(outline, text, settings, now)


def _identity(to: Addressee) -> str:
    """Another for each round: what somebody asked to send again is no repetition by mistake."""
    putaran = to.sosialisasi.putaran
    again = f".{putaran}" if putaran > 1 else ""
    return f"{to.sosialisasi.event_id}.{to.key.nomor}{again}"


def link_url(to: Addressee, settings: Settings) -> str:
    """Where this recipient acknowledges."""
    secret = settings.link_secret.get_secret_value()
    token = token_of(secret, to.key, to.sosialisasi.event_id, to.penerima.surel)
    return f"{settings.public_url}/notifier/sosialisasi/{token}"


def pdf_url(sha256: str | None, settings: Settings) -> str | None:
    return sha256 and f"{settings.public_url}/reporter/v1/berkas/{sha256}"


def _subject(sosialisasi: Sosialisasi) -> str:
    if sosialisasi.menggantikan is None:
        return f"{sosialisasi.judul} telah terbit"
    lama, baru = sosialisasi.menggantikan, sosialisasi.edisi
    return f"{sosialisasi.judul}: edisi {baru} menggantikan edisi {lama}"
