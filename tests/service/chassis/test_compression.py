"""Pages travel compressed; the answers to programs, small ones and streams do not."""

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse

from lapkin_chassis.compression import PagesCompressed

LONG = "<p>Rekap Triwulan III</p>" * 200


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI()
    app.add_middleware(PagesCompressed)
    app.get("/rekap")(lambda: HTMLResponse(LONG))
    app.get("/v1/rekap")(lambda: PlainTextResponse(LONG))
    app.get("/masuk")(lambda: HTMLResponse("<h1>Masuk</h1>"))
    app.get("/berkas")(lambda: Response(LONG.encode(), media_type="application/pdf"))
    app.get("/arus")(lambda: StreamingResponse(iter([LONG]), media_type="text/event-stream"))
    return app


@pytest.mark.parametrize("prefix", ["", "/aggregator"])
@pytest.mark.parametrize(
    ("path", "encoding"),
    [
        ("/rekap", "gzip"),
        ("/v1/rekap", None),
        ("/masuk", None),
        ("/berkas", None),
        ("/arus", None),
    ],
)
async def test_only_what_people_read_and_is_long_is_compressed(
    app: FastAPI, prefix: str, path: str, encoding: str | None
) -> None:
    transport = httpx.ASGITransport(app, root_path=prefix)
    async with httpx.AsyncClient(transport=transport, base_url="http://lapkin") as client:
        answer = await client.get(prefix + path, headers={"Accept-Encoding": "gzip"})

    assert answer.headers.get("content-encoding") == encoding
    assert answer.text in (LONG, "<h1>Masuk</h1>")


async def test_who_cannot_unpack_is_sent_it_plain(app: FastAPI) -> None:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://lapkin") as client:
        answer = await client.get("/rekap", headers={"Accept-Encoding": "identity"})

    assert "content-encoding" not in answer.headers
    assert answer.text == LONG
