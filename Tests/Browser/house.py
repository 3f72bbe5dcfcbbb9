"""What every browser test is handed: servers of the binary, and pages that note what goes wrong."""

import contextlib
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "Driver"))

from server import Server, wait_until  # the driver's, next door
from stage import Gateway

PATIENCE = 20000  # milliseconds


def until(page, expression, arg=None):
    """Waits until an expression, or a function of `arg`, is true on the page. Playwright's own way needs
    `eval` there, which the page's policy forbids."""
    value = wait_until(lambda: page.evaluate(expression, arg), PATIENCE / 1000, 0.02)
    assert value, f"never true: {expression} {'' if arg is None else arg}"
    return value


def show(page, view):
    """Goes to a view and waits until all that it asked the server for is there."""
    page.evaluate("(view) => { location.hash = `#/${view}`; }", view)
    until(page, "(name) => document.getElementById('view').dataset.view === name", view.split("?")[0])
    settle(page)


def settle(page):
    """Waits until no call is under way, nor one comes of what the last one brought."""
    calm = 0
    while calm < 3:
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        calm = 0 if page.calls else calm + 1


# Each answer of the API comes so many milliseconds late or less, by a chance that is the same each time.
SLOW_LINE = """(most) => {
  const real = window.fetch;
  let seed = 1;
  const nap = () => new Promise((done) => {
    seed = (seed * 48271) % 2147483647;
    setTimeout(done, most * seed / 2147483647);
  });
  window.fetch = async (address, ...rest) => {
    const answer = await real(address, ...rest);
    if (!String(address).includes("/events")) await nap();
    return answer;
  };
}"""


class House:
    """The binary under test, one browser, and a temporary folder.

    With `delay` in milliseconds the answers of the API come late, one later than the other.
    """

    def __init__(self, binary, folder, browser, delay=None):
        self.binary, self.folder, self.browser, self.delay = binary, folder, browser, delay

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
        page.calls = set()
        page.on("request", lambda call: is_call(call) and page.calls.add(call))
        page.on("requestfinished", lambda call: page.calls.discard(call))
        page.on("requestfailed", lambda call: page.calls.discard(call))
        page.add_init_script("addEventListener('securitypolicyviolation', (event) => "
                             "console.error('policy: ' + event.violatedDirective))")
        if self.delay:
            page.add_init_script(f"({SLOW_LINE})({self.delay})")
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


def is_call(request):
    """Whether it is one that ends: the stream of events does not."""
    return "/__mock/v1/" in request.url and "/events" not in request.url


def live(page):
    """Waits until the page hears of what happens."""
    page.locator("#link.live").wait_for(state="attached")
