"""What a unit, its head or the Sekretaris is written."""

from datetime import datetime
from email.message import EmailMessage

from lapkin_contracts.rules.periods import ZONE, Periode
from lapkin_ui.formats import tanggal
from notifier import mail
from notifier.pengingat.ladder import AnakTangga, Kepada, Tangga
from notifier.pengingat.repository import Letter
from notifier.settings import Settings


def compose(to: Letter, tangga: Tangga, settings: Settings, now: datetime) -> EmailMessage:
    pengingat, kepada, unit = to
    periode = Periode(pengingat.period).title
    batas = pengingat.batas.astimezone(ZONE)
    is_late = now > pengingat.batas
    outline = mail.Outline(
        nama=kepada.nama,
        surel=kepada.surel,
        subject=f"Data kinerja {periode}: {'lewat batas' if is_late else 'batas'} {tanggal(batas)}",
        identity=f"{pengingat.kunci.replace('/', '.')}.{kepada.nomor}",
    )
    text = mail.write_text(
        "pengingat.txt",
        kepada=kepada,
        unit=unit,
        periode=periode,
        batas=tanggal(batas),
        is_late=is_late,
        is_for_unit=_audience(pengingat.anak_tangga, tangga.anak_tangga) == Kepada.UNIT,
        portal=settings.public_url,
    )
    return mail.compose(outline, text, settings, now)


def _audience(kode: str, ladder: tuple[AnakTangga, ...]) -> Kepada:
    """A manual reminder goes to the unit."""
    return next((one.kepada for one in ladder if one.kode == kode), Kepada.UNIT)
