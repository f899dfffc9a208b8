"""What is answered where nothing is."""

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from lapkin_chassis import errors
from lapkin_ui.access import show_missing_pages


@pytest.fixture
def client() -> AsyncClient:
    app = FastAPI()
    errors.install(app)
    show_missing_pages(app)
    return AsyncClient(transport=ASGITransport(app), base_url="http://lapkin")


async def test_a_browser_is_shown_a_page_that_leads_back(client: AsyncClient) -> None:
    page = await client.get("/salah-ketik", headers={"Accept": "text/html"})

    assert page.status_code == 404
    assert "<h1>Alamat tidak ditemukan</h1>" in page.text
    assert "Kembali ke Beranda" in page.text


async def test_a_program_is_told_in_its_language(client: AsyncClient) -> None:
    problem = (await client.get("/salah-ketik")).json()
    english = (await client.get("/salah-ketik", headers={"Accept-Language": "en"})).json()

    assert (problem["code"], problem["title"]) == ("not-found", "Alamat tidak ditemukan")
    assert english["detail"] == "Check that the address is complete."
