"""Pages in a real browser: signed in, looked at, and examined."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page


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


def faults_of(page: Page, axe: str, complaints: list[str]) -> list[str]:
    """What does not fit the window, what axe finds with everything unfolded, what was complained."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(axe)
    found: list[str] = page.evaluate("axe.run().then(f => f.violations.map(v => v.id))")
    width = page.viewport_size["width"] if page.viewport_size else 0
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("wider than its window")
    return [*found, *complaints]


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
