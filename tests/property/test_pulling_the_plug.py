"""kill -9 in the middle of an import: everything that was confirmed is there, and nothing is half (`make test-long`)."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.architecture.house import HOUSE

pytestmark = pytest.mark.long
MARTYRS = HOUSE / "demo" / "data" / "martyrs.xlsx"


def hoiam(home, *words, **more):
    environment = {**os.environ, "HOIAM_HOME": str(home), "HOIAM_KEY": "11" * 32}
    return subprocess.Popen([sys.executable, HOUSE / "app.py", *words], env=environment, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **more)


def test_an_import_that_is_killed_leaves_all_of_the_file_or_nothing(tmp_path):
    chance, outcomes = random.Random(50), set()
    for number in range(15):
        home = tmp_path / str(number)
        hoiam(home, "migrate").wait()
        program = hoiam(home, "import", "martyrs", str(MARTYRS))
        time.sleep(chance.uniform(0.8, 3.2))
        program.send_signal(signal.SIGKILL)
        confirmed = b"dong" in program.stdout.read() or program.wait() == 0
        after = json.loads(hoiam(home, "import", "martyrs", str(MARTYRS), "--dry-run", "--json").communicate()[0])
        outcomes.add(after["skipped"])
        assert after["skipped"] in (19, 347)
        assert not confirmed or after["skipped"] == 347
    assert outcomes <= {19, 347}
