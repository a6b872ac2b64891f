"""States as answers: a widget's traits are read, from the widget or its link, and judged by conditions that are data.

A condition is a dict: the trait it looks at, what the trait should be, and the hint for a state in which it is not. So
the page judges by the same conditions as Python does.
"""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

import numpy as np

from nnlib import arguments

LONGEST = 100_000  # characters of a link


def one_of(trait, *values, hint):
    """The condition that a trait is one of these values."""
    return {"trait": trait, "values": [plain(value) for value in values], "hint": hint}


def each_of(trait, *values, hint):
    """The condition that every entry of a trait is one of these values."""
    return {"trait": trait, "each": list(values), "hint": hint}


def between(trait, low, high, *, hint):
    """The condition that a number lies from `low` to `high`: a trait, or the sum of several."""
    return {"trait": trait, "low": float(low), "high": float(high), "hint": hint}


def near(trait, values, within, *, hint):
    """The condition that each number of a trait is within a distance of its value, where that is not None."""
    return {"trait": trait, "near": plain(values), "within": within, "hint": hint}


def unless(condition):
    """The opposite condition: its hint is for a state in which the condition holds."""
    return {**condition, "unless": True}


@dataclass(frozen=True)
class State:
    """The states that answer an exercise, of the widget at `place`, such as "descent-2", which `made()` makes.

    `moves` are the traits that the exercise sets; all others stay as they were made, but for those that the widget's
    schema marks as only a view.
    `conditions()` is a list of conditions, in order: the first that does not hold gives its hint. If all hold, the
    state is right, or, where `number` names a trait (and an entry of it), that number is judged as a typed one is.
    `right()` holds the traits that differ in a right state, and `wrong()` is a list of (traits that differ, hint).
    """

    place: str
    made: Callable
    moves: tuple
    conditions: Callable
    right: Callable
    wrong: Callable
    number: tuple = ()

    def data(self):
        """What judges, as plain data."""
        with _unseen():
            made = self.made()
        free = {*self.moves, *(name for name, trait in made.schema().items() if "view" in trait)}
        made.close()
        kept = [name for name in made.schema() if name not in free]
        return {"place": self.place, "kept": kept, "conditions": self.conditions(), "number": list(self.number)}

    def link(self, **state):
        """The link of the widget in a state, by the traits that differ from how it was made."""
        return f"#{self.place}={json.dumps(state)}"

    def traits(self, answer=None):
        """The traits of the widget as it is made, as a link sets them, or of a widget as it is; as plain data.

        ValueError, in a sentence, for an answer that is neither this widget's link nor this widget.
        """
        with _unseen():
            made = self.made()
        try:
            if answer is None:
                return traits_of(made)
            if getattr(answer, "_anywidget_id", "") == made._anywidget_id:  # each widget has a class of its own
                return traits_of(answer)
            if not isinstance(answer, str):
                raise ValueError(f"it should be a link in quotes, or the widget; got {arguments.short(answer)}.")
            state = read(answer, self.place)
            for name in state:
                arguments.named("a trait", name, made.schema())
            with made.hold_trait_notifications():  # set together, judged together
                for name, value in state.items():
                    setattr(made, name, value)
            return traits_of(made)
        finally:
            made.close()  # else every widget that was ever made is kept


def judged(data, state, made):
    """The hint for a state, "" where every condition holds: `data` is a State's, `state` and `made` its traits."""
    if moved := [name for name in data["kept"] if state[name] != made[name]]:
        return f"the exercise leaves {' and '.join(moved)} as the lesson has it; press Reset, and set the rest again."
    return next((condition["hint"] for condition in data["conditions"] if not holds(condition, state)), "")


def holds(condition, state):
    """Whether a state satisfies a condition."""
    if isinstance(condition["trait"], (list, tuple)):
        found = sum(state[name] for name in condition["trait"])
    else:
        found = state[condition["trait"]]
    if "values" in condition:
        satisfied = found in condition["values"]
    elif "each" in condition:
        satisfied = all(part in condition["each"] for part in found)
    elif "near" in condition:
        satisfied = len(found) == len(condition["near"]) and all(
            wanted is None or abs(value - wanted) <= condition["within"]
            for value, wanted in zip(found, condition["near"], strict=True)
        )
    else:
        satisfied = condition["low"] <= found <= condition["high"]
    return satisfied != condition.get("unless", False)


def number_of(data, state):
    """The numbers that a state shows, as a list; None where no number is asked for."""
    if not data["number"]:
        return None
    name, *at = data["number"]
    found = state[name][at[0]] if at else state[name]
    return found if isinstance(found, list) else [found]


def traits_of(widget):
    """A widget's own traits as plain data."""
    return {name: plain(getattr(widget, name)) for name in widget.schema()}


def plain(value):
    """A trait's value as the page has it: tables as one flat list, tuples as lists."""
    if isinstance(value, np.ndarray):
        return value.ravel().tolist()
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value


def unreadable(error):
    """The sentence on an answer that holds no state."""
    return f"That state cannot be read: {error}"


def holds_state(answer):
    """Whether an answer is a widget, or a text with the sign that separates a link's state."""
    return hasattr(answer, "_anywidget_id") if not isinstance(answer, str) else "#" in answer


def read(link, place):
    """The traits that the link of the widget at `place` holds. ValueError, in a sentence, where it holds none."""
    if len(link) > LONGEST:
        raise ValueError("the link is too long. Copy it again, with Copy link.")
    _, sharp, fragment = link.strip().partition("#")
    found, equals, text = fragment.partition("=")
    if not sharp or not equals:
        raise ValueError("the link has no state, which follows a # sign. Copy it with Copy link.")
    if found != place:
        raise ValueError(f"the link is that of {arguments.short(found)}; the exercise asks for the figure {place!r}.")
    try:
        state = json.loads(unquote(text, errors="strict"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise ValueError("the state in the link is damaged, or cut off. Copy it again, with Copy link.") from None
    if not isinstance(state, dict):
        raise ValueError("the state in the link is damaged: it names no traits. Copy it again, with Copy link.")
    return state


@contextlib.contextmanager
def _unseen():
    """A widget made in here is Python's alone: a notebook would start a model of it, only to hear that it is gone."""
    import comm  # widgets bring it

    create, comm.create_comm = comm.create_comm, comm.DummyComm
    try:
        yield
    finally:
        comm.create_comm = create


def _refuse(name):
    raise ValueError(name)
