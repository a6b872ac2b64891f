"""Claims about random use: whatever a reader does, nothing fails, and the copied link opens as what is on screen."""

import json
import os
import random

import pytest

from tests.book.extremes import lead
from tests.book.opened import hosts
from tests.book.random_use import COPIED, STOP, copied, follow, screen, state_of, stop, use
from tests.book.test_states import fragment
from tests.widgets.kinds import KINDS

SEEDS = int(os.environ.get("NN_RANDOM_USE", 1))  # a long hunt: NN_RANDOM_USE=50
ROUNDS = 2  # of each seed, for each widget of the page
ACTIONS = 20  # of each round
TITLES = """(place) => {
  const buttons = [...place.querySelectorAll(".nn-button")].filter((button) => button.checkVisibility());
  return buttons.filter((button) => !button.closest(".nn-twin")).map((button) => button.title);
}"""
QUICK = """(place, title) => {
  const button = [...place.querySelectorAll(".nn-button")].find((button) => button.title === title);
  for (let n = 0; button && n < 9; n++) button.click();
}"""


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_reader_does_nothing_fails_and_the_copied_link_restores_it(kind, book):
    context = book.context(scripts=[COPIED])
    name = KINDS[kind].PAGE
    faults = []
    for seed in range(SEEDS):
        chance = random.Random(f"{kind} {seed}")
        page = book.open(name, context=context)
        for id in hosts(page):
            place = page.locator(f"#{id}")
            place.scroll_into_view_if_needed()
            for _ in range(ROUNDS):
                done = use(place, chance, ACTIONS)
                stop(place)
                link, before = copied(place), screen(place)
                follow(page, id, link)
                after = screen(place)
                different = [(key, after[key], before[key]) for key in after if after[key] != before[key]]
                if different or book.wrong:
                    faults.append((seed, id, done, state_of(link), different, book.wrong[:5]))
                book.wrong.clear()
        other = book.open(name, context=context, fragment=link)  # the last one, in a page of its own, all folds closed
        place = other.locator(f"#{id}")
        if {**screen(place), "told": before["told"]} != before or copied(place) != link:
            faults.append((seed, id, done, state_of(link), "in a page of its own", screen(place), before))
        other.close()
        page.close()
    assert not faults, "\n\n".join(map(str, faults))


@pytest.mark.parametrize("kind", KINDS)
def test_quick_clicks_come_no_further_than_slow_ones(kind, book):
    """Nine clicks on each button, before anything is drawn: a button that is about to be disabled takes them all."""
    page = book.open(KINDS[kind].PAGE, context=book.context(scripts=[COPIED]))
    id = f"{kind}-1"
    place = page.locator(f"#{id}")
    for title in place.evaluate(TITLES):
        place.evaluate(QUICK, title)
        place.evaluate(STOP)
        link = state_of(copied(place))
        [seen] = lead(page, id, [json.dumps(link)])
        assert (seen["refused"], state_of(copied(place)), book.wrong) == ("", link, []), title


REACHED = {
    "a run that diverged, left for the advised rate": (
        *(KINDS["playground"].PAGE, "playground-1", {"activation": "identity", "learning_rate": 10, "steps": 200}),
        lambda place: place.get_by_label("Learning rate η, typed").fill("0.1"),
    ),
    "a weight moved after updates that diverged": (
        *("book/11-backpropagation", "backprop-2", {"learning_rate": 100, "steps": 100}),
        lambda place: place.get_by_label("Picked parameter", exact=True).press("ArrowRight"),
    ),
    "a weight moved after steps that diverged": (
        *(
            KINDS["descent"].PAGE,
            "descent-1",
            {"activation": "identity", "cost": "mse", "learning_rate": 99, "steps": 90},
        ),
        lambda place: place.get_by_label("Weight w", exact=True).press("ArrowRight"),
    ),
    "a target moved to the end of a huge chart": (
        *(KINDS["unrolled"].PAGE, "unrolled-1", {"activation": "identity", "w_x": 5e99, "w_h": 3}),
        lambda place: place.locator("[data-handle=target]").press("End"),
    ),
    "an example moved to the end of a huge chart": (
        *(KINDS["descent"].PAGE, "descent-2", {"start": [0, 0], "X": [1e100, -1e100], "Y": [0, 1]}),
        lambda place: place.locator("[data-handle='example 1']").press("Shift+ArrowRight"),
    ),
    "a step drawn after the last one": (
        *(KINDS["descent"].PAGE, "descent-1", {"steps": 200}),
        lambda place: place.get_by_title("Draw your step").click(),
    ),
}


@pytest.mark.parametrize("what", REACHED)
def test_a_state_at_the_end_of_what_can_be_reached_has_a_link_that_restores_it(what, book):
    name, id, state, act = REACHED[what]
    page = book.open(name, context=book.context(scripts=[COPIED]), fragment=fragment(id, state))
    place = page.locator(f"#{id}")
    act(place)
    page.keyboard.press("Tab")
    stop(place)
    link, before = copied(place), screen(place)
    assert state_of(link) != state or place.locator(".nn-warning").is_visible()
    follow(page, id, link)
    assert screen(place) == before
