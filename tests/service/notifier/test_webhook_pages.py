"""Webhooks on their pages: who sees them, what a plain form does, what is shown once."""

import asyncio
import re
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from functools import partial
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from httpx import AsyncClient, TransportError
from sqlmodel import Session
from support.broker import free_port
from support.facts import announced
from support.tokens import Signer
from support.waiting import until

from lapkin_contracts.tindakan import TindakanRecorded
from notifier.webhook import repository
from notifier.webhook.domain import signature
from notifier.webhook.models import Webhook

HERE = "/pengaturan/webhook"
URL = "https://sistem.example/terima?kunci=rahasia-penerima"


@pytest.fixture
async def admin(app: FastAPI, signer: Signer) -> AsyncIterator[AsyncClient]:
    transport = httpx.ASGITransport(app)
    headers = signer.bearer("admin@*", sub="ani")
    async with AsyncClient(transport=transport, base_url="http://lapkin", headers=headers) as http:
        yield http


async def registered(app: FastAPI, admin: AsyncClient, **form: str) -> tuple[Webhook, str]:
    """A webhook made on the page, and the secret the answer showed."""
    answer = await admin.post(HERE, data={"url": URL, **form})
    assert answer.status_code == 200, answer.text
    (secret,) = re.findall(r'value="(whsec_[^"]+)"', answer.text)
    return (await app.state.store.read(repository.all_webhooks))[-1], secret


def acts(session: Session) -> list[str]:
    return [one.data.tindakan for one in announced(session, TindakanRecorded)]


async def test_a_new_webhook_shows_its_secret_this_once(app: FastAPI, admin: AsyncClient) -> None:
    ticked = {"jenis:lapkin.laporan.issued.v1": "ya", "unit": "dinkes"}
    webhook, secret = await registered(app, admin, **ticked)
    page = await admin.get(f"{HERE}/{webhook.id}")
    forms = re.findall(r'<form method="post" action="([^"]+)"', page.text)

    assert (webhook.types, webhook.unit) == ("lapkin.laporan.issued.v1", "dinkes")
    assert "Laporan terbit" in page.text
    assert secret not in page.text
    assert set(forms) == {f"{HERE}/{webhook.id}"}


async def test_every_act_is_a_plain_form_and_told_to_the_log(
    app: FastAPI, admin: AsyncClient
) -> None:
    webhook, first = await registered(app, admin)
    page = f"{HERE}/{webhook.id}"

    tried = await admin.post(page, data={"tindakan": "uji"}, follow_redirects=True)
    rotated = await admin.post(page, data={"tindakan": "putar"})
    switched = await admin.post(page, data={"tindakan": "nonaktif"}, follow_redirects=True)
    await admin.post(page, data={"tindakan": "aktif"})
    deleted = await admin.post(page, data={"tindakan": "hapus"}, follow_redirects=True)

    assert "Peristiwa uji" in tried.text
    assert "whsec_" in rotated.text
    assert first not in rotated.text
    assert "dinonaktifkan oleh pengelola" in switched.text
    assert "Webhook dihapus." in deleted.text
    assert "Belum ada webhook." in deleted.text
    told = await app.state.store.read(acts)
    assert told == ["daftarkan", "uji_kirim", "putar", "nonaktifkan", "aktifkan", "hapus"]
    assert "rahasia-penerima" not in await app.state.store.read(log_of)


def log_of(session: Session) -> str:
    return "".join(one.to_json().decode() for one in announced(session, TindakanRecorded))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("bukan alamat", "Tulis alamat lengkap"),
        ("http://sistem.example/", "Alamat harus https"),
        ("https://10.0.0.5/", "Alamat harus https"),
    ],
)
async def test_an_address_that_cannot_be_is_said_at_its_field_and_kept(
    app: FastAPI, admin: AsyncClient, url: str, said: str
) -> None:
    form = {"url": url, "jenis:lapkin.laporan.issued.v1": "ya"}
    answer = await admin.post(HERE, data=form)

    assert answer.status_code == 422
    assert f'<a href="#url">{said}' in answer.text
    assert f'value="{url}"' in answer.text
    assert 'name="jenis:lapkin.laporan.issued.v1" value="ya" checked' in answer.text
    assert await app.state.store.read(repository.all_webhooks) == []


