"""Habits of stiff prose, counted by lesson: `python -m tests.lessons.tics`, with file names for those only.

Prose that reads as if translated has them. The numbers are per 1,000 words. They help when a lesson is read again and
are no goal: each of these can be right in its place.
"""

import re
import sys
from pathlib import Path

import nbformat

from book.minutes import BOOK, prose

TICS = {
    "clause as a noun": r"\b(whoever|whatever)\b|\bwhat (is left|comes|follows|it says|stands|holds|counts)\b",
    "things that tell": r"\b(tells?|told)\b",
    "stands": r"\b(stands?|stood)\b",
    "old words": r"\b(hangs? on|for ever|dear|sooner|serves?|at one stroke|to and fro|beside it|its like)\b",
    "is no": r"\b(is|are|was|were) no (?!longer|more|less|matter|one)\w",
    "unnamed opponent": r"\b(one (often )?reads|is (often|sometimes) (told|said|put|called)|so say|it is said)\b",
    "semicolon": r";",
    "long bracket": r"\([^()]{40,}\)",
    "So at the head": r"(?:(?<=[.?!:] )|(?<=\n\n))So\b",
}


def counted(text):
    """How often each habit is found in a text."""
    return {name: len(re.findall(pattern, text, re.I)) for name, pattern in TICS.items()}


def main(paths):
    print(f"{'per 1,000 words':32}" + "".join(f"{name:>18}" for name in TICS))
    for path in paths:
        text = prose(nbformat.read(path, as_version=4))
        words = len(text.split())
        rates = (1000 * count / words for count in counted(text).values())
        print(f"{path.stem:32}" + "".join(f"{rate:18.1f}" for rate in rates))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(BOOK.glob("[0-9]*.ipynb")))
