"""Claims about the playground's screen: what belongs together is seen together, settings are folded, faults named."""

import pytest

from nnlib.widgets.base import WIDGETS
from tests.book.opened import settle
from tests.book.reading import linked, read
from tests.widgets.playground.test_page import ID, NAME, opened

LAPTOP = {"width": 1280, "height": 560}
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
TOGETHER = {
    "laptop": (LAPTOP, ["picture", "network", "says", "play", "cost"]),
    "phone": (PHONE, ["picture", "says", "play", "cost"]),
}
MOST_SLIDERS = 4  # outside of a drawer
HEADER = "document.querySelector('.bd-header-article').getBoundingClientRect().bottom"
# What each setting's control is called: all of them are in the drawer but the learning rate, which is beside Play.
BESIDE_PLAY = {"learning_rate"}
# What only shows it differently, holds no setting, or has a drawer of its own.
ELSEWHERE = {"shapes", "own", "start", "before", "steps", "picked", "axes", "inside", "earlier"}
CONTROLS = {
    "dataset": "Data set",
    "noise": "Noise",
    "examples": "Examples",
    "data_seed": "Draw new data",
    "hidden": "hidden layers",
    "activation": "Activation of the hidden units",
    "cost": "Cost",
    "optimizer": "Optimizer",
    "batch": "Examples in a step",
    "l1": "L1 strength",
    "l2": "L2 strength",
    "init": "First weights",
    "seed": "New start",
    "pace": "Speed",
}
FAULTS = {  # the page's own advice, and what the sentence then says
    "a layer that died": (
        {"activation": "relu", "learning_rate": 5, "steps": 50},
        "All 4 units of hidden layer 2 are dead: their ReLU is 0 for every training example",
        "lower learning rate",
    ),
    "a unit that died": (
        {"activation": "relu", "learning_rate": 3, "steps": 10},
        "Unit h2,2 is dead: its ReLU is 0 for every training example",
        "lower learning rate",
    ),
    "a plateau": (
        {"dataset": "xor", "noise": 0.15, "hidden": [4, 4, 4], "activation": "sigmoid", "steps": 300},
        "The cost has hardly moved for 100 steps, and the gradient is small: a plateau",
        "New start",
    ),
    "a cost that grows": (
        {"activation": "identity", "learning_rate": 10, "steps": 5},
        "training diverges, because the learning rate 10 is too high",
        "try 5 or less",
    ),
    "a cost that exploded": (
        {"activation": "identity", "learning_rate": 10, "steps": 50},
        "Diverged at step 11: the learning rate 10 is too high for this slope",
        "try 5 or less",
    ),
}

__all__ = ["opened"]  # the fixture


def closed(place):
    """Close every fold, as a reader meets the widget."""
    place.locator("details").evaluate_all("(all) => all.forEach((details) => { details.open = false; })")
    settle(place.page)


@pytest.mark.parametrize("screen", TOGETHER)
def test_picture_play_and_cost_are_on_one_screen_together(screen, opened):
    size, parts = TOGETHER[screen]
    page, place = opened({"steps": 120}, **size)
    closed(place)
    picture = place.locator(".nn-picture")
    picture.evaluate(
        f"(part) => scrollTo({{ top: part.getBoundingClientRect().top + scrollY - {HEADER} - 2, behavior: 'instant' }})"
    )
    settle(page)
    top = page.evaluate(HEADER)
    for part in parts:
        box = place.locator(f".nn-{part}").first.bounding_box()
        assert box["y"] >= top and box["y"] + box["height"] <= size["height"], (part, box)
    assert "nn-primary" in place.get_by_title("Play").get_attribute("class")
    sentence, stage = place.locator(".nn-says").bounding_box(), place.locator(".nn-picture-key").bounding_box()
    assert 0 <= sentence["y"] - stage["y"] - stage["height"] < 16, "the sentence is directly below the stage"


def test_every_setting_is_in_the_drawer_which_says_what_is_chosen(opened):
    _, place = opened({"hidden": [3, 2], "activation": "relu", "optimizer": "adam", "dataset": "rings", "noise": 0.1})
    names = set(WIDGETS["Playground"].schema())
    assert set(CONTROLS) | BESIDE_PLAY | ELSEWHERE == names
    drawer = place.locator(".nn-settings")
    for label in CONTROLS.values():
        control = drawer.get_by_label(label, exact=True).or_(drawer.get_by_title(label, exact=True))
        assert control.count() >= 1 and control.first.is_visible(), label
    assert "rings, 3 + 2 ReLU units, adam" in drawer.locator("summary").inner_text()
    closed(place)
    assert place.locator("input[type=range]:visible").count() <= MOST_SLIDERS
    assert place.locator("select:visible").count() == 0


def test_the_drawer_is_closed_at_first_and_no_state_holds_it(book):
    page = book.open(NAME, alive=False)
    place = page.locator(f"#{ID}")
    place.and_(page.locator("[data-alive]")).wait_for()
    assert place.locator(".nn-fold[open]").count() == 0
    place.locator(".nn-settings summary").click()
    settle(page)
    assert place.locator(".nn-settings[open]").count() == 1 and linked(place) == {}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_goes_wrong_is_named_with_what_to_try(fault, opened):
    state, wrong, advice = FAULTS[fault]
    _, place = opened(state)
    says = read(place)["says"]
    assert wrong in says and advice in says.split(wrong)[1], says
