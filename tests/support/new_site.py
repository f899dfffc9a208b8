"""A site nobody has set up yet, as `lapkin serve` starts it; its clock is set by the test."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from support.broker import free_port
from support.clock import OfficeClock
from support.mailbox import Mailbox

from lapkin_contracts.rules.periods import ZONE
from reporter.tanda_tangan.contoh import sample_identity

LINK = re.compile(r"https?://\S+/notifier/sosialisasi/\S+")


class NewSite:
    """Address, clock, mail, and the passwords people were told."""

    def __init__(self, folder: Path, mailbox: Mailbox, start: datetime) -> None:
        self.address = f"http://127.0.0.1:{free_port()}"
        self.passwords: dict[str, str] = {}
        self._mailbox = mailbox
        self._folder = folder
        self._clock = OfficeClock(folder / "jam", start)
        self.moment = start.isoformat()

    def at(self, moment: str) -> None:
        """Set every clock of the site: `2026-10-01 07:30`, in the office's zone."""
        self._clock.set_to(datetime.fromisoformat(moment).replace(tzinfo=ZONE))
        self.moment = moment

    def links_to(self, surel: str) -> list[str]:
        """The personal acknowledgement links in the mails to an address."""
        mails = [one for one in self._mailbox.messages if surel in str(one["To"])]
        return [link for one in mails for link in LINK.findall(one.get_content())]

    def letters_to(self, surel: str) -> int:
        return self._mailbox.addresses.count(surel)

    def environment(self) -> Mapping[str, str]:
        clocks = {
            f"{name}_CLOCK_FILE": str(self._folder / "jam")
            for name in ("COLLECTOR", "AGGREGATOR", "REPORTER", "NOTIFIER")
        }
        mail = {"NOTIFIER_SMTP_HOST": "127.0.0.1", "NOTIFIER_SMTP_PORT": str(self._mailbox.port)}
        identity = sample_identity(self._folder / "penandatangan")
        key = {
            "REPORTER_TANDA_TANGAN_KUNCI": str(identity.kunci),
            "REPORTER_TANDA_TANGAN_SERTIFIKAT": str(identity.sertifikat),
        }
        return os.environ | clocks | mail | key | {"PYTHONUNBUFFERED": "1"}


@contextmanager
def new_site(folder: Path, start: datetime) -> Iterator[NewSite]:
    mailbox = Mailbox()
    mailbox.start()
    site = NewSite(folder, mailbox, start)
    port = site.address.rpartition(":")[2]
    process = subprocess.Popen(
        [sys.executable, "-m", "lapkin", "serve", "--data", folder / "data", "--port", port],
        stdout=subprocess.PIPE,
        text=True,
        env=site.environment(),
    )
    assert process.stdout is not None
    for line in process.stdout:
        if told := re.search(r"Akun pertama: admin, kata sandi (\S+)", line):
            site.passwords["admin"] = told[1]
            break
    try:
        yield site
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()
        mailbox.stop()
