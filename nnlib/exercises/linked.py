"""Exercises that are answered by a state: a widget's link, or the widget itself, read back and judged with nnlib."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

import numpy as np

from nnlib import checks

LONGEST = 100_000  # characters of a link
SHOWN = (
    "steps",
    "step",
    "by",
    "picked",
    "pick",
    "notation",
    "view",
    "guess",
    "pace",
    "axes",
    "unit",
    "w_range",
    "b_range",
)


@dataclass(frozen=True)
class Figure:
    """The figure at `place`, such as "descent-2", which `made()` makes as the lesson does."""

    place: str
    made: Callable

    def link(self, **state):
        """The link of this figure in a state, by what differs from how it was made."""
        return f"#{self.place}={json.dumps(state)}"

    def widget(self, answer):
        """The widget in the state that a link holds; a widget is taken as it is. ValueError for what holds none."""
        made = self.made()
        if getattr(answer, "_anywidget_id", "") == made._anywidget_id:  # each widget has a class of its own
            return answer
        if not isinstance(answer, str):
            raise ValueError(f"it should be a link in quotes, or the widget; got {checks.told(answer)}.")
        state = read(answer, self.place)
        for name in state:
            checks.named("a trait", name, dict.fromkeys(own_traits(made)))
        with made.hold_trait_notifications():  # set together, judged together
            for name, value in state.items():
                setattr(made, name, value)
        return made


@dataclass(frozen=True)
class Linked(Figure):
    """An exercise that asks for a state, of which many are right.

    `judge(widget)` is "" for a state that is right, else the hint for it. `answer()` is a link that is right, and
    `mistakes()` a list of (link, hint).
    """

    judge: Callable
    why: str
    answer: Callable
    mistakes: Callable

    def verdict(self, answer):
        """The sentence on a link or a widget."""
        if answer is None or answer is ...:
            return "Not answered yet: put the widget's link, in quotes, in place of the dots and run the cell."
        try:
            hint = self.judge(self.widget(answer))
        except ValueError as error:
            return unreadable(error)
        return f"Not yet: {hint}" if hint else f"Right: {self.why}"


@dataclass(frozen=True)
class Stated(Figure):
    """A figure on which an exercise's number is found, so that its state says the number as well.

    `moves` are the traits that the exercise sets; all others, but for what is only shown, stay as they were made.
    `number(widget)` is what the state says, or, as a text, the hint where it says nothing yet. `right()` is what
    differs in a state that is right, and `wrong()` a list of (what differs, hint).
    """

    moves: tuple
    number: Callable
    right: Callable
    wrong: Callable

    def said(self, answer):
        """The number that a link or a widget says, or a hint. ValueError for what holds no state."""
        widget, made = self.widget(answer), self.made()
        kept = [name for name in own_traits(made) if name not in (*self.moves, *SHOWN)]
        if moved := [name for name in kept if not same(getattr(widget, name), getattr(made, name))]:
            return (
                f"the exercise leaves {' and '.join(moved)} as the lesson has it; press Reset, and set the rest again."
            )
        return self.number(widget)


def unreadable(error):
    """The sentence on what holds no state."""
    return f"That state cannot be read: {error}"


def holds_state(answer):
    """Whether an answer is a widget, or a text with the sign that a link's state stands behind."""
    return hasattr(answer, "_anywidget_id") if not isinstance(answer, str) else "#" in answer


def own_traits(widget):
    """The names of a widget's own synced traits, which a link may name."""
    known = [name for name in widget.trait_names(sync=True) if not name.startswith("_")]
    return [name for name in known if name not in ("about", "layout", "tabbable", "tooltip")]


def same(value, other):
    """Whether two values of a trait are equal; arrays by their entries."""
    return np.array_equal(value, other) if isinstance(value, np.ndarray) else value == other


def read(link, place):
    """The traits that the link of the figure at `place` holds. ValueError, in a sentence, where it holds none."""
    if len(link) > LONGEST:
        raise ValueError("the link is too long. Copy it again, with Copy link.")
    _, sharp, fragment = link.strip().partition("#")
    found, equals, text = fragment.partition("=")
    if not sharp or not equals:
        raise ValueError("the link has no state, which stands behind a # sign. Copy it with Copy link.")
    if found != place:
        raise ValueError(f"the link is that of {checks.told(found)}; the exercise asks for the figure {place!r}.")
    try:
        state = json.loads(unquote(text, errors="strict"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise ValueError("the state in the link is damaged, or cut off. Copy it again, with Copy link.") from None
    if not isinstance(state, dict):
        raise ValueError("the state in the link is damaged: it names no traits. Copy it again, with Copy link.")
    return state


def _refuse(name):
    raise ValueError(name)
