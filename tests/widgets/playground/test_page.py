"""Claims about the playground: training forth, back and elsewhere, painted points, and a network taken apart."""

import json
from urllib.parse import quote

import pytest

from nnlib.activations import ELEMENTWISE
from tests.book.opened import rested, settle
from tests.book.reading import LINK, agrees, linked, open_twin, read
from tests.book.test_gestures import Finger
from tests.book.test_links import refused
from tests.book.test_states import fragment
from tests.widgets.kinds import KINDS

NAME, ID = KINDS["playground"].PAGE, "playground-1"
FALSE = {
    "a start for other layers": {"start": [1.0] * 5},
    "no layer": {"hidden": []},
    "too wide": {"hidden": [7]},
    "too deep": {"hidden": [1, 1, 1, 1]},
    "half a unit": {"hidden": [1.5]},
    "half a point": {"dataset": "own", "own": [1, 2]},
    "a class of two": {"dataset": "own", "own": [0, 0, 2]},
    "no points of one's own": {"dataset": "own"},
    "more than two thousand points": {"own": [0] * 6003},
    "weights whose cost overflows": {"start": [1e300] * 37, "activation": "identity", "l2": 1},
    "a parameter that is none": {"picked": 37},
    "a map of one parameter": {"axes": [3, 3]},
    "a map of parameters that are none": {"axes": [3, 99]},
    "more steps than a run has": {"steps": 10_001},
}


@pytest.fixture
def opened(book):
    """Open the page at a state: the page and the widget, its text open."""

    def at(state=None, **options):
        page = book.open(NAME, fragment=fragment(ID, state) if state else "", **options)
        place = page.locator(f"#{ID}")
        open_twin(place)
        return page, place

    return at


def fold(place, text):
    """Open a fold."""
    place.locator("details", has_text=text).first.evaluate("(details) => { details.open = true; }")
    settle(place.page)


def points(place):
    """How many points of the reader's the state holds."""
    return len(linked(place).get("own", [])) // 3


def test_training_is_walked_back_and_goes_on_elsewhere_under_another_rate(opened, html):
    page, place = opened({"steps": 80})
    after80 = read(place)
    slider = place.locator("input[data-control=t]")
    slider.focus()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowLeft")
        settle(page)
    assert agrees(place, html, NAME, ID)["steps"] == 40
    at40 = read(place)
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    assert read(place)["rows"] == after80["rows"]
    place.get_by_title("Undo").click()
    place.get_by_title("Undo").click()
    settle(page)
    assert read(place)["rows"] == at40["rows"]
    place.locator("input[data-control=η]").focus()
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    state = agrees(place, html, NAME, ID)
    assert (state["before"], state["steps"], len(state["start"])) == (40, 0, 37)
    assert read(place)["rows"][-1][1:] == at40["rows"][-1][1:]
    place.get_by_title("Step", exact=True).click()
    settle(page)
    agrees(place, html, NAME, ID)
    assert read(place)["says"].startswith("After 41 steps")


def test_play_trains_and_pause_stops(opened, html):
    page, place = opened()
    before = read(place)
    place.get_by_title("Play").click()
    page.wait_for_function(
        "(place) => /After \\d\\d+ steps/.test(place.querySelector('.nn-says').textContent)", arg=place.element_handle()
    )
    place.get_by_title("Pause").click()
    settle(page)
    state = agrees(place, html, NAME, ID)
    assert state["steps"] >= 10 and float(read(place)["rows"][-1][2]) < float(before["rows"][-1][2])
    place.get_by_title("Rewind").click()
    settle(page)
    assert read(place)["rows"] == before["rows"]


