"""Claims about Activation: the slope fades where the function is flat, and two linear layers are one line."""

import re

import pytest

from nnlib.widgets import Activation
from tests.book.opened import settle
from tests.book.reading import agrees, linked, open_twin, read
from tests.book.test_gestures import Finger, Mouse
from tests.book.test_links import refused
from tests.book.test_states import fragment, quote, show
from tests.widgets.kinds import KINDS

PAGE = KINDS["activation"].PAGE
ONE, TWO, SIMPLE = "activation-1", "activation-2", "activation-3"
TANGENT = "path.nn-tangent"


def opened(book, id, state=None, **options):
    """A widget of the page, with this state, its text open."""
    page = book.open(PAGE, fragment=fragment(id, state or {}), **options)
    place = page.locator(f"#{id}")
    open_twin(place)
    return page, place


def opacity(place):
    return float(place.locator(TANGENT).first.get_attribute("stroke-opacity"))


@pytest.mark.parametrize(("name", "z", "words"), [
    ("sigmoid", 5, "the slope there is 0.006648: a push on z hardly moves a."),
    ("tanh", -3, "hardly moves a"),
    ("sigmoid", 0, "about as steep as it gets"),
    ("relu", 0, "the slope there is 0: at the corner no one tangent exists"),
    ("relu", -2, "does not move a at all"),
    ("relu", 2, "moves a by as much"),
    ("identity", 50, "the slope there is 1: a push on z moves a by as much, everywhere"),
    ("sigmoid", 60, "rounded to nothing"),
])  # fmt: skip
def test_what_is_left_of_a_push_is_said_in_words(name, z, words, book):
    _, place = opened(book, ONE, {"activation": name, "z": z})
    assert words in read(place)["says"]


def test_the_tangent_fades_as_z_leaves_the_steep_part(book):
    page, place = opened(book, ONE)
    found = []
    for z in (0, 1, 2, 4, 6):
        show(page, ONE, {"z": z})
        found.append(opacity(place))
    assert found == sorted(found, reverse=True) and found[0] > 0.99 and found[-1] < 0.3


@pytest.mark.parametrize("hand", [Mouse, Finger])
def test_the_marble_stays_on_the_curve_and_takes_z_along(hand, book):
    options = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True} if hand is Finger else {}
    page, place = opened(book, ONE, **options)
    grip = place.locator("[data-handle=z] .nn-grip")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    hand(page).drag(x=box["x"] + box["width"] / 2, y=box["y"] + box["height"] / 2, dx=60, dy=0)
    settle(page)
    z = linked(place)["z"]
    after = grip.bounding_box()
    moved = after["x"] + after["width"] / 2 - box["x"] - box["width"] / 2
    assert z > 1.2 and moved == pytest.approx(
        (z - 1) / 12 * place.locator(".nn-zero").first.bounding_box()["width"], abs=1
    )
    assert moved == pytest.approx(60, abs=2) if hand is Mouse else 10 < moved < 62  # of a finger, less may be told
    assert after["y"] < box["y"]  # it climbed
    assert float(read(place)["named"]["a"]) == pytest.approx(Activation("sigmoid", z=z).a, rel=1e-9)


def test_play_runs_along_the_curve_to_its_end_and_undo_returns(book):
    page, place = opened(book, ONE, {"z": 5.5})
    place.get_by_title("Play").click()
    page.wait_for_function("(place) => place.querySelector('.nn-play, button[title=Play]')", arg=place.element_handle())
    settle(page)
    assert linked(place)["z"] == 6
    place.get_by_title("Undo").click()
    settle(page)
    assert linked(place)["z"] == 5.5


@pytest.mark.parametrize("weights", [[1.5, -0.5], [-2.0, 0.25], [0.0, 3.0]])
def test_two_linear_layers_are_covered_by_one_line_whose_numbers_are_nnlib_s(weights, book):
    state = {"weights": weights, "biases": [1.0, 2.0]}
    _, place = opened(book, TWO, state)
    widget = Activation("identity", layers=2, second="identity", **state)
    said = re.search(r"slope is w₁w₂ = (\S+), its intercept w₂b₁ \+ b₂ = (\S+)\.$", read(place)["says"])
    assert [float(text.replace("−", "-")) for text in said.groups()] == pytest.approx(widget.one)
    paths = place.locator("path.nn-own-curve, path.nn-one-line").evaluate_all(
        "(all) => all.map((e) => e.getAttribute('d'))"
    )
    assert paths[-1] == paths[-2] != ""
    scope = {}
    exec(read(place)["code"], scope)
    assert (scope["W"].item(), scope["b"].item()) == pytest.approx(widget.one)


def test_dragging_a_weight_turns_both_lines_together(book):
    page, place = opened(book, TWO)
    line = place.locator("path.nn-one-line").last
    before = line.get_attribute("d")
    place.locator("input[data-control='w₂']").focus()
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    assert line.get_attribute("d") != before
    assert line.get_attribute("d") == place.locator("path.nn-own-curve").last.get_attribute("d")


