"""Claims about Descent: fog around the marble, a step drawn before it is taken, both costs at once."""

import json
import re
from urllib.parse import quote

import numpy as np
import pytest

from tests.book.opened import rested, settle
from tests.book.reading import agrees, linked, open_twin, read
from tests.book.test_gestures import Finger, Mouse, reachable
from tests.book.test_links import refused
from tests.book.test_states import fragment, show
from tests.widgets.kinds import KINDS
from tests.widgets.numbers import shown

PAGE, ID = KINDS["descent"].PAGE, "descent-1"
PIXELS = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return [canvas.width, canvas.height, [...data]];
}"""

PICTURE = "(canvas) => canvas.toDataURL()"


@pytest.fixture
def opened(book):
    """The lesson's first Descent, its text open."""
    page = book.open(PAGE)
    place = page.locator(f"#{ID}")
    open_twin(place)
    return place


def pressed(place, title):
    """Press a button, and wait until it is drawn."""
    place.get_by_title(title, exact=True).click()
    settle(place.page)


def opacity(place):
    """The opacity of the canvas on which the path and the fog are drawn, `(height, width)`."""
    width, height, data = place.locator(".nn-ground .nn-chart canvas.nn-layer").nth(1).evaluate(PIXELS)
    return np.reshape(data, (height, width, 4))[..., 3]


def marble(place):
    """Where the marble is on that canvas."""
    grip = place.locator("[data-handle=marble] .nn-grip").bounding_box()
    canvas = place.locator(".nn-ground .nn-chart canvas.nn-layer").nth(1)
    box, scale = canvas.bounding_box(), canvas.evaluate("(canvas) => canvas.width / canvas.clientWidth")
    return [(grip[a] + grip[s] / 2 - box[a]) * scale for a, s in (("x", "width"), ("y", "height"))]


