"""Planted mistakes: how many of a hundred small mistakes in the mathematics do the tests catch?

Each mistake is planted in a copy of the book, and the fast tests of its half run there: the engine's tests and doctests
for nnlib/*.py, node's tests for nnlib/widgets/shared/core/*.ts. Tests that take far too long, as after a mistake that
makes a loop endless, have caught it. The working tree is only read. Edits that change nothing are no mistakes, and are
not planted: tests/planted/equivalent.py lists those that were met, each with the reason.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tests.planted.copies import HALVES, copied, passes, planted
from tests.planted.equivalent import REASONS
from tests.planted.mistakes import KINDS, mistakes

LEAST = 0.9  # the share of the mistakes that must be caught


def chosen(root, count, seed):
    """So many mistakes, drawn by the seed: as many from each half, and of each kind, as there can be."""
    chance, pools = random.Random(seed), {}
    for half in HALVES:
        sources = {file: (root / file).read_bytes() for file in half.files(root)}
        found = [mistake for file, source in sources.items() for mistake in mistakes(file, source)]
        for kind in KINDS:
            pool = [mistake for mistake in found if mistake.kind == kind]
            chance.shuffle(pool)
            pools[half, kind] = [mistake for mistake in pool if not reason(mistake, sources[mistake.file])]
    drawn = []
    while len(drawn) < count and any(pools.values()):
        drawn += [(half, pool.pop(0)) for (half, _), pool in pools.items() if pool]
    return drawn[:count]


def reason(mistake, source):
    """Why an edit is no mistake; None of those that are."""
    _, before, after = mistake.lines(source)
    return REASONS.get((before, after))


def limits(original):
    """How long the tests of each half may take: several times as long as without a mistake, when they must pass."""
    found = {}
    for half in HALVES:
        began = time.monotonic()
        for command in half.tests(half.files(original)[0], original):
            if not passes(command, original, 3600):
                sys.exit(f"Without any mistake these tests must pass: {' '.join(command[1:])}")
        found[half] = 30 + 4 * (time.monotonic() - began)
    return found


def caught(original, folder, half, mistake, limit):
    """Whether the tests fail on a copy with the mistake in it."""
    planted(original, folder, mistake)
    found = not all(passes(command, folder, limit) for command in half.tests(mistake.file, folder))
    shutil.rmtree(folder)
    return found


def main(arguments):
    """Plant, print how each mistake fared and which survived; the exit code is 0 if enough were caught."""
    parser = argparse.ArgumentParser("python -m tests.planted", description=__doc__.replace("\n", " "))
    parser.add_argument("--count", type=int, default=100, help="how many mistakes (default: 100)")
    parser.add_argument("--seed", type=int, default=0, help="which ones are drawn (default: 0)")
    parser.add_argument("--jobs", type=int, default=2, help="how many are tried at the same time (default: 2)")
    asked = parser.parse_args(arguments)
    survivors = []
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(asked.jobs) as pool:
        original = copied(Path(home) / "original")
        limit = limits(original)
        drawn = chosen(original, asked.count, asked.seed)
        tried = {
            pool.submit(caught, original, Path(home) / str(i), half, mistake, limit[half]): mistake
            for i, (half, mistake) in enumerate(drawn)
        }
        for number, done in enumerate(as_completed(tried), 1):
            mistake = tried[done]
            line, before, after = mistake.lines((original / mistake.file).read_bytes())
            print(f"{number:3} {'caught  ' if done.result() else 'SURVIVED'} {mistake.kind}, {mistake.file}:{line}")
            sys.stdout.flush()
            if not done.result():
                survivors.append(f"{mistake.file}:{line}, {mistake.kind}:\n  - {before}\n  + {after}")
    print("", *sorted(survivors), f"{len(drawn) - len(survivors)} of {len(drawn)} mistakes were caught.", sep="\n")
    print(f"{len(REASONS)} edits that change nothing are never planted: tests/planted/equivalent.py has the reasons.")
    return int(len(drawn) - len(survivors) < LEAST * len(drawn))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