@pytest.mark.parametrize(("first", "second", "words"), [
    ("tanh", "identity", "It bends: its slope runs from"),
    ("relu", "identity", "It bends: its slope runs from"),
    ("identity", "sigmoid", "the two are one neuron: the sigmoid of −0.75x + 1.5"),
])  # fmt: skip
def test_what_bends_is_told_from_what_does_not(first, second, words, book):
    _, place = opened(book, TWO, {"activation": first, "second": second})
    assert words in read(place)["says"]
    assert bool(place.locator("path.nn-one-line").last.get_attribute("d")) == (first == "identity")


def test_a_bend_outside_the_picture_is_not_claimed(book):
    _, place = opened(book, TWO, {"activation": "relu", "biases": [40, 0]})
    assert "In this picture it looks straight" in read(place)["says"]


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_play_shows_layer_after_layer_and_then_the_one_line(motion, book):
    page, place = opened(book, TWO, reduced_motion=motion)
    place.get_by_title("Play").click()
    for start in ("1. The first layer", "2. The second layer", "3. Two linear layers are one line", "At x = 1"):
        said = "([place, start]) => place.querySelector('.nn-says').textContent.startsWith(start)"
        page.wait_for_function(said, arg=[place.element_handle(), start], timeout=20_000)


@pytest.mark.parametrize("id", [ONE, TWO])
def test_play_is_directly_below_the_sentence_and_its_menu_keeps_the_focus_when_the_charts_change(id, book):
    page, place = opened(book, id)
    assert place.locator(".nn-says + .nn-bar > [title=Play]").count() == 1
    mode = place.get_by_label("One function, or two layers in a row")
    mode.focus()
    mode.select_option("1" if id == TWO else "2")
    settle(page)
    assert mode.evaluate("(menu) => menu === document.activeElement")
    assert place.locator(".nn-says + .nn-bar + .nn-sliders").count() == 1


def test_the_mode_can_be_changed_and_undone(book):
    page, place = opened(book, ONE)
    place.get_by_label("One function, or two layers in a row").select_option("2")
    settle(page)
    assert place.locator("input[data-control='w₁']").is_visible() and read(place)["says"].startswith("At x = ")
    place.get_by_title("Undo").click()
    settle(page)
    assert place.locator("input[data-control='w₁']").count() == 0 and read(place)["says"].startswith("At z = ")


def test_a_number_past_all_bounds_is_refused_in_words_and_the_old_one_stays(book):
    page, place = opened(book, TWO, {"weights": [1e99, 1e99], "x": 1e99})
    before = read(place)
    field = place.get_by_label("Weight of the second layer, typed")
    field.fill("1e100")
    field.press("Enter")
    settle(page)
    assert read(place)["warning"] == ""  # 1e298 is still a number
    for number in ("1e100", "1e99"):
        field.fill(number)
        field.press("Enter")
    settle(page)
    assert {**read(place), "all": "", "eye": ""} == {**before, "all": "", "eye": ""}


def test_a_state_that_cannot_be_is_refused_in_a_sentence(book):
    wrong = {
        "three layers": '{"layers": 3}',
        "softmax": '{"activation": "softmax"}',
        "one weight": '{"weights": [1]}',
        "z as a text": '{"z": "1"}',
    }
    refused(book, PAGE, ONE, {what: quote(text) for what, text in wrong.items()})


@pytest.mark.parametrize("width", [1280, 390])
def test_the_slope_is_below_the_curve_and_one_z_is_at_one_place_in_both(width, book):
    page, place = opened(book, ONE, width=width)
    curve, steep = place.locator(".nn-activation > .nn-chart").all()
    for z in (-5, 0.5, 4):
        show(page, ONE, {"z": z})
        above, below = (chart.locator(".nn-own-marble").bounding_box() for chart in (curve, steep))
        assert above["x"] + above["width"] / 2 == pytest.approx(below["x"] + below["width"] / 2, abs=0.6)
    assert steep.bounding_box()["y"] >= curve.bounding_box()["y"] + curve.bounding_box()["height"]
    ends = [chart.locator(".nn-axis").first.locator("path").first.bounding_box() for chart in (curve, steep)]
    assert ends[0]["x"] == ends[1]["x"] and ends[0]["width"] == ends[1]["width"]


def test_the_simple_form_has_one_function_and_no_menus(book, html):
    page, place = opened(book, SIMPLE)
    assert place.locator("select").count() == 0 and place.locator(".nn-body .nn-chart").count() == 2
    place.get_by_title("Play").focus()
    place.locator("input[data-control=z]").focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert agrees(place, html, PAGE, SIMPLE)["z"] > 1
    refused(book, PAGE, SIMPLE, {"two layers": quote('{"layers": 2}')})
