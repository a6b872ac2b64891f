"""Exercises that are answered by a state: a widget's link, or the widget itself, read back and judged with nnlib."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from nnlib import checks

LONGEST = 100_000  # characters of a link


@dataclass(frozen=True)
class Linked:
    """An exercise on the figure at `place`, such as "descent-2", which `made()` makes as the lesson does.

    `judge(widget)` is "" for a state that is right, else the hint for it. `answer()` is a link that is right, and
    `mistakes()` a list of (link, hint).
    """

    place: str
    made: Callable
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
            return f"That state cannot be read: {error}"
        return f"Not yet: {hint}" if hint else f"Right: {self.why}"

    def widget(self, answer):
        """The widget in the state that a link holds; a widget is taken as it is. ValueError for what holds none."""
        made = self.made()
        if getattr(answer, "_anywidget_id", "") == made._anywidget_id:  # each widget has a class of its own
            return answer
        if not isinstance(answer, str):
            raise ValueError(f"it should be a link in quotes, or the widget; got {checks.told(answer)}.")
        state = read(answer, self.place)
        known = [name for name in made.trait_names(sync=True) if not name.startswith("_")]
        own = [name for name in known if name not in ("about", "layout", "tabbable", "tooltip")]
        for name in state:
            checks.named("a trait", name, dict.fromkeys(own))
        return type(made)(**{name: getattr(made, name) for name in own} | state)


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