def test_the_ground_is_coarse_in_a_drag_and_then_refined_to_the_one_that_paper_gets_at_once(opened):
    page, canvas = opened.page, opened.locator(".nn-ground .nn-chart canvas.nn-layer").first
    handles = ((handle.get_attribute("data-handle"), centre) for handle, centre in reachable(opened))
    x, y = next((at["x"], at["y"]) for name, at in handles if name.startswith("example"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=6)
    coarse = canvas.evaluate(PICTURE)
    page.mouse.up()
    rested(page)
    fine = canvas.evaluate(PICTURE)
    assert page.evaluate("(dispatchEvent(new Event('beforeprint')), 0)") == 0
    assert canvas.evaluate(PICTURE) == fine != coarse


def test_a_marble_at_the_map_s_edge_is_drawn_whole_and_leaves_nothing_behind(opened):
    def beside_the_map():
        return bool(opacity(opened)[:, 40:50].any())

    show(opened.page, ID, {"start": [-6.0, 0.0], "steps": 0})
    assert beside_the_map()
    show(opened.page, ID, {"start": [0.0, 0.0], "steps": 0})
    assert not beside_the_map()


def test_fog_covers_the_map_but_for_the_ground_at_the_marble_and_lifts_again(opened, html):
    clear = (opacity(opened) > 200).mean()
    pressed(opened, "Fog")
    assert agrees(opened, html, PAGE, ID)["view"] == "fog"
    covered = opacity(opened) > 200
    assert clear < 0.1 and 0.5 < covered.mean() < 0.9
    x, y = marble(opened)
    ground = [covered[int(y + 20 * np.sin(t)), int(x + 20 * np.cos(t))] for t in np.linspace(0, 6, 12)]
    assert np.mean(ground) < 0.4  # but for the arrow downhill
    pressed(opened, "Fog")
    assert (opacity(opened) > 200).mean() == pytest.approx(clear, abs=0.01)


@pytest.mark.parametrize("hand", [Mouse, Finger])
def test_a_step_is_drawn_first_and_then_compared_with_the_real_one(hand, opened, html):
    pressed(opened, "Draw your step")
    state = agrees(opened, html, PAGE, ID)
    assert state["guess"][2] == state["steps"] + 1
    assert "yours to draw" in read(opened)["says"]
    assert opened.locator("[data-handle=guess]").first.is_visible()
    grip = opened.locator("[data-handle=guess] .nn-grip").first
    grip.evaluate("(grip) => grip.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = grip.bounding_box()
    hand(opened.page).drag(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 25, 30)
    settle(opened.page)
    drawn = agrees(opened, html, PAGE, ID)["guess"]
    assert drawn[0] > state["guess"][0] and drawn[1] < state["guess"][1] and drawn[2] == state["guess"][2]
    opened.locator("[data-handle=guess]").first.focus()
    opened.page.keyboard.press("Shift+ArrowUp")
    settle(opened.page)
    assert linked(opened)["guess"][1] > drawn[1]
    pressed(opened, "Step")
    widget = KINDS["descent"].rebuilt(agrees(opened, html, PAGE, ID))
    said = r"that you drew is (\S+) times as long as the real one, and points (\S+)° beside it"
    found = re.search(said, read(opened)["says"])
    assert list(found.groups()) == [shown(number) for number in widget.guessed]
    opened.get_by_title("Undo").click()
    settle(opened.page)
    assert "yours to draw" in read(opened)["says"]
    assert agrees(opened, html, PAGE, ID)["steps"] == state["steps"]


def test_what_lies_ahead_is_not_shown_before_the_drawn_step_is_taken(opened):
    def ink():
        inked, (x, y) = opacity(opened) > 60, marble(opened)
        inked[int(y) - 12 : int(y) + 12, int(x) - 12 : int(x) + 12] = False  # the marble itself
        return int(inked.sum())

    show(opened.page, ID, {"steps": 0, "learning_rate": 1})
    ahead = ink()
    show(opened.page, ID, {"steps": 0, "learning_rate": 1, "guess": [3.0, 3.05, 1]})
    assert ink() < ahead / 2


def test_a_new_start_puts_the_drawn_step_away(opened, html):
    pressed(opened, "Draw your step")
    opened.locator("input[data-control=w]").focus()
    opened.page.keyboard.press("ArrowLeft")
    settle(opened.page)
    assert agrees(opened, html, PAGE, ID)["guess"] == []
    assert not opened.locator("[data-handle=guess]").first.is_visible()


def test_both_costs_of_a_logistic_neuron_stand_side_by_side_with_one_marble(opened, html):
    pressed(opened, "Both costs")
    maps = opened.locator(".nn-ground .nn-chart")
    assert [maps.nth(i).is_visible() for i in (0, 1)] == [True, True]
    titles = maps.locator(".nn-axis-title").all_text_contents()
    assert [title for title in titles if "weight" in title] == ["weight w; cross-entropy", "weight w; squared error"]
    grip = opened.locator("[data-handle='marble on the other map'] .nn-grip")
    grip.evaluate("(grip) => grip.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = grip.bounding_box()
    before = agrees(opened, html, PAGE, ID)["start"]
    Mouse(opened.page).drag(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, -40, 20)
    settle(opened.page)
    state = agrees(opened, html, PAGE, ID)
    assert state["start"][0] < before[0] and state["steps"] == 0
    marbles = opened.locator("[data-handle^=marble]")
    assert len(set(marbles.evaluate_all("(all) => all.map((one) => one.ariaValueText)"))) == 1 < marbles.count()
    opened.get_by_label("Neuron and cost").select_option("identity mse")
    settle(opened.page)
    assert not maps.nth(1).is_visible()


def test_a_drawn_step_that_is_none_is_refused(book):
    wrong = [[1, 2], [1, 2, 0], [1, 2, 201], [1, 2, 1.5], ["a", 0, 1], 3, [None, 1, 1]]
    refused(book, PAGE, ID, {str(guess): quote(json.dumps({"guess": guess})) for guess in wrong})


def test_a_link_restores_a_drawn_step_and_the_fog(book, html):
    state = {"guess": [0.5, -1.0, 3], "steps": 3, "view": "fog"}
    page = book.open(PAGE, fragment=fragment(ID, state))
    place = page.locator(f"#{ID}")
    open_twin(place)
    held = agrees(place, html, PAGE, ID)
    assert {name: held[name] for name in state} == state


# Whether all examples lie within the chart's axes.
SEEN = """(place) => {
  const points = [...place.querySelectorAll("[data-handle^='example ']")];
  const chart = points[0].closest(".nn-chart").querySelector("clipPath rect");
  const [left, top, wide, high] = ["x", "y", "width", "height"].map((name) => Number(chart.getAttribute(name)));
  return points.every((point) => {
    const [x, y] = ["cx", "cy"].map((name) => Number(point.querySelector(".nn-grip").getAttribute(name)));
    return x >= left && x <= left + wide && y >= top && y <= top + high;
  });
}"""
TITLES = "(place) => [...place.querySelectorAll('.nn-axis text')].map((tick) => tick.textContent).join(' ')"


@pytest.mark.parametrize("data", [{"X": [100, 250, 300], "Y": [0, 1, 1]}, {"X": [1, 2], "Y": [-50, 70]}])
def test_data_of_another_size_are_seen_whole_and_those_it_was_made_with_keep_their_axes(data, opened):
    page, ticks = opened.page, opened.evaluate(TITLES)
    show(page, ID, {"activation": "identity", "cost": "mse", **data})
    assert read(opened)["warning"] == "" and opened.evaluate(SEEN)
    show(page, ID, {})
    assert opened.evaluate(SEEN) and opened.evaluate(TITLES) == ticks


ORDER = [".nn-ground", ".nn-says", ".nn-play", ".nn-views", "[data-control=η]", ".nn-fit", ".nn-fold", ".nn-costs"]
# What the map's labels say and where, in the canvas's own pixels.
LABELS = """
globalThis.nnLabels = [];
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  if (this.canvas.closest("#descent-1 .nn-ground .nn-chart")) nnLabels.push([x, y]);
  return fillText.call(this, text, x, y);
};
"""


def test_on_a_phone_map_sentence_play_views_and_fit_come_first_and_what_is_further_is_below_more(book):
    page = book.open(PAGE, alive=False, width=390, height=844)
    place = page.locator(f"#{ID}")
    place.scroll_into_view_if_needed()
    place.locator(".nn-live").wait_for()
    tops = [place.locator(part).first.bounding_box()["y"] for part in ORDER]
    assert tops == sorted(tops) and not place.get_by_title("Both costs").is_visible()
    assert all(place.get_by_title(label).is_visible() for label in ["3-D view", "Fog", "Draw your step"])
    place.locator(".nn-fold > summary").click()
    assert place.get_by_title("Both costs").is_visible() and place.locator("[data-control=μ]").is_visible()


def test_where_there_is_room_everything_is_open_without_a_heading(book):
    page = book.open("book/06-learning-rate", alive=False)
    place = page.locator(f"#{ID}")
    place.scroll_into_view_if_needed()
    place.locator(".nn-live").wait_for()
    assert place.get_by_title("Both costs").is_visible() and not place.locator(".nn-fold > summary").is_visible()


def labels(page):
    """The labels after the map has come to rest."""
    rested(page)
    page.evaluate("() => { nnLabels.length = 0; dispatchEvent(new Event('beforeprint')); }")
    return page.evaluate("nnLabels")


def test_the_map_s_labels_make_way_for_the_path_and_are_not_seen_in_fog(book):
    page = book.open(PAGE, scripts=[LABELS])
    place = page.locator(f"#{ID}")
    x, y = labels(page)[0]
    area = place.locator(".nn-ground .nn-chart svg").first
    area.scroll_into_view_if_needed()
    area.click(position={"x": x, "y": y})  # the marble goes there
    assert all(abs(x - a) > 20 or abs(y - b) > 12 for a, b in labels(page))
    pressed(place, "Fog")
    assert labels(page) == []


def test_steps_that_leap_out_of_the_valley_are_told_in_words_and_not_in_powers_of_ten(book):
    ravine = "descent-2"
    page = book.open("book/06-learning-rate", fragment=fragment(ravine, {"learning_rate": 0.05, "steps": 30}))
    says = read(page.locator(f"#{ravine}"))["says"]
    assert "its steps are too long for this valley" in says and "10" not in says.replace("100 times", "")
