"""Work beside the pages, in the same process: each job is called again and again by one thread, from the start of the site to its stop."""

import logging
from collections.abc import Callable, Sequence
from threading import Event, Thread

from core.db import Database

Job = Callable[[Database], object]
EVERY = 10.0
"""Seconds between two passes."""


class Jobs:
    """Start and stop with the site. A job that fails is noted by the kind of its error, never its words, and is called again."""

    def __init__(self, database: Database, jobs: Sequence[Job], every: float = EVERY):
        self._stopping = Event()
        self._threads = [Thread(target=self._run, args=(job, database, every), name=f"job-{number}", daemon=True) for number, job in enumerate(jobs, 1)]

    def __enter__(self) -> "Jobs":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join(timeout=5)

    def _run(self, job: Job, database: Database, every: float) -> None:
        while not self._stopping.is_set():
            try:
                job(database)
            except Exception as error:  # noqa: BLE001 - the next pass may go well, and the thread must live until then
                logging.getLogger("hoiam").warning("a job failed: %s", type(error).__name__)
            self._stopping.wait(every)
