"""The exercise checker: one sentence for an answer, which says why it is right or what to look at again."""

import math
import numbers

import numpy as np

from nnlib.exercises import EXERCISES
from nnlib.exercises.linked import Linked, holds_state, unreadable


def check(exercise, answer):
    """Print one sentence on an answer: right and why, or a hint that leaves the answer to you.

    exercise: a name such as "3-boundary"; answer: a number, a pair of numbers where two are asked for, or, where the
    exercise has a widget, its link or the widget itself; `...` means not yet answered. ValueError for a name that no
    exercise has.

    >>> check("3-boundary", ...)
    Not answered yet: put your number in place of the dots and run the cell.
    """
    if not isinstance(exercise, str) or exercise not in EXERCISES:
        raise ValueError(
            f"exercise must be one of {', '.join(repr(name) for name in EXERCISES)}; got {exercise!r}. "
            f"Copy the name from the exercise."
        )
    print(verdict(EXERCISES[exercise], answer))


def verdict(exercise, answer):
    """The sentence that `check` prints for an answer to an Exercise, or to a Linked one."""
    if isinstance(exercise, Linked):
        return exercise.verdict(answer)
    right = np.ravel(exercise.answer()).astype(float)  # (1,) or (2,)
    wanted = "number" if right.size == 1 else "pair of numbers"
    if answer is None or answer is ...:
        link = ", or the widget's link in quotes," if exercise.state else ""
        return f"Not answered yet: put your {wanted}{link} in place of the dots and run the cell."
    if exercise.state and holds_state(answer):
        try:
            answer = exercise.state.said(answer)
        except ValueError as error:
            return unreadable(error)
        if isinstance(answer, str):
            return f"Not yet: {answer}"
    found = _numbers(answer)
    if found is None or found.size != right.size:
        example = "0.5" if right.size == 1 else "(0.5, 0.5)"
        link = ", or the widget's link in quotes" if exercise.state else ""
        return f"The answer should be a {wanted}, such as {example}{link}, not a {type(answer).__name__}."
    if not np.isfinite(found).all():
        return f"The answer should be a finite {wanted}: something overflowed, or was divided by zero, on the way."
    if _close(found, right, exercise.tolerance):
        return f"Right: {exercise.why}"
    for value, hint in exercise.mistakes():
        if _close(found, np.ravel(value).astype(float), exercise.tolerance):
            return f"Not yet: {hint}"
    return f"Not yet: {exercise.hint}"


def _close(found, wanted, tolerance):
    return all(
        math.isclose(f, w, rel_tol=tolerance, abs_tol=tolerance * 1e-3) for f, w in zip(found, wanted, strict=True)
    )


def _numbers(answer):
    """The answer as a flat array, or None where it holds anything but numbers."""
    if isinstance(answer, (bool, str)):
        return None
    if isinstance(answer, numbers.Real):
        try:
            return np.array([float(answer)])
        except OverflowError:  # an int beyond all floats
            return np.array([math.inf])
    try:
        found = np.ravel(np.asarray(answer))
    except (ValueError, TypeError):
        return None
    return found.astype(float) if found.dtype.kind in "iuf" else None
