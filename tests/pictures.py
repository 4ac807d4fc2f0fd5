"""`make pictures`: the README's pictures, from the running fictional province."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.architecture.house import HOUSE
from tests.browser.conftest import CHROMIUM, served

PICTURES = {"today": ("quang.nhat", "/hom-nay"), "box": ("quang.nhat", "/hop/B-0001")}


def main() -> None:
    with tempfile.TemporaryDirectory() as home, sync_playwright() as player, served(Path(home), "--demo") as address:
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for name, (login, path) in PICTURES.items():
            page = browser.new_context(viewport={"width": 1280, "height": 720}, base_url=address).new_page()
            page.goto("/dang-nhap")
            page.click(f'button[value="{login}"]')
            page.wait_for_url("**/hom-nay")
            page.goto(path)
            page.screenshot(path=HOUSE / "docs" / "pictures" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
