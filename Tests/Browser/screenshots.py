#!/usr/bin/env python3
"""Takes pictures of the inbox: screenshots.py PATH_TO_BINARY [FOLDER].

Without a folder the README's, into docs/images; with one every view, at two widths, light and dark,
in both languages, to be looked at.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from house import House, live, settle
from stage import populate

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


def views(gateway):
    """Each view by a name, something chosen where something can be."""
    items = gateway.get("messages?limit=100")["items"]

    def first(holds):
        return next(item["id"] for item in items if holds(item))

    return {
        "messages": "messages",
        "message": f"messages?id={first(lambda item: '4821' in item['content'])}",
        "segments": f"messages?id={first(lambda item: item['segments'] > 1)}",
        "refused": f"messages?id={first(lambda item: item['state'] == 'refused')}",
        "mms": f"messages?id={first(lambda item: item['dialect'] == 'mms')}",
        "handset": "handset?mobile=13800138000",
        "scenarios": "scenarios",
        "coverage": "coverage?outcome=smgw.status.15",
        "pushes": "pushes",
        "requests": "requests",
        "request": "requests?id=2",
        "lint": "lint",
    }


def take(house, port, name, view, file, **options):
    with house.page(f"http://127.0.0.1:{port}/__mock/#/{view}", **options) as page:
        live(page)
        settle(page)
        page.screenshot(path=file)
        for trouble in page.troubles:
            print(f"{name}: {trouble}")


def main():
    binary = Path(sys.argv[1]).resolve()
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    (folder or IMAGES).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        house = House(binary, scratch, browser)
        with house.server() as (server, gateway):
            populate(gateway)
            wanted = views(gateway)
            if folder is None:
                for name, file, scheme, width in [
                    ("message", "inbox.png", "light", 1280), ("handset", "handset.png", "dark", 390)]:
                    size = {"width": width, "height": 720}
                    take(house, server.port, name, wanted[name], IMAGES / file,
                         color_scheme=scheme, viewport=size)
                return
            for locale in ["en-US", "zh-CN"]:
                for scheme in ["light", "dark"]:
                    for width in [1280, 390]:
                        for name, view in wanted.items():
                            file = folder / f"{name}-{width}-{scheme}-{locale[:2]}.png"
                            take(house, server.port, name, view, file, locale=locale,
                                 color_scheme=scheme, viewport={"width": width, "height": 800})
        browser.close()


if __name__ == "__main__":
    main()
