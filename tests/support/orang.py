"""People who use the pages: each has a window and goes only where a link or a button leads."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser, Locator, Page, expect
from support.browsing import Acquaintance, faults_of, show_without_script, watched
from support.new_site import NewSite

MOST_STOPS: Final = 150
"""Of the tabulator key, before something counts as out of reach."""


class Cara(NamedTuple):
    """How somebody looks at pages and handles them."""

    nama: str
    window: Mapping[str, Any] = {}
    by_keyboard: bool = False

    @property
    def has_script(self) -> bool:
        return bool(self.window.get("java_script_enabled", True))


MEJA: Final = Cara("mouse, large window")
PAPAN_KETIK: Final = Cara("keyboard", by_keyboard=True)
TELEPON: Final = Cara(
    "390 px, dark", {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
)
DIPERBESAR: Final = Cara(
    "200 %", {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
)
TANPA_SKRIP: Final = Cara("no script", {"java_script_enabled": False})


@dataclass
class Scene:
    """Where people act, and what was examined there."""

    chromium: Browser
    site: NewSite
    axe: str
    known: defaultdict[str, Acquaintance] = field(
        default_factory=lambda: defaultdict(Acquaintance)
    )
    signed_in: dict[tuple[str, str], Any] = field(default_factory=dict)
    """What their browsers keep: nobody signs in twice in the same way."""

    def enter(self, username: str, cara: Cara = MEJA) -> "Orang":
        """Without a name as the public."""
        return Orang(self, username, cara)


class Orang:
    """Somebody with a window; each page is examined before they leave it."""

    def __init__(self, scene: Scene, username: str, cara: Cara) -> None:
        self.site = scene.site
        self._scene, self._cara = scene, cara
        known = (username, cara.nama)
        kept = scene.signed_in.get(known)
        self._context = scene.chromium.new_context(storage_state=kept, **cara.window)
        self.page, self.complaints = watched(self._context)
        self.page.goto(self.site.address)
        if username and not kept:
            self.open("Akun")
            self.fill("Nama pengguna", username)
            self.fill("Kata sandi", self.site.passwords[username])
            self.press("Masuk")
            scene.signed_in[known] = self._context.storage_state()

    def open(self, section: str, *links: str) -> Page:
        """Through the main menu, and on by links that end so."""
        menu = self.page.get_by_role("navigation", name="Menu utama")
        self.go(menu.get_by_role("link", name=section, exact=True))
        for end in links:
            self.follow(end)
        return self.page

    def follow(self, end: str) -> None:
        """A link to an address that ends so; it may take a moment to appear."""
        self.go(self.eventually(self.page.locator(f"main a[href$='{end}']")))

    def go(self, it: Locator) -> None:
        """Use a link or a button that leads to another page."""
        self.look()
        with self.page.expect_navigation():
            self.use(it.first)

    def press(self, name: str, within: Locator | None = None) -> None:
        """A button that leads on."""
        self.go((within or self.page).get_by_role("button", name=re.compile(f"^{name}")))

    def use(self, it: Locator) -> None:
        if self._cara.by_keyboard:
            self.reach(it)
            self.page.keyboard.press("Enter")
        else:
            it.click()

    def fill(self, label: str, text: str) -> None:
        self.write(self.page.get_by_label(label, exact=True).first, text)

    def write(self, it: Locator, text: str) -> None:
        if self._cara.by_keyboard:
            self.reach(it)
            self.page.keyboard.press("ControlOrMeta+A")
            self.page.keyboard.type(text)
        else:
            it.fill(text)

    def choose(self, it: Locator, option: str) -> None:
        if self._cara.by_keyboard:
            self.reach(it)
            self.page.keyboard.type(option)
        else:
            it.select_option(option)

    def check(self, label: str) -> None:
        it = self.page.get_by_label(label)
        if self._cara.by_keyboard:
            self.reach(it)
            self.page.keyboard.press("Space")
        else:
            it.check()
        expect(it).to_be_checked()

    def reach(self, it: Locator) -> None:
        """By tabulator; among radio buttons by arrow."""
        for _ in range(MOST_STOPS):
            where = it.evaluate(
                "one => one === document.activeElement ? 'here' : one.type === 'radio' &&"
                " one.name === document.activeElement.name ? 'beside' : 'elsewhere'"
            )
            if where == "here":
                return
            self.page.keyboard.press("ArrowDown" if where == "beside" else "Tab")
        raise AssertionError(f"the keyboard does not reach {it}")

    def told(self, text: str) -> None:
        expect(self.page.get_by_role("status").first).to_contain_text(text)

    def eventually(self, it: Locator) -> Locator:
        """What services tell each other takes a moment; people load the page again."""
        for _ in range(60):
            if it.count():
                break
            self.page.wait_for_timeout(150)
            self.page.reload()
        expect(it.first).to_be_attached()
        return it.first

    def look(self) -> None:
        """Examine the page unless one like it was examined in such a window."""
        if self._scene.known[self._cara.nama].is_new(self.page.url, self.page.content()):
            self.examine()

    def examine(self) -> None:
        if self._cara.has_script:
            found = faults_of(self.page, self._scene.axe)
        else:
            found = self._faults_of_twin()
        assert (self._cara.nama, found) == (self._cara.nama, [])

    def leaves(self, *expected: str) -> None:
        """Without a complaint of the browser but what is expected."""
        self.look()
        assert [one for one in self.complaints if not any(x in one for x in expected)] == []
        self._context.close()

    def _faults_of_twin(self) -> list[str]:
        window = {**self._cara.window, "java_script_enabled": True}
        context = self._scene.chromium.new_context(**window)
        twin = context.new_page()
        show_without_script(twin, self.page.url, self.page.content())
        found = faults_of(twin, self._scene.axe)
        context.close()
        return found
