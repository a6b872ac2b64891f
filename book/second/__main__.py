"""Print the exercises by hand with other numbers: python -m book.second --seed 1, with --sheet without the answers.

`--lesson 10` prints one lesson's alone, and `--exam` the exam of the appendix, also with other numbers.
"""

import argparse
import textwrap

from book.second import VARIANTS, exam
from book.second.variant import right

WIDTH = 100


def main(arguments=None):
    """Print what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m book.second", description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other numbers")
    parser.add_argument("--lesson", type=int, help="the number of one lesson")
    parser.add_argument("--sheet", action="store_true", help="leave the answers out")
    parser.add_argument("--exam", action="store_true", help="print the exam in place of the exercises")
    chosen = parser.parse_args(arguments)
    if chosen.seed < 0:
        parser.error("a seed is 0 or more.")
    if chosen.exam:
        print(exam.paper(chosen.seed) if chosen.sheet else exam.key(chosen.seed))
        return
    found = [name for name in VARIANTS if chosen.lesson in (None, int(name.split("-")[0]))]
    if not found:
        parser.error(f"lesson {chosen.lesson} has no exercise with second numbers.")
    for name in found:
        print(printed(name, chosen.seed, chosen.sheet), end="\n\n")


def printed(name, seed, sheet=False):
    """One exercise: its name, its question, and the right answer."""
    variant = VARIANTS[name]
    numbers = variant.drawn(name, seed)
    lines = [name, *textwrap.wrap(variant.question(numbers), WIDTH, initial_indent="  ", subsequent_indent="  ")]
    return "\n".join(lines if sheet else [*lines, f"  Answer: {right(variant.answer(**numbers))}"])


if __name__ == "__main__":
    main()
