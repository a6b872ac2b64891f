"""What an exercise is to the checker: what is right, the mistakes that it knows, and the same as plain data.

The plain data is what judges: `judge.py` in Python and `book/live/judge.ts` in the page read it alike.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlib.course.state import State

DIGITS = 12  # significant ones of exported numbers: far beyond every tolerance


@dataclass(frozen=True)
class Exercise:
    """`answer()` gives the right number or pair, `mistakes()` a list of (wrong value, hint); `hint` is for the rest.

    Where the number is found on a widget, `state` judges the widget's state too. Where `answer` is None, the exercise
    asks for a state, of which many may be right. Where the reader is to write code, `code` is true: the page has an
    editor then, and the value of the code's last line is the answer.
    """

    answer: Callable | None
    why: str
    mistakes: Callable = list
    hint: str = ""
    tolerance: float = 2e-3  # relative: three digits of a hand calculation are enough
    state: State | None = None
    code: bool = False

    def data(self):
        """The exercise as plain data, but for the widget's part, which `state.data()` gives."""
        if self.answer is None:
            return {"kind": "state", "why": self.why}
        mistakes = [[rounded(value), hint] for value, hint in self.mistakes()]
        return {
            "kind": "number",
            "right": rounded(self.answer()),
            "tolerance": self.tolerance,
            "mistakes": [[value, hint] for value, hint in mistakes if all(map(math.isfinite, value))],
            "why": self.why,
            "hint": self.hint,
        }


@dataclass(frozen=True)
class Choice:
    """A choice: `options` holds a (text, hint) for each, the hint "" for the right one. The answer is a letter."""

    why: str
    options: tuple
    answer = state = None
    mistakes = list

    def data(self):
        """The exercise as plain data."""
        return {"kind": "choice", "why": self.why, "options": [list(option) for option in self.options]}


@dataclass(frozen=True)
class Text:
    """A short text, which the reader compares with a `model` answer: nothing judges it."""

    model: str
    answer = state = None
    mistakes = list

    def data(self):
        """The exercise as plain data."""
        return {"kind": "text", "model": self.model}


def rounded(value):
    """One number or two as a list of numbers, whole ones as whole."""
    found = [float(f"{number:.{DIGITS}g}") for number in np.ravel(value).astype(float)]
    return [int(number) if number.is_integer() and abs(number) < 1e15 else number for number in found]
