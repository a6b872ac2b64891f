"""Time and reading level of the notebooks: `python -m tests.lessons.reading`, with file names for those only.

Time is by `book/minutes.py`: reading and trying, then exercises. Level: the Flesch-Kincaid grade, about the years of
school that sentences and words ask for; numbers and symbols, which ask for something else, are left out.
"""

import re
import sys
from pathlib import Path

import nbformat

from book.minutes import BOOK, exercises, prose, reading


def grade(notebook):
    """The Flesch-Kincaid grade of the prose."""
    import readability  # here, so that the rest of this module needs no more than nbformat

    paragraphs = [" ".join(block.split()) for block in re.split(r"\n\s*\n", prose(notebook))]
    sentences = [sentence for block in paragraphs for sentence in re.split(r"(?<=[.?])\s+", block)]
    words = [re.findall(r"[^\W\d_]{2,}|\b[aAI]\b", sentence) for sentence in sentences]
    tokens = "\n".join(" ".join(sentence) for sentence in words if len(sentence) > 2)
    return readability.getmeasures(tokens, lang="en")["readability grades"]["Kincaid"]


def main(names):
    for path in [Path(name) for name in names] or sorted(BOOK.glob("[0-9][0-9]-*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        words, takes = len(prose(notebook).split()), f"{reading(notebook):3.0f} + {exercises(notebook):3.0f} minutes"
        print(f"{path.stem:24} {takes}, {words:5} words, grade {grade(notebook):4.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
