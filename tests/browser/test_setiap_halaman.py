"""Every page that a menu or a link leads to, as every role, in every kind of window."""

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser
from support.browsing import (
    Acquaintance,
    faults_in_every_window,
    faults_of,
    kind_of,
    show_without_script,
    watched,
)

from lapkin_ui.menu import MENU, PENGATURAN

EVERYWHERE = [one.alamat for one in (*MENU, *PENGATURAN)]
DEEPER = (
    "/aggregator/rekap/2024-TW3",
    "/aggregator/rekap/2024-TW3/banding",
    "/reporter/laporan/2024-TW2",
    "/reporter/tinjau/2024-TW4",
    "/notifier/sosialisasi/2024-TW2/1",
    "/notifier/asyncapi/rekap.completed.v1",
)
"""What has more on it than the first of its kind that links lead to."""
ROLES = ("admin", "operator", "kasubag", "staf", "inspektur", "sekretaris", "irban", "")
LINK: Final = re.compile(r'<a\s[^>]*?href="([^"#]+)')


class Found(NamedTuple):
    """A page that somebody has come to."""

    role: str
    address: str
    status: int
    html: str


@pytest.fixture(scope="module")
def cookies(sample_site) -> dict[str, str]:
    """The session of each role."""
    return {role: session_of(sample_site, role) for role in ROLES if role}


@pytest.fixture(scope="module")
def found(sample_site, cookies: dict[str, str]) -> list[Found]:
    """What each role comes to from the menus by links: one page of each kind."""
    return [
        one
        for role in ROLES
        for one in walk(sample_site.address, role, {"lapkin_session": cookies.get(role, "")})
    ]


def test_every_page_is_shown_clearly_refused_or_asks_to_sign_in(found: list[Found]) -> None:
    for one in found:
        assert one.status in (200, 403), one.address
        assert one.html.count("<h1") == 1, one.address
        if one.status == 403:
            assert one.role, f"{one.address} refuses who could still sign in"
            assert "Kembali ke Beranda" in one.html, one.address
    kinds = {kind_of(one.address) for one in found if one.status == 200}
    assert len(kinds) > 2 * len(EVERYWHERE)


def test_every_page_fits_every_window_with_and_without_a_script_and_axe_finds_nothing(
    chromium: Browser, sample_site, cookies: dict[str, str], axe: str, found: list[Found]
) -> None:
    known, context = Acquaintance(), chromium.new_context()
    page, complaints = watched(context)
    plain = context.new_page()
    plain.set_viewport_size({"width": 390, "height": 900})
    for one in found:
        if not known.is_new(one.address, one.html):
            continue
        context.clear_cookies()
        if one.role:
            session = {"name": "lapkin_session", "value": cookies[one.role]}
            context.add_cookies([{**session, "url": sample_site.address}])
        page.goto(one.address)

        assert faults_in_every_window(page, axe) == []
        if "<script" in one.html:
            show_without_script(plain, one.address, one.html)
            assert faults_of(plain, axe) == []
        assert (one.address, expected(complaints)) == (one.address, [])
    context.close()


def session_of(site, user: str) -> str:
    with httpx.Client(base_url=site.address, headers={"Origin": site.address}) as client:
        form = {"username": user, "password": site.passwords[user]}
        client.post("/collector/masuk", data=form)
        return client.cookies["lapkin_session"]


def walk(home: str, role: str, cookies: dict[str, str]) -> Iterator[Found]:
    """One page of each kind."""
    tried, waiting = set(), deque(home + path for path in (*EVERYWHERE, *DEEPER))
    with httpx.Client(cookies=cookies, follow_redirects=True) as client:
        while waiting:
            address = waiting.popleft()
            if (kind := kind_of(address)) in tried:
                continue
            tried.add(kind)
            answer = client.get(address)
            yield Found(role, str(answer.url), answer.status_code, answer.text)
            links = (urljoin(str(answer.url), unescape(one)) for one in LINK.findall(answer.text))
            waiting += [one for one in links if is_a_page(one, home)]


def is_a_page(address: str, home: str) -> bool:
    """No file, no answer for programs."""
    path = urlsplit(address).path
    is_file = "/v1/" in path or re.search(r"\.\w+$|/docs$", path)
    return address.startswith(f"{home}/") and not is_file


def expected(complaints: list[str]) -> list[str]:
    """A section that is not theirs answers 403, which browsers write to the console."""
    return [one for one in complaints if "403" not in one]
