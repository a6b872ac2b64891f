"""A question whose numbers can change: its text, what each number may be, and the answer as a function of them."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Variant:
    """`numbers` gives the values of each name in the `text`, the lesson's own value first.

    `answer` takes the numbers by name; `fits` is false for numbers that do not go together.
    """

    text: str
    numbers: dict
    answer: Callable
    fits: Callable = lambda **numbers: True

    def first(self):
        """The numbers of the lesson."""
        return {name: values[0] for name, values in self.numbers.items()}

    def drawn(self, name, seed):
        """Other numbers than the lesson's, with another answer; the same for the same name and seed."""
        rng, known = np.random.default_rng([seed, zlib.crc32(name.encode())]), right(self.answer(**self.first()))
        while True:
            numbers = {name: values[rng.integers(1, len(values))] for name, values in self.numbers.items()}
            if self.fits(**numbers) and right(self.answer(**numbers)) != known:
                return numbers

    def question(self, numbers):
        """The text with numbers in it."""
        return self.text.format(**{name: written(value) for name, value in numbers.items()})


def written(value):
    """A number, a word, or several of these, as in a sentence; tuples within a tuple are in brackets."""
    if isinstance(value, tuple):
        *parts, last = (
            f"({', '.join(map(written, one))})" if isinstance(one, tuple) else written(one) for one in value
        )
        return f"{', '.join(parts)} and {last}"
    return value if isinstance(value, str) else f"{value:g}".replace("-", "−")


def right(value):
    """An answer to six digits, a pair with a semicolon."""
    return "; ".join(f"{number:.6g}" for number in np.ravel(value))
