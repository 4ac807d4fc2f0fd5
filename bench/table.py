"""One line of the table of `make bench`, and how often each side is measured."""

from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

RUNS = 3


class Row(NamedTuple):
    """`ratio` is ours against bare; the limit is the least it may be, or with `at_most` the most."""

    what: str
    ours: str
    bare: str
    ratio: float
    limit: float
    at_most: bool = False

    @property
    def holds(self) -> bool:
        return self.ratio <= self.limit if self.at_most else self.ratio >= self.limit


def best_seconds(*works: Callable[[], object]) -> list[float]:
    """The best of a few runs of each, taken in turns so that a noisy moment meets all of them."""
    runs = [[seconds(work) for work in works] for _ in range(RUNS)]
    return [min(each) for each in zip(*runs, strict=True)]


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
