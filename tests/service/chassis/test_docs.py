"""The page of a service's operations: under its prefix, from its own address, under its policy."""

import re

import httpx
import pytest
from fastapi import FastAPI

from lapkin_chassis.docs import mount_docs
from lapkin_chassis.http import Edge


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI(title="Contoh", docs_url=None)
    app.add_middleware(Edge, max_body_bytes=1024)
    mount_docs(app)
    return app


@pytest.mark.parametrize("prefix", ["", "/collector"])
async def test_everything_the_page_loads_is_served_beside_it(app: FastAPI, prefix: str) -> None:
    transport = httpx.ASGITransport(app, root_path=prefix)
    async with httpx.AsyncClient(transport=transport, base_url="http://lapkin") as client:
        page = await client.get(f"{prefix}/docs")
        loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
        answers = [await client.get(path) for path in [*loaded, f"{prefix}/openapi.json"]]

    assert f'"url": "{prefix}/openapi.json"' in page.text
    assert len(loaded) == 3
    assert [answer.status_code for answer in answers] == [200] * 4


async def test_a_script_runs_only_with_the_nonce_of_this_answer(app: FastAPI) -> None:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://lapkin") as client:
        first, second = [await client.get("/docs") for _ in range(2)]

    (nonce,) = re.findall(r'<script nonce="([^"]+)"', first.text)
    assert f"script-src 'self' 'nonce-{nonce}'" in first.headers["content-security-policy"]
    assert "unsafe" not in first.headers["content-security-policy"]
    assert nonce not in second.text