@pytest.mark.parametrize("hand", ["mouse", "finger", "keyboard"])
def test_points_are_painted_by_every_hand_and_taken_back(hand, opened, html):
    touch = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True} if hand == "finger" else {}
    page, place = opened({"examples": 30, "steps": 5}, **touch)
    place.get_by_label("A click on the picture").select_option("1")
    picture = place.locator(".nn-picture > svg")

    def aimed():
        picture.evaluate("(picture) => picture.scrollIntoView({ block: 'center', behavior: 'instant' })")
        box = picture.bounding_box()
        return box["x"] + box["width"] / 4, box["y"] + box["height"] / 4

    x, y = aimed()
    if hand == "mouse":
        page.mouse.click(x, y)
    elif hand == "finger":
        Finger(page).drag(x, y, 0, 0)
    else:
        picture.focus()
        for key in ("ArrowLeft", "Shift+ArrowUp", "Enter"):
            page.keyboard.press(key)
    settle(page)
    state = agrees(place, html, NAME, ID)
    assert state["dataset"] == "own" and len(state["own"]) == 93 and state["own"][-1] == 1
    wanted = (-0.05, 0.25) if hand == "keyboard" else (-0.65, 0.65)
    assert state["own"][-3:-1] == pytest.approx(wanted, abs=0.02)
    assert state["before"] == 5, "training goes on from where it was"
    place.get_by_title("Undo").click()
    settle(page)
    assert points(place) == 0
    if hand == "keyboard":
        return
    x, y = aimed()  # the Undo button was scrolled to
    if hand == "finger":
        Finger(page).drag(x, y, 60, 0)
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y, steps=6)
        page.mouse.up()
    settle(page)
    agrees(place, html, NAME, ID)
    assert points(place) >= 33


def test_pasted_lines_become_points_and_a_wrong_line_is_told_and_loses_nothing(opened, html):
    page, place = opened({"steps": 9})
    field, take, told = place.locator(".nn-csv"), place.get_by_title("Take these points"), place.locator(".nn-told")
    before = read(place)
    field.fill("0, 0, 1\n0.5, oh, 0")
    take.click()
    settle(page)
    assert told.inner_text() == 'Line 2, "0.5, oh, 0", has "oh" where a number is wanted.'
    assert field.input_value() == "0, 0, 1\n0.5, oh, 0" and read(place)["rows"] == before["rows"]
    field.fill("x,y,label\n0.5,0.5,1\n-0.5,0.25,0\n0.25,-1,1\n1,1,0")
    take.click()
    settle(page)
    assert told.inner_text() == "4 points are taken."
    assert agrees(place, html, NAME, ID)["own"] == [0.5, 0.5, 1, -0.5, 0.25, 0, 0.25, -1, 1, 1, 1, 0]
    place.get_by_title("Write the present points").click()
    assert field.input_value() == "0.5, 0.5, 1\n-0.5, 0.25, 0\n0.25, -1, 1\n1, 1, 0"


def test_every_setting_is_followed_by_all_numbers(opened, html):
    page, place = opened({"steps": 20})
    for label, options in {
        "Optimizer": ("momentum", "adam", "sgd"),
        "Examples in a step": ("16", "1", "0"),
        "Cost": ("mse", "cross_entropy"),
        "Activation of the hidden units": (*ELEMENTWISE, "tanh"),
        "First weights": ("he", "zeros", "xavier"),
        "Data set": ("xor", "own", "spiral", "blobs", "rings", "moons"),
    }.items():
        for option in options:
            place.get_by_label(label, exact=True).select_option(option)
            place.get_by_title("Step", exact=True).click()
            settle(page)
            agrees(place, html, NAME, ID)
    for title in (
        "One more: hidden layers",
        "One less: units in layer 3",
        "One more: units in layer 1",
        "One less: hidden layers",
    ):
        place.get_by_title(title).click()
        settle(page)
        state = agrees(place, html, NAME, ID)
        assert state["steps"] == state["before"] == 0
    assert state["hidden"] == [5, 4]
    for title in ("New start", "Draw new data"):
        before = read(place)["rows"]
        place.get_by_title(title).click()
        settle(page)
        agrees(place, html, NAME, ID)
        assert read(place)["rows"] != before


