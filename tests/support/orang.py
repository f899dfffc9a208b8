"""People who use the pages: each has a window and goes only where a link or a button leads."""

import re
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect


class Orang:
    """Somebody with a window of their own, and what the browser complained about in it."""

    def __init__(self, chromium: Browser, site: Any, username: str) -> None:
        self.site = site
        self.page = chromium.new_context(accept_downloads=True).new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)
        self.page.goto(site.address)
        if username:
            self.open("Akun")
            self.fill("Nama pengguna", username)
            self.fill("Kata sandi", site.passwords[username])
            self.press("Masuk")

    def _listen(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    def open(self, *names: str) -> Page:
        """Through the main menu, and on by links."""
        menu = self.page.get_by_role("navigation", name="Menu utama")
        menu.get_by_role("link", name=names[0], exact=True).click()
        for name in names[1:]:
            self.page.get_by_role("link", name=name).first.click()
        return self.page

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(text)

    def press(self, name: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=re.compile(f"^{name}")).first.click()

    def told(self, text: str) -> None:
        expect(self.page.get_by_role("status").first).to_contain_text(text)

    def leaves(self) -> None:
        assert self.complaints == []
        self.page.context.close()


def eventually(page: Page, locator: Locator) -> None:
    """What services tell each other takes a moment; people load the page again."""
    for _ in range(40):
        if locator.count():
            break
        page.wait_for_timeout(250)
        page.reload()
    expect(locator.first).to_be_visible()
