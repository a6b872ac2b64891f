"""Timing: two pieces of work by turns, as a ratio, each with the number of threads that suits it."""

import contextlib
import statistics
import sys
import time

TIMES = 5
CLEARLY = 0.9  # a second thread that gains less is soon lost where the machine has other work


def ratio(work, other, n=None):
    """The median of five ratios, each of two timings right after each other, with n threads or as many as suit each."""
    work, other = (suited(each) if n is None else warm(each, n) for each in (work, other))
    return statistics.median(work() / other() for _ in range(TIMES))


def warm(work, n):
    """A function that times this work with n threads; it has run once."""
    seconds(work, n)
    return lambda: seconds(work, n)


def suited(work):
    """A function that times this work with one thread, or with two where they were clearly faster in the warm-up."""
    one, two = (min(seconds(work, n) for _ in range(3)) for n in (1, 2))
    return lambda: seconds(work, 2 if two < CLEARLY * one else 1)


def seconds(work, n=1):
    """What one call of work takes with n threads."""
    with threads(n):
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun


@contextlib.contextmanager
def threads(n):
    """NumPy's products, and PyTorch if it is loaded, on n threads.

    NumPy's need threadpoolctl, which scikit-learn brings; without it they stay as they are.
    """
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(n)
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        yield
        return
    with threadpool_limits(n):
        yield
