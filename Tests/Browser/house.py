"""What every browser test is handed: servers of the binary, and pages that note what goes wrong."""

import contextlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "Driver"))

from server import Server  # noqa: E402  (the driver's, next door)
from stage import Gateway  # noqa: E402

PATIENCE = 5000


class House:
    """The binary under test, one browser, and a temporary folder."""

    def __init__(self, binary, folder, browser):
        self.binary, self.folder, self.browser = binary, folder, browser

    @contextlib.contextmanager
    def server(self, *flags):
        """A running server, and what an application and a test say to it."""
        with Server(self.binary, self.folder, *flags) as server:
            yield server, Gateway(server.port)

    @contextlib.contextmanager
    def page(self, address, locale="en-US", **options):
        """A page that has been opened; `page.troubles` is what its console and its policy said."""
        options = {"viewport": {"width": 1280, "height": 800}, **options}
        context = self.browser.new_context(locale=locale, **options)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.troubles = []
        page.on("pageerror", lambda error: page.troubles.append(f"error: {error}"))
        page.on("console", lambda line: line.type in ("error", "warning")
                and page.troubles.append(f"{line.type}: {line.text}"))
        page.add_init_script("addEventListener('securitypolicyviolation', (event) => "
                             "console.error('policy: ' + event.violatedDirective))")
        try:
            page.goto(address)
            yield page
        finally:
            context.close()

    @contextlib.contextmanager
    def inbox(self, fragment="#/messages", flags=(), **options):
        """A server, its gateway, and a page that has its events."""
        with self.server(*flags) as (server, gateway):
            with self.page(f"http://127.0.0.1:{server.port}/__mock/{fragment}", **options) as page:
                live(page)
                yield gateway, page


def live(page):
    """Waits until the page hears of what happens."""
    page.locator("#link.live").wait_for(state="attached")
