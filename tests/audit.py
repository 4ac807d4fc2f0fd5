"""`make audit`: is a known hole in anything that the lock files name?

Exit 1 when one is known. pip-audit itself says "No known vulnerabilities found" also when its service knew none of the packages or could not
be reached; here that is said as what it is: NOT AUDITED, with how many. Without a service nobody can be told more, so a newcomer on a train and
a build machine without internet go on (exit 0), in words that no reader takes for a pass; `HOIAM_AUDIT=must`, for a release, makes it exit 3.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOCKS = ("requirements.lock", "requirements-dev.lock")
SERVICES = ("pypi", "osv")
"""The second is asked about whatever the first could not answer."""
PATIENCE = 240
Answer = dict[str, Any] | None


def ask(service: str) -> Answer:
    """What pip-audit says of every package, or None when it could not ask. `--disable-pip`: nothing is installed, the files are read."""
    files = [part for lock in LOCKS for part in ("-r", lock)]
    words = [str(Path(sys.executable).with_name("pip-audit")), "--disable-pip", "--require-hashes", *files, "-s", service, "-f", "json",
             "--progress-spinner", "off", "--timeout", "10"]
    try:
        said = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout
        return json.loads(said)
    except (json.JSONDecodeError, subprocess.TimeoutExpired, OSError):
        return None


def judge(answers: list[Answer]) -> tuple[list[str], set[str], set[str]]:
    """(known holes, audited packages, packages nobody could answer for)."""
    each = [package for answer in answers if answer for package in answer["dependencies"]]
    audited = {package["name"] for package in each if "vulns" in package}
    holes = sorted({
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for package in each for hole in package.get("vulns", [])
    })
    return holes, audited, {package["name"] for package in each} - audited


def main(asked: Callable[[str], Answer] = ask, must: bool = os.environ.get("HOIAM_AUDIT") == "must") -> int:
    answers: list[Answer] = []
    for service in SERVICES:
        answers.append(asked(service))
        if answers[-1] is None:
            print(f"The service {service} could not be asked.")
        elif not judge(answers)[2]:
            break
    holes, audited, left = judge(answers)
    for hole in holes:
        print(f"KNOWN HOLE  {hole}")
    if left or not audited:
        print(f"NOT AUDITED: {len(left) or 'all'} packages are unknown to the services that could be asked. This is no pass.")
    else:
        print(f"Audited: {len(audited)} packages, {len(holes)} known holes.")
    return 1 if holes else 3 if must and (left or not audited) else 0


if __name__ == "__main__":
    sys.exit(main())
