"""Every page that a menu or a link leads to, as every role, in small, large, dark and plain windows."""

import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page
from support.browsing import faults_of, sign_in, visit

from lapkin_ui.menu import MENU, PENGATURAN

EVERYWHERE = [one.alamat for one in (*MENU, *PENGATURAN)]
ROLES = ("admin", "sekretaris", "kasubag", "irban", "staf", "inspektur", "operator", "")
WINDOWS = {"small and dark": (390, "dark"), "large and light": (1280, "light")}
Kind = tuple[object, ...]
HALF = 640
"""What 200 % of a window of 1280 leaves."""


@pytest.fixture(scope="module")
def staf(chromium: Browser, sample_site) -> Any:
    return sign_in(chromium, sample_site, "staf")


@pytest.mark.parametrize("user", ROLES)
def test_every_section_is_shown_clearly_refused_or_asks_to_sign_in(sample_site, user: str) -> None:
    with httpx.Client(base_url=sample_site.address, follow_redirects=True) as client:
        if user:
            form = {"username": user, "password": sample_site.passwords[user]}
            origin = {"Origin": sample_site.address}
            client.post("/collector/masuk", data=form, headers=origin)
        for path in EVERYWHERE:
            answer = client.get(path)

            assert answer.status_code in (200, 403), path
            assert answer.text.count("<h1") == 1, path
            if answer.status_code == 403:
                assert user, f"{path} refuses who could still sign in"
                assert "Kembali ke Beranda" in answer.text, path


@pytest.mark.parametrize("window", WINDOWS)
def test_every_section_fits_its_window_and_axe_finds_nothing(
    chromium: Browser, sample_site, axe: str, staf, window: str
) -> None:
    width, scheme = WINDOWS[window]
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,  # axe is put into the page from outside
        storage_state=staf,
    )
    page, complaints = visit(context, sample_site.address)
    for alamat, _ in MENU:
        page.goto(sample_site.address + alamat)

        assert (alamat, faults_of(page, axe, expected(complaints))) == (alamat, [])
    context.close()


def test_no_link_leads_to_a_dead_end_and_no_page_needs_a_script_or_a_wide_window(
    chromium: Browser, sample_site
) -> None:
    seen: set[Kind] = set()
    for user in ("admin", "operator"):  # who opens what the other is refused
        context = chromium.new_context(
            viewport={"width": HALF, "height": 450},
            device_scale_factor=2,
            java_script_enabled=False,
            storage_state=sign_in(chromium, sample_site, user),
        )
        page, complaints = visit(context, sample_site.address)
        for path, status in walk(page, sample_site.address, seen):
            assert status in (200, 403), path
            assert page.locator("h1").count() == 1, path
            assert page.evaluate("document.documentElement.scrollWidth") <= HALF, path
            assert expected(complaints) == [], path
        context.close()
    assert len(seen) > 1.5 * len(EVERYWHERE)


def expected(complaints: list[str]) -> list[str]:
    """A section that is not theirs answers 403, which browsers write to the console."""
    return [one for one in complaints if "403" not in one]


def walk(page: Page, home: str, seen: set[Kind]) -> Iterator[tuple[str, int]]:
    """From the menus through every link, one page of each kind that was not seen yet."""
    tried: set[Kind] = set()
    waiting = deque(EVERYWHERE)
    while waiting:
        path = waiting.popleft()
        if (kind := kind_of(path)) in tried | seen:
            continue
        tried.add(kind)
        answer = page.goto(home + path)
        assert answer is not None
        yield path, answer.status
        if answer.status == 200:
            seen.add(kind)
        links = page.locator("a[href]").evaluate_all("all => all.map(one => one.href)")
        waiting += [one.removeprefix(home) for one in links if is_a_page(one, home)]


def kind_of(address: str) -> Kind:
    """Pages of one template: the same place below the menu, with the same fields asked for."""
    there = urlsplit(address)
    parts = [re.sub(r".*\d.*", "#", part) for part in there.path.split("/")]
    asked = sorted(name for name, _ in parse_qsl(there.query))
    return (*parts[:4], len(parts), *asked)


def is_a_page(address: str, home: str) -> bool:
    """No file, no answer for programs."""
    path = urlsplit(address).path
    is_file = "/v1/" in path or re.search(r"\.\w+$|/docs$", path)
    return address.startswith(f"{home}/") and not is_file
