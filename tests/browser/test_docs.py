"""Each service's operations can be read and tried where there is no internet."""

import re

import pytest
from playwright.sync_api import Browser, expect

SEEN = {
    "collector": "/v1/submissions",
    "aggregator": "/v1/rekap",
    "reporter": "/v1/laporan",
    "notifier": "/v1/events",
}


@pytest.mark.parametrize("service", SEEN)
def test_the_operations_are_listed_without_any_file_from_elsewhere(
    chromium: Browser, sample_site, service: str
) -> None:
    page = chromium.new_page()
    complaints, elsewhere = [], []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def let_home_pass(route) -> None:
        url = route.request.url
        if url.startswith((sample_site.address, "data:")):
            route.continue_()
        else:
            elsewhere.append(url)
            route.abort()

    page.route(re.compile(".*"), let_home_pass)
    page.goto(f"{sample_site.address}/{service}/docs")
    path = page.locator(f'.opblock-summary-path[data-path^="{SEEN[service]}"]').first
    path.click()

    expect(page.get_by_role("button", name="Try it out").first).to_be_visible()
    assert (complaints, elsewhere) == ([], [])
    page.close()
