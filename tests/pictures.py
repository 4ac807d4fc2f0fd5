"""`make pictures`: the README's pictures, from the running fictional province."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from playwright.sync_api import sync_playwright

from tests.architecture.house import HOUSE
from tests.conftest import free_port

PICTURES = {"today": ("quang.nhat", "/hom-nay"), "box": ("quang.nhat", "/hop/B-0001")}


def main() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as home, sync_playwright() as player:
        words = [sys.executable, str(HOUSE / "app.py"), "serve", "--demo", "--port", str(port)]
        program = subprocess.Popen(words, env={**os.environ, "HOIAM_HOME": home}, cwd=HOUSE, stdout=subprocess.DEVNULL)
        wait_for(f"http://127.0.0.1:{port}/dang-nhap")
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for name, (login, path) in PICTURES.items():
            page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
            page.goto(f"http://127.0.0.1:{port}/dang-nhap")
            page.click(f'button[value="{login}"]')
            page.wait_for_url("**/hom-nay")
            page.goto(f"http://127.0.0.1:{port}{path}")
            page.screenshot(path=HOUSE / "docs" / "pictures" / f"{name}.png")
        browser.close()
        program.terminate()
        program.wait(20)


def wait_for(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except urllib.error.URLError:
            time.sleep(0.5)


if __name__ == "__main__":
    main()
