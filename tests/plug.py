"""Pulling the plug: a program is ended with kill -9 at a random moment, and then its database is read (`make test-long`).

A home is prepared once and copied for every kill. The client writes down what it was told had been saved; afterwards every such thing
must be wholly there, and nothing else may be there in part.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import httpx

from core.db import Database
from core.installation import open_installation
from core.settings import Settings
from tests import telephone
from tests.architecture.house import HOUSE

KEY = bytes(range(32)).hex()
"""The key of the tests' own keyring (conftest), so that both sides read the same sealed fields."""


Told = TypeVar("Told")


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "HOIAM_HOME": str(home), "HOIAM_KEY": KEY}


def command(home: Path, *words: object) -> list[str]:
    return [sys.executable, str(HOUSE / "app.py"), *map(str, words)]


@contextmanager
def opened(home: Path) -> Iterator[Database]:
    """The database as the next start finds it."""
    database = open_installation(Settings(home, f"sqlite:///{home / 'hoiam.sqlite3'}", key=KEY))
    try:
        with closing(database.engine.raw_connection()) as raw:
            assert raw.cursor().execute("PRAGMA integrity_check").fetchone() == ("ok",)
        yield database
    finally:
        database.engine.dispose()


def copied(home: Path, to: Path) -> Path:
    return Path(shutil.copytree(home, to))


def killed_after(seconds: float, home: Path, *words: object) -> tuple[bytes, bool]:
    """What a command had said on its way, and whether it had ended by itself."""
    with subprocess.Popen(command(home, *words), env=environment(home), cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        try:
            program.wait(seconds)
        except subprocess.TimeoutExpired:
            program.kill()
        said, _ = program.communicate()
        return said, program.returncode >= 0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Served:
    """A running server, and a signed-in browser in front of it."""

    def __init__(self, program: subprocess.Popen[bytes], client: httpx.Client) -> None:
        self.program, self.client = program, client
        self.confirmed: list[str] = []

    def token(self, path: str) -> str:
        found = re.search(r'name="_csrf_token" value="(\w+)"', self.client.get(path, follow_redirects=True).text)
        assert found
        return found[1]

    def post(self, path: str, **fields: str) -> httpx.Response:
        return self.client.post(path, data={"_csrf_token": self.csrf, **fields})

    def sign_in(self, login: str, password: str) -> None:
        answer = self.client.post("/dang-nhap", data={"_csrf_token": self.token("/dang-nhap"), "name": login, "password": password})
        assert answer.status_code == 303, answer.status_code
        if answer.headers["location"] == telephone.SECOND_STEP:
            page = self.client.get(telephone.SECOND_STEP).text
            token = self.token(telephone.SECOND_STEP)
            self.client.post(telephone.SECOND_STEP, data={"_csrf_token": token, "code": telephone.code_now(telephone.secret_on(page))}).raise_for_status()
        self.csrf = self.token("/")


@contextmanager
def serving(home: Path, login: str, password: str) -> Iterator[Served]:
    port = free_port()
    with (
        subprocess.Popen(command(home, "serve", "--port", port), env=environment(home), cwd=HOUSE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client,
    ):
        try:
            _wait_for(port)
            served = Served(program, client)
            served.sign_in(login, password)
            yield served
        finally:
            program.kill()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server did not start")


def saved_until_killed(served: Served, seconds: float, saves: Iterator[Callable[[], Told]]) -> list[Told]:
    """Save after save, each answered on screen, until the plug is pulled; what had been confirmed by then."""
    confirmed = []
    timer = threading.Timer(seconds, served.program.kill)
    timer.start()
    try:
        for save in saves:
            confirmed.append(save())
    except httpx.TransportError:
        pass
    finally:
        timer.cancel()
        timer.join()
    return confirmed
