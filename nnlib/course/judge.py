"""The exercise checker: one sentence on an answer, which says why it is right or what to look at again.

`judge` works on an exercise's plain data alone, and `book/live/judge.ts` does the same in the page.
"""

import functools
import math
import numbers
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from nnlib import arguments
from nnlib.course import state as states
from nnlib.course.exercises import EXERCISES

NEARLY = 1e-2  # relative: as far from the right value as two digits of it may be
SHOWN = 40  # characters of a typed answer that its sentence repeats


@dataclass(frozen=True)
class Verdict:
    """What `check` found: `right`, and the sentence as `text`."""

    right: bool
    text: str

    def __repr__(self):
        return f"Verdict(right={self.right})"

    def _ipython_display_(self):
        """Nothing: the sentence was printed already, and a notebook would show the value below it once more."""


def check(exercise, answer):
    """Print one sentence on an answer: right and why, or a hint that leaves the answer to you. Return the verdict.

    exercise: a name such as "3-boundary"; answer: a number, also as text such as "1/2" or "0,5", a pair of numbers
    where two are asked for, or, where the exercise has a widget, its link or the widget itself; `...` means not yet
    answered. The verdict is an object with `right` and `text`. Raises ValueError if no exercise has this name.

    >>> check("3-boundary", ...).right
    Not answered yet: put your number in place of the dots and run the cell.
    False
    """
    found = verdict(arguments.named("exercise", exercise, EXERCISES, fix="Copy the name from the exercise."), answer)
    print(found.text)
    return found


def verdict(exercise, answer):
    """The Verdict on an answer to an Exercise, a Choice or a Text: a Python value, a typed text, or a widget."""
    data = data_of(exercise)
    if answer is None or answer is ...:
        missing = asked(data, exercise.state)
        return Verdict(False, f"Not answered yet: put {missing} in place of the dots and run the cell.")
    if exercise.state and (states.holds_state(answer) or data["kind"] == "state"):
        try:
            state = exercise.state.traits(answer)
        except ValueError as error:
            return Verdict(False, states.unreadable(error))
        return judge_state(data | {"state": exercise.state.data()}, state, exercise.state.traits())
    return judge(data, answer, bool(exercise.state))


@functools.cache
def data_of(exercise):
    """An exercise's plain data, computed once: some right answers need a network to be trained."""
    return exercise.data()


def asked(data, with_state):
    """What belongs in place of the dots."""
    if data["kind"] == "state":
        return "the widget's name, without quotes,"
    if data["kind"] == "choice":
        return "the letter of your choice, in quotes,"
    if data["kind"] == "text":
        return "your answer, in quotes,"
    wanted = "number" if len(data["right"]) == 1 else "pair of numbers"
    return f"your {wanted}, or the widget's name without quotes," if with_state else f"your {wanted}"


def judge(data, answer, with_state=False):
    """The Verdict on a number, a pair, a choice or a text, by an exercise's plain data."""
    if data["kind"] == "choice":
        return judge_choice(data, answer)
    if data["kind"] == "text":
        said = bool(str(answer).strip())
        return Verdict(said, f"Compare your answer with this: {data['model']}" if said else "Write an answer first.")
    wanted, example = ("number", "0.5") if len(data["right"]) == 1 else ("pair of numbers", "(0.5, 0.5)")
    also = ", or the state of the widget" if with_state else ""
    found = numbers_in(answer)
    if found is None or len(found) != len(data["right"]):
        return Verdict(False, f"The answer should be a {wanted}, such as {example}{also}, {instead(answer)}.")
    return judge_numbers(data, found)


