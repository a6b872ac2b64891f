"""Claims about extreme states: any that a link may hold is drawn without a fault, and what overflows is explained."""

import json
import os
import random

import pytest

from tests.book.extremes import extremes, lead
from tests.book.opened import hosts
from tests.book.random_use import COPIED, copied, state_of
from tests.book.reading import made, open_twin
from tests.widgets.kinds import KINDS, SCHEMAS

STATES = 8 * int(os.environ.get("NN_RANDOM_USE", 1))
LONGEST = 3000  # milliseconds for a few frames, on a busy machine
OVERFLOW = "∞", "Infinity", "NaN", "not a number"


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_an_extreme_state_is_drawn_or_refused_its_link_restores_it_and_what_overflows_is_explained(kind, book, html):
    name = KINDS[kind].PAGE
    page = book.open(name, context=book.context(scripts=[COPIED]))
    ids = hosts(page)
    faults, taken = [], 0
    for id in ids:
        place = page.locator(f"#{id}")
        place.scroll_into_view_if_needed()
        open_twin(place)
        _, traits = made(html, name, id)
        states = extremes(kind, random.Random(id), traits)
        for _ in range(STATES // len(ids)):
            state = next(states)
            [seen] = lead(page, id, [json.dumps(state)])
            wrong = book.wrong[:3]
            if seen["took"] > LONGEST:
                wrong.append(f"it took {seen['took']:.0f} ms")
            if seen["refused"]:
                words = [f"{name} must be {of['words']}. " for name, of in SCHEMAS[kind].items()]
                wrong += [one for one in words if one in seen["refused"]]
            else:
                taken += 1
                if any(word in seen["all"] for word in OVERFLOW) and "overflow" not in seen["says"]:
                    wrong.append(f"not explained: {seen['says']}")
                link = state_of(copied(place))
                [again] = lead(page, id, [json.dumps(link)])
                if again["refused"] or state_of(copied(place)) != link:
                    wrong.append(f"{again['refused']} another link: {state_of(copied(place))}")
                wrong += book.wrong[:3]
            if wrong:
                faults.append((id, state, wrong))
            book.wrong.clear()
    assert not faults, "\n\n".join(f"{wrong} in {id} at {state}" for id, state, wrong in faults)
    assert taken > STATES / 5


FOUND = {
    "activation-1": [{"z": -1e100}, {"z": 1e100, "activation": "identity"}],
    "backprop-1": [{"learning_rate": 1e100, "step": 4}, {"learning_rate": 1e100, "steps": 1}],
    "backprop-2": [{"learning_rate": 90, "steps": 100, "step": step} for step in range(5)],
    "descent-1": [
        {"activation": "identity", "cost": "mse", "start": [0, 0], "X": [5e-324], "Y": [1e-160]},
        {"activation": "identity", "cost": "mse", "start": [0, 0], "X": [1e100], "Y": [1e100]},
        {"activation": "identity", "cost": "mse", "start": [0, 0], "X": [1e100, 5e-324], "Y": [-1e100, 5e-324]},
        {"activation": "identity", "cost": "mse", "start": [1e154, 0], "X": [0.3], "Y": [0]},
    ],
    "descent-2": [{"X": [5e-324, 1e-323], "Y": [1e100, -1e100]}, {"X": [5e-324, 1e-323], "Y": [5e-324, 5e-324]}],
    "neuron-1": [{"bias": 1000}, {"bias": 1000, "activation": "identity"}],
    "nudge-1": [{"theta": [1e100] * 33, "h": 1e-12}],
    "playground-1": [{"activation": "identity", "start": [1e76] * 37, "hidden": [4, 4], "inside": True}],
}


@pytest.mark.parametrize("id", FOUND)
def test_what_random_use_once_found_is_drawn_and_explained(id, book):
    page = book.open(KINDS[id.split("-")[0]].PAGE)
    place = page.locator(f"#{id}")
    open_twin(place)
    for state in FOUND[id]:
        [seen] = lead(page, id, [json.dumps(state)])
        shown = any(word in seen["all"] for word in OVERFLOW)
        assert (seen["refused"], book.wrong) == ("", []), state
        assert ("overflow" in seen["says"]) == shown, (state, seen["says"])
