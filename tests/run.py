"""Runs every group of tests whose needs are present, and names in its last lines what it left out and how to get it.

Under CI=true a missing need is a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NEEDS = {
    "postgres": ("PostgreSQL server programs", "apt-get install postgresql", lambda: bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))),
    "browser": ("Chromium", "apt-get install chromium", lambda: bool(shutil.which("chromium"))),
    "paper": ("pdftoppm", "apt-get install poppler-utils", lambda: bool(shutil.which("pdftoppm"))),
}

ORDER = ("--dist", "loadfile", "--no-loadscope-reorder")
"""A file's tests share a worker. The files with the browser come first: whatever takes longest must not begin last."""


def main() -> int:
    missing = [need for need, (_, _, present) in NEEDS.items() if not present()]
    chosen = ["long"] if "--long" in sys.argv else ["not long"]
    marks = " and ".join([*chosen, *(f"not {need}" for need in missing)])
    failed = 0
    if "--long" not in sys.argv:
        failed |= subprocess.call([sys.executable, "-m", "ruff", "check", "."])
        failed |= subprocess.call([sys.executable, "-m", "mypy"])
        failed |= subprocess.call([str(Path(sys.executable).with_name("lint-imports"))])
    failed |= subprocess.call([sys.executable, "-m", "pytest", "-m", marks, "-n", "2", *ORDER, "--durations", "8"])
    for need in missing:
        name, how, _ = NEEDS[need]
        print(f"Left out: the tests that need {name}. To run them: {how}")
    return failed or (1 if missing and os.environ.get("CI") == "true" else 0)


if __name__ == "__main__":
    sys.exit(main())