def judge_numbers(data, found):
    """The Verdict on numbers: right, a known mistake, or neither."""
    if not all(map(math.isfinite, found)):
        wanted = "number" if len(data["right"]) == 1 else "pair of numbers"
        text = f"The answer should be a finite {wanted}: something overflowed, or was divided by zero, on the way."
        return Verdict(False, text)
    if close(found, data["right"], data["tolerance"]):
        return Verdict(True, f"Right: {data['why']}")
    for value, hint in data["mistakes"]:
        if close(found, value, data["tolerance"]):
            return Verdict(False, f"Not yet: {hint}")
    if close(found, data["right"], NEARLY):
        return Verdict(False, "Not yet: that is close. Give one more digit, or look for a small slip on the way.")
    return Verdict(False, f"Not yet: {data['hint']}")


def judge_state(data, state, made):
    """The Verdict on a widget's traits, by an exercise's plain data and the traits that the widget was made with."""
    if hint := states.judged(data["state"], state, made):
        return Verdict(False, f"Not yet: {hint}")
    found = states.number_of(data["state"], state)
    return Verdict(True, f"Right: {data['why']}") if found is None else judge_numbers(data, found)


def judge_choice(data, answer):
    """The Verdict on a letter."""
    letters = "abcdefghijklmnopqrstuvwxyz"[: len(data["options"])]
    letter = str(answer).strip().lower()
    if len(letter) != 1 or letter not in letters:
        return Verdict(False, f"The answer should be a letter from a to {letters[-1]}, {instead(answer)}.")
    _, hint = data["options"][letters.index(letter)]
    return Verdict(False, f"Not yet: {hint}") if hint else Verdict(True, f"Right: {data['why']}")


def instead(answer):
    """What came instead, for the end of a sentence: a typed text as it is, if it is short."""
    if not isinstance(answer, str):
        return f"not {arguments.short(answer)}"
    text = " ".join(answer.split())
    if not text:
        return "and there is nothing here"
    return f'not "{text}"' if len(text) <= SHOWN else f'not "{text[:SHOWN]}…"'


def close(found, wanted, tolerance):
    """Whether numbers agree, each within a relative tolerance."""
    return len(found) == len(wanted) and all(
        math.isclose(f, w, rel_tol=tolerance, abs_tol=tolerance * 1e-3) for f, w in zip(found, wanted, strict=True)
    )


def numbers_in(answer):
    """The answer as a list of numbers, or None if it holds anything else than numbers, as numbers or as text."""
    if isinstance(answer, str):
        return numbers_of_text(answer)
    if isinstance(answer, (list, tuple)) and any(isinstance(part, (str, Decimal, Fraction)) for part in answer):
        parts = [numbers_in(part) for part in answer]
        return None if any(part is None or len(part) != 1 for part in parts) else [part[0] for part in parts]
    if isinstance(answer, bool):
        return None
    if isinstance(answer, (numbers.Real, Decimal)):
        try:
            return [float(answer)]
        except OverflowError:  # an int beyond all floats
            return [math.inf]
    try:
        found = np.ravel(np.asarray(answer))
    except (ValueError, TypeError):
        return None
    return found.astype(float).tolist() if found.dtype.kind in "iuf" else None


NUMBER = re.compile(r"[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)


def numbers_of_text(text):
    """The numbers of a text such as "0.5", "0,5", "1/2", "−3", "5e-3" or "(0.5, 2)" as a list; None for other texts.

    A comma is the decimal sign, unless a space follows it: then it separates the two numbers of a pair, as ; does.
    """
    text = re.sub(" ?/ ?", "/", " ".join(text.replace("\u2212", "-").split()))  # a minus sign; every kind of space
    text = text.removeprefix("(").removesuffix(")").removeprefix("[").removesuffix("]").strip()
    parts = re.split(r" ?; ?|, | (?=[+\-.,0-9])", text)
    if len(parts) == 1 and text.count(",") == 1 and "." in text:
        parts = text.split(",")  # (0.5,2.5)
    found = []
    for part in parts:
        top, slash, bottom = part.strip().partition("/")
        if not NUMBER.fullmatch(top) or (slash and not NUMBER.fullmatch(bottom)):
            return None
        value, by = float(top.replace(",", ".")), float(bottom.replace(",", ".")) if slash else 1.0
        found.append(value / by if by else math.nan)
    return found
