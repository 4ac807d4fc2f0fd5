"""From the command to the first page, and the memory of the running program; bare is Litestar and granian with one page of text."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.table import RUNS, Row
from tests.plug import command, environment, free_port

LIMIT = 10
BARE = """
import asyncio, sys
from granian.constants import Interfaces
from granian.server.embed import Server
from litestar import Litestar, get
@get("/", sync_to_thread=False)
def first() -> str: return "Hồi Âm"
async def listen(): await Server(Litestar([first]), address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.ASGI, log_access=False).serve()
asyncio.run(listen())
"""


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        subprocess.run(command(home, "migrate"), env=environment(home), check=True, stdout=subprocess.DEVNULL)
        ours = [_first_page(lambda port: command(home, "serve", "--port", port), environment(home)) for _ in range(RUNS)]
        bare = [_first_page(lambda port: [sys.executable, "-c", BARE, str(port)], dict(os.environ)) for _ in range(RUNS)]
    (seconds, memory), (bare_seconds, bare_memory) = min(ours), min(bare)
    return [
        Row("start to first page against a bare Litestar", f"{seconds:.1f} s", f"{bare_seconds:.1f} s", seconds / bare_seconds, LIMIT, at_most=True),
        Row("memory after the first page against a bare Litestar", f"{memory:.0f} MB", f"{bare_memory:.0f} MB", memory / bare_memory, LIMIT, at_most=True),
    ]


def _first_page(words, env) -> tuple[float, float]:
    port = free_port()
    start = time.perf_counter()
    with subprocess.Popen(words(port), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        try:
            _page(port)
            return time.perf_counter() - start, _megabytes(program.pid)
        finally:
            program.kill()


def _page(port: int) -> None:
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.02)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:  # noqa: S310 - our own server
        assert answer.status == 200


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS")) / 1024
