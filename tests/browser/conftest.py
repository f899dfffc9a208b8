"""A sample site whose year has been played, and a real Chromium to look at it with."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from support.broker import free_port

ROOT = Path(__file__).parents[2]
AXE = ROOT / "build/axe/package/axe.min.js"
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


class SampleSite:
    """Address and sign-ins of a running sample site."""

    def __init__(self, address: str, passwords: dict[str, str], folder: Path) -> None:
        self.address = address
        self.passwords = passwords
        self._folder = folder

    def link_in_mail(self) -> str:
        """The personal acknowledgement link of the last report's first recipient."""
        newest = max((self._folder / "surat").glob("*.eml"))
        text = message_from_bytes(newest.read_bytes(), policy=policy.default).get_content()
        found = re.search(r"https?://\S+/notifier/sosialisasi/\S+", text)
        assert found
        return found.group()


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleSite]:
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "lapkin",
            "serve",
            "--sample",
            "--data",
            folder,
            "--port",
            str(port),
        ],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    passwords: dict[str, str] = {}
    for line in process.stdout:
        if sign_in := re.search(r"masuk sebagai (\w+)\s+kata sandi (\S+)", line):
            passwords[sign_in[1]] = sign_in[2]
        if "Tahun contoh selesai" in line:
            break
    yield SampleSite(f"http://127.0.0.1:{port}", passwords, folder)
    process.terminate()
    process.wait(30)
    process.stdout.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One module at a time: Playwright's loop must not run beside those of other tests."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: `make browser` installs it where apt-get and root allow")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("no axe-core here: `make browser` fetches it where npm is")
    return AXE.read_text(encoding="utf-8")