async def test_a_unit_sees_and_changes_its_own_webhooks_alone(
    app: FastAPI, admin: AsyncClient, signer: Signer
) -> None:
    theirs, _ = await registered(app, admin, unit="dinkes")
    office, _ = await registered(app, admin)
    unit = signer.bearer("admin@dinkes")

    listed = await admin.get(HERE, headers=unit)
    foreign = await admin.post(f"{HERE}/{office.id}", data={"tindakan": "hapus"}, headers=unit)
    everywhere = await admin.post(HERE, data={"url": URL}, headers=unit)
    staf = await admin.get(HERE, headers=signer.bearer("staf@dinkes"))
    operator = await admin.get(f"{HERE}/{theirs.id}", headers=signer.bearer("operator@*"))

    assert theirs.id in listed.text
    assert office.id not in listed.text
    assert (foreign.status_code, everywhere.status_code, staf.status_code) == (403, 403, 403)
    assert "Putar rahasia" not in operator.text


def signed() -> tuple[str, dict[str, str], bytes]:
    """A secret, the headers of a delivery, and its body."""
    secret, body, now = (
        "whsec_cmFoYXNpYS1yYWhhc2lhLXJhaGFzaWE=",
        '{"a":"é"}'.encode(),
        int(time.time()),
    )
    other = "whsec_bGFtYS1sYW1hLWxhbWEtbGFtYS1sYW1hLWw="
    proof = signature([other, secret], "id-1", now, body)
    headers = {
        "webhook-id": "id-1",
        "webhook-timestamp": str(now),
        "webhook-signature": proof,
    }
    return secret, headers, body


def sample(name: str) -> str:
    return (files("notifier") / "webhook/contoh" / name).read_text(encoding="utf-8")


def test_the_python_sample_accepts_what_we_sign_and_nothing_else() -> None:
    secret, headers, body = signed()
    names: dict[str, object] = {}
    exec(sample("verifikasi.py.txt").replace("whsec_...", secret), names)
    told = SimpleNamespace(**names)

    assert told.sah(headers, body)
    assert not told.sah(headers, body + b" ")
    assert not told.sah({**headers, "webhook-timestamp": "1"}, body)


@pytest.mark.skipif(shutil.which("node") is None, reason="no node here")
def test_the_javascript_sample_accepts_what_we_sign_and_nothing_else(tmp_path: Path) -> None:
    secret, headers, body = signed()
    (tmp_path / "sah.mjs").write_text(sample("verifikasi.mjs.txt").replace("whsec_...", secret))
    (tmp_path / "isi").write_bytes(body)
    (tmp_path / "coba.mjs").write_text(
        'import { readFileSync } from "node:fs"; import { sah } from "./sah.mjs";'
        f"const tajuk = {headers}; const isi = readFileSync('isi');"
        "console.log(sah(tajuk, isi), sah(tajuk, Buffer.from('{}')));"
    )

    said = subprocess.run(
        ["node", "coba.mjs"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert said.stdout == "true false\n", said.stderr


@pytest.mark.skipif(shutil.which("php") is None, reason="no php here")
async def test_the_php_sample_accepts_what_we_sign_and_nothing_else(tmp_path: Path) -> None:
    secret, headers, body = signed()
    (tmp_path / "index.php").write_text(sample("verifikasi.php.txt").replace("whsec_...", secret))
    port = free_port()
    server = await asyncio.create_subprocess_exec(
        *("php", "-S", f"127.0.0.1:{port}", "index.php"), cwd=tmp_path, stderr=subprocess.DEVNULL
    )
    try:
        async with AsyncClient(base_url=f"http://127.0.0.1:{port}") as sender:
            answers = [
                await until(partial(answered, sender, headers=headers, content=content))
                for content in (body, body + b" ")
            ]
    finally:
        server.terminate()
        await server.wait()

    assert answers == [204, 401]


async def answered(sender: AsyncClient, **content: Any) -> int:
    """The status; 0 until somebody listens."""
    try:
        return (await sender.post("/", **content)).status_code
    except TransportError:
        return 0


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here")
@pytest.mark.parametrize(("change", "said"), [(b"", "sah\n"), (b" ", "tidak sah\n")])
def test_the_shell_sample_accepts_what_we_sign_and_nothing_else(
    tmp_path: Path, change: bytes, said: str
) -> None:
    secret, headers, body = signed()
    (tmp_path / "isi.json").write_bytes(body + change)
    named = {
        "RAHASIA": secret,
        "ID": headers["webhook-id"],
        "WAKTU": headers["webhook-timestamp"],
        "TANDA_TANGAN": headers["webhook-signature"],
        "PATH": "/usr/bin:/bin",
    }

    ran = subprocess.run(
        ["sh", "-c", sample("verifikasi.sh.txt")],
        cwd=tmp_path,
        env=named,
        check=False,
        capture_output=True,
        text=True,
    )

    assert ran.stdout == said, ran.stderr
