"""The fictional province, loaded once and copied for every file that walks through it, and one Chromium."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.architecture.house import HOUSE
from tests.conftest import free_port

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def wait_for(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except urllib.error.URLError:
            time.sleep(0.25)
    raise AssertionError(f"{address} does not answer")


def says_why(page: Page, why: str = "result") -> None:
    """Whoever is asked why a record is opened that is no case of theirs answers, once in half an hour."""
    if page.locator("input[name=why]").count():
        page.locator(f"main .answers label:has(input[value={why}])").click()
        page.click("main button.primary")
        page.wait_for_load_state()


@contextmanager
def served(home: Path, *words: str, said: Path | None = None, **environment: str) -> Iterator[str]:
    """The program on a free port of this computer, as a clerk starts it; its address. What it prints goes to the file `said`."""
    port = free_port()
    command = [sys.executable, "-u", HOUSE / "app.py", "serve", *words, "--port", str(port)]
    surroundings = {**os.environ, "HOIAM_HOME": str(home), **environment}
    with (
        (said or Path(os.devnull)).open("w", encoding="utf-8") as out,
        subprocess.Popen(command, env=surroundings, cwd=HOUSE, stdout=out) as program,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/dang-nhap")
            yield f"http://127.0.0.1:{port}"
        finally:
            program.terminate()


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Only copied, never written to. Of several workers the first loads it, and the others wait for it."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    try:
        (shared / "loading").mkdir()
    except FileExistsError:
        for _ in range(480):
            if (shared / "loaded").exists():
                return shared / "loaded"
            time.sleep(0.25)
        raise AssertionError("the worker that loads the demo did not finish") from None
    home = shared / "loading" / "home"
    subprocess.run([sys.executable, HOUSE / "app.py", "demo"], env={**os.environ, "HOIAM_HOME": str(home)}, cwd=HOUSE, check=True, stdout=subprocess.DEVNULL)
    return home.rename(shared / "loaded")


@pytest.fixture(scope="module")
def province(loaded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, served as `make run` serves it; each file of tests has its own."""
    home = tmp_path_factory.mktemp("province") / "home"
    shutil.copytree(loaded_home, home)
    with served(home, "--demo") as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def signed_in(chromium: Browser, province: str) -> Iterator[Callable[..., Page]]:
    """`signed_in("thu.ha", width=360)`: a fresh browser in which that person is signed in."""
    opened = []

    def sign_in(login: str, width: int = 1280, **context: object) -> Page:
        opened.append(chromium.new_context(viewport={"width": width, "height": 860}, base_url=province, **context))
        page = opened[-1].new_page()
        page.goto("/dang-nhap")
        page.click(f'button[value="{login}"]')
        page.wait_for_url("**/hom-nay")
        return page

    yield sign_in
    for context in opened:
        context.close()


def looks_wrong(page: Page) -> list[str]:
    """What axe finds serious, and whether the page scrolls sideways; nothing is well."""
    page.emulate_media(reduced_motion="reduce")  # a colour in the middle of a fade has another contrast
    found = [violation["id"] for violation in Axe().run(page).response["violations"] if violation["impact"] in ("serious", "critical")]
    return found + (["scrolls sideways"] if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1") else [])
