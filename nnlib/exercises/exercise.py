"""What an exercise is to the checker."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Exercise:
    """`answer()` gives the right value, `mistakes()` a list of (wrong value, hint); `hint` serves all other answers."""

    answer: Callable
    why: str
    mistakes: Callable
    hint: str
    tolerance: float = 2e-3  # relative: three digits of a hand calculation are enough
