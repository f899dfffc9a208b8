"""The code samples for developers, run as they are printed against a collector that listens."""

import asyncio
import html
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
import uvicorn
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send
from support.broker import free_port
from support.collecting import Collecting
from support.waiting import until

SAMPLES = {
    "curl": ("contoh.sh", ["sh"]),
    "Python": ("contoh.py", [sys.executable]),
    "PHP": ("contoh.php", ["php"]),
    "JavaScript": ("contoh.mjs", ["node"]),
}
NEEDED = {"curl": "curl", "PHP": "php", "JavaScript": "node"}
CLIENT = {"client_id": "simda", "name": "SIMDA Dinkes", "grants": ["submit@dinkes"]}


@pytest.fixture
def engine() -> str:
    """What a store does with a submission is tested on each engine elsewhere."""
    return "sqlite"


@pytest_asyncio.fixture
async def address(app: FastAPI) -> AsyncIterator[str]:
    """Where the collector listens, under its prefix as on every site."""

    async def collector(scope: Scope, receive: Receive, send: Send) -> None:
        await app(dict(scope, root_path="/collector"), receive, send)

    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(collector, port=port, lifespan="off", log_level="warning")
    )
    serving = asyncio.create_task(server.serve())
    await until(lambda: _started(server))
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await serving


async def _started(server: uvicorn.Server) -> bool:
    return server.started


@pytest_asyncio.fixture
async def secret(collecting: Collecting) -> str:
    """Of a program of dinkes."""
    made = await collecting.act("admin@*", "POST", "/v1/clients", CLIENT)
    assert made.status_code == 201, made.text
    return str(made.json()["client_secret"])


@pytest.mark.parametrize("language", SAMPLES)
async def test_a_sample_sends_figures_as_it_is_printed(
    collecting: Collecting, address: str, secret: str, tmp_path: Path, language: str
) -> None:
    needed = NEEDED.get(language)
    if needed and shutil.which(needed) is None:
        pytest.skip(f"no {needed} here: the {language} sample was not run")
    async with httpx.AsyncClient() as browser:
        page = await browser.get(f"{address}/collector/pengembang")
    [printed] = re.findall(
        rf'aria-label="Contoh {language}"><code>(.*?)</code>', page.text, re.DOTALL
    )
    name, command = SAMPLES[language]
    (tmp_path / name).write_text(html.unescape(printed).replace("2026-TW3", "2024-TW1"))

    ran = await asyncio.create_subprocess_exec(
        *command,
        name,
        cwd=tmp_path,
        env=os.environ | {"CLIENT_ID": "simda", "CLIENT_SECRET": secret},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(ran.communicate(), 60)

    assert ran.returncode == 0, said.decode()
    assert "dinkes/2024-TW1/r1" in said.decode()
    [submitted] = await collecting.announced("data.submitted")
    assert submitted["nilai"][0]["realisasi"] == "81.25"
