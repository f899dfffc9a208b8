"""Pages in a real browser: signed in, looked at, and examined."""

import re
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

EXAMINE: Final = """async () => {
    const folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((one) => { one.open = true; });
    const {violations} = await axe.run(document, {resultTypes: ["violations"]});
    const found = violations.map((one) => `${one.id}: ${one.nodes[0].html}`);
    if (document.documentElement.scrollWidth > innerWidth) found.push("wider than its window");
    folded.forEach((one) => { one.open = false; });
    return found;
}"""
"""With everything unfolded, and folded again; tables may scroll in a box of their own."""
VOCABULARY: Final = re.compile(r'<\w+|\b(?:class|type|role)="[^"]*"')
SCRIPT: Final = re.compile(r"<script\b.*?</script>", re.DOTALL)
NAMED: Final = re.compile(
    r"(?<=/isi/)[^/]+|(?<=/unit/)[^/]+|(?<=/perencanaan/)[^/]+|(?<=/verifikasi/)[^/]+"
    r"|[^/]+(?=/I)|[^/]*\d[^/]*"
)
"""What an address names: a unit, a code, a period, a number."""
WINDOWS: Final = {
    "large and light": (1280, "light"),
    "large at 200 %": (640, "light"),
    "small and dark": (390, "dark"),
}
Kind = tuple[str, ...]


def sign_in(chromium: Browser, site: Any, user: str) -> Any:
    """What a browser keeps once somebody has signed in."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site.address}/collector/masuk")
    page.get_by_label("Nama pengguna").fill(user)
    page.get_by_label("Kata sandi").fill(site.passwords[user])
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "masuk" not in url)
    state = context.storage_state()
    context.close()
    return state


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and whatever the browser complains about while it is open."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def visit(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """The same, at an address."""
    page, complaints = watched(context)
    page.goto(address)
    return page, complaints


class Acquaintance:
    """Knows what pages of each kind are made of."""

    def __init__(self) -> None:
        self._known: dict[Kind, set[str]] = {}

    def is_new(self, address: str, html: str) -> bool:
        """Whether there is something on it that no page of its kind has had so far."""
        known = self._known.setdefault(kind_of(address), set())
        has = {"", *VOCABULARY.findall(html)}
        is_new = not has <= known
        known |= has
        return is_new


def faults_of(page: Page, axe: str) -> list[str]:
    """What axe finds with everything unfolded, and whether the page fits its window."""
    page.evaluate(axe)
    return [f"{page.url}: {one}" for one in page.evaluate(EXAMINE)]


def faults_in_every_window(page: Page, axe: str) -> list[str]:
    """Of a page that is loaded once."""
    page.evaluate(axe)
    faults = []
    for window, (width, scheme) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        faults += [f"{window}: {page.url}: {one}" for one in page.evaluate(EXAMINE)]
    return faults


def show_without_script(page: Page, address: str, html: str) -> None:
    """As browsers show it that run none; those would not run axe either."""
    plain = SCRIPT.sub("", html)
    page.route(address, lambda route: route.fulfill(body=plain, content_type="text/html"))
    page.goto(address)
    page.unroute(address)


def kind_of(address: str) -> Kind:
    """Pages of one template: the same place, of whatever unit and period, asked the same way."""
    there = urlsplit(address)
    asked = sorted(name for name, _ in parse_qsl(there.query) if name != "selesai")
    return (NAMED.sub("#", there.path), *asked)


def paste(page: Page, text: str) -> None:
    """Into what has the focus, as the browser hands over a copied block."""
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const event = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(event);
        }""",
        text,
    )
