"""How a ratio is taken: ours and the baseline in turns, medians of each."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """One promise: `ours` and `base` are medians in `unit`, `goal` the largest ratio allowed."""

    name: str
    ours: float
    base: float
    goal: float
    note: str = ""
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """How many times the baseline our work takes."""
        return self.ours / self.base

    @property
    def is_met(self) -> bool:
        """Whether the promise holds in this run."""
        return self.ratio <= self.goal


def seconds(work: Callable[[], object]) -> float:
    """Time of one call in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def worked(work: Callable[[], object]) -> float:
    """Seconds of work in one call: without what the machine does for others meanwhile."""
    start = time.process_time()
    work()
    return time.process_time() - start


def medians(ours: Callable[[], object], base: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of both, measured in turns so that a slow moment of the machine hits both."""
    pairs = [(seconds(ours), seconds(base)) for _ in range(rounds)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def calibration() -> float:
    """Seconds of work of a fixed loop of plain Python, printed beside limits given in milliseconds."""

    def loop() -> int:
        total = 0
        for number in range(200_000):
            total += number % 7
        return total

    return statistics.median(worked(loop) for _ in range(5))