def test_a_weight_is_pointed_at_and_moved_and_training_goes_on_from_there(opened, html):
    page, place = opened({"steps": 30})
    fold(place, "Inside the network")
    place.locator(".nn-network .nn-unit").last.click()
    settle(page)
    assert linked(place)["picked"] == 36
    slider = place.get_by_label("Its value", exact=True)
    slider.focus()
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    state = agrees(place, html, NAME, ID)
    assert (state["before"], state["steps"]) == (30, 0) and state["start"][36] == float(slider.input_value())
    place.get_by_title("Step", exact=True).click()
    settle(page)
    agrees(place, html, NAME, ID)


def test_the_map_s_point_moves_two_parameters_and_the_old_map_stays_as_a_ghost(opened, html):
    page, place = opened({"steps": 10, "axes": [8, 0]})
    fold(place, "Inside the network")
    rested(page)
    point = place.locator("[data-handle=parameters]")
    for key in ("Shift+ArrowUp", "ArrowRight", "Home"):
        point.press(key)
    settle(page)
    state = agrees(place, html, NAME, ID)
    assert state["start"][8] == -6.0
    ground = place.locator(".nn-inside canvas").first
    picture = "(canvas) => canvas.toDataURL()"
    rested(page)
    before = ground.evaluate(picture)
    place.get_by_label("Weight or bias", exact=True).select_option("36")
    place.get_by_label("Its value", exact=True).focus()
    page.keyboard.press("Shift+ArrowRight")
    rested(page)
    assert ground.evaluate(picture) != before


def test_swapped_units_leave_the_cost_and_clones_stay_alike(opened, html):
    page, place = opened({"steps": 25})
    fold(place, "Inside the network")
    before = [float(cell) for cell in read(place)["rows"][-1][2:]]
    place.get_by_label("Two units of one layer").and_(page.locator("select")).select_option("2 0 3")
    place.get_by_title("Swap them").click()
    settle(page)
    agrees(place, html, NAME, ID)
    assert [float(cell) for cell in read(place)["rows"][-1][2:]] == pytest.approx(before, rel=1e-12)
    assert "alike" not in read(place)["says"]
    place.get_by_title("Clone the first").click()
    place.locator("input[data-control=t]").focus()
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    agrees(place, html, NAME, ID)
    assert "Units 1 and 4 of hidden layer 2 are alike" in read(place)["says"]


def test_all_zeros_keep_the_units_of_a_layer_alike(opened):
    _, place = opened({"init": "zeros", "steps": 50})
    assert "All units of hidden layer 1 are alike" in read(place)["says"]


def test_training_that_diverges_is_told_and_ends_at_the_last_finite_parameters(opened, html):
    page, place = opened({"l2": 1, "learning_rate": 5e5, "steps": 300})
    agrees(place, html, NAME, ID)
    says = read(place)["says"]
    assert "Diverged at step " in says and "the learning rate 500000 is too high for this slope" in says, says
    assert "NaN" not in place.inner_html() and "Infinity" not in place.inner_html()
    place.get_by_title("Rewind").click()
    settle(page)
    assert agrees(place, html, NAME, ID)["steps"] == 0


def test_a_playground_that_cannot_be_is_refused_in_a_sentence(book):
    refused(book, NAME, ID, {what: quote(json.dumps(state)) for what, state in FALSE.items()})


def test_the_longest_link_is_short_enough_to_be_sent(opened):
    own = [value for i in range(300) for value in (-0.99, -0.98, i % 2)]
    start = [-0.123456789012345678 / (i + 1) for i in range(109)]
    _, place = opened({"hidden": [6, 6, 6], "dataset": "own", "own": own, "start": start, "before": 999, "steps": 3})
    assert read(place)["warning"] == ""
    assert len(place.evaluate(LINK)) < 9000
