"""`lapkin isi` against a collector that listens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
import uvicorn
from click.testing import Result
from fastapi import FastAPI
from support.collecting import Collecting
from support.spreadsheet import filled
from support.tokens import Signer
from support.waiting import until
from typer.testing import CliRunner

from lapkin.cli import app as lapkin

SOUND = {
    ("Indikator", "IK-1", "Realisasi"): 81.25,
    ("Indikator", "IK-2", "Realisasi"): 740,
    ("Indikator", "IK-3", "Realisasi"): 20,
}


@pytest.fixture
def engine() -> str:
    """The command asks nothing of an engine."""
    return "sqlite"


@asynccontextmanager
async def listening(app: FastAPI) -> AsyncIterator[str]:
    config = uvicorn.Config(app, port=0, lifespan="off", log_level="warning")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())

    async def is_up() -> bool:
        return server.started

    await until(is_up)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest_asyncio.fixture
async def url(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> AsyncIterator[str]:
    office = Collecting(http, signer, app)
    await office.set_up()
    await office.open()
    async with listening(app) as address:
        yield address


async def run(*words: str | Path, url: str, signer: Signer, grants: str = "staf@dinkes") -> Result:
    environment = {"LAPKIN_URL": url, "LAPKIN_TOKEN": signer.token(grants)}
    arguments = ["isi", *(str(word) for word in words)]
    return await asyncio.to_thread(CliRunner().invoke, lapkin, arguments, env=environment)


async def test_a_workbook_goes_out_is_checked_and_comes_in(
    url: str, signer: Signer, tmp_path: Path
) -> None:
    path = tmp_path / "lembar.xlsx"
    out = await run("unduh", "dinkes", "2024-TW1", "--out", path, url=url, signer=signer)
    assert out.exit_code == 0, out.output
    path.write_bytes(filled(path.read_bytes(), SOUND))

    checked = await run("unggah", path, url=url, signer=signer)
    applied = await run("unggah", path, "--terapkan", url=url, signer=signer)
    again = await run("unggah", path, "--terapkan", url=url, signer=signer)

    assert "Sel L7: IK-1 realisasi dari kosong menjadi 81,25" in checked.output
    assert "ulangi dengan --terapkan" in checked.output
    assert "Diterima sebagai versi 1, tanda terima 1." in applied.output
    assert "Tidak ada yang berubah; tersimpan versi 1." in again.output


async def test_faults_are_printed_by_cell_and_marked(
    url: str, signer: Signer, tmp_path: Path
) -> None:
    path, marked = tmp_path / "lembar.xlsx", tmp_path / "koreksi.xlsx"
    await run("unduh", "dinkes", "2024-TW1", "--out", path, url=url, signer=signer)
    path.write_bytes(filled(path.read_bytes(), {("Indikator", "IK-1", "Realisasi"): "3.31"}))

    checked = await run("unggah", path, "--koreksi", marked, url=url, signer=signer)
    refused = await run("unggah", path, "--terapkan", url=url, signer=signer)

    assert (checked.exit_code, refused.exit_code) == (1, 1)
    assert "Sel L7: [galat] '3.31' bukan angka yang dapat dibaca." in checked.output
    assert "Sel L7: '3.31' bukan angka yang dapat dibaca." in refused.output
    assert marked.stat().st_size > 0


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7", "bukan buku kerja .xlsx"), (b"", "bukan buku kerja .xlsx")],
)
async def test_a_file_that_cannot_be_used_is_told_in_one_line(
    url: str, signer: Signer, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "lembar.xlsx"
    path.write_bytes(content)

    refused = await run("unggah", path, url=url, signer=signer)

    assert refused.exit_code == 1
    assert said in refused.output


async def test_a_service_that_does_not_answer_is_told(signer: Signer, tmp_path: Path) -> None:
    path = tmp_path / "lembar.xlsx"
    path.write_bytes(b"PK")

    refused = await run("unggah", path, url="http://127.0.0.1:1", signer=signer)

    assert (refused.exit_code, "tidak dapat dihubungi" in refused.output) == (1, True)
