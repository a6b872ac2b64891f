"""What an exercise is to the checker."""

from collections.abc import Callable
from dataclasses import dataclass

from nnlib.exercises.linked import Stated


@dataclass(frozen=True)
class Exercise:
    """`answer()` gives the right value, `mistakes()` a list of (wrong value, hint); `hint` serves all other answers.

    Where the value is found on a figure, `state` reads it from the figure's link.
    """

    answer: Callable
    why: str
    mistakes: Callable
    hint: str
    tolerance: float = 2e-3  # relative: three digits of a hand calculation are enough
    state: Stated | None = None
