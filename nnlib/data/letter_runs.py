"""What `python -m nnlib.train_letters --write` found, so that a lesson can show ten trainings without doing them."""

import os  # not pathlib, which would take longer to import than all of this folder
from typing import NamedTuple

FILE = os.path.join(os.path.dirname(__file__), "letter_runs.json")


class LetterRun(NamedTuple):
    """One seed: what the next letter of its names held back costs each model, a dictionary from name to mean cost; and
    how many of the six vowels have another vowel nearest to them, in the embedding with two numbers a letter."""

    seed: int
    costs: dict
    vowels: int


def letter_runs():
    """The LetterRuns that are written down, one for each seed.

    >>> len(letter_runs()), list(letter_runs()[0].costs)[:2]
    (10, ['no letter before', 'table of pairs'])
    """
    import json  # here, because `import nnlib` loads NumPy and nothing else

    with open(FILE, encoding="utf-8") as file:
        return [LetterRun(**run) for run in json.load(file)["runs"]]
