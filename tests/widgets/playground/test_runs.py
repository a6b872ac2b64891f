"""Claims about the playground's runs: a fork loses nothing, a button leads back, a link draws the whole path."""

import json
from urllib.parse import quote

import pytest

from tests.book.opened import rested, settle
from tests.book.reading import agrees, linked, open_twin, read
from tests.book.test_links import refused
from tests.widgets.kinds import KINDS
from tests.widgets.playground.test_page import ID, NAME, fold, opened

PICTURE = "(canvas) => canvas.toDataURL()"
CURVES = ".nn-playground > .nn-cost canvas"
EARLY = {"steps": 80, "before": 0, "start": [], "learning_rate": 0.1}
FALSE = {
    "an earlier run that is none": {"earlier": [3]},
    "an earlier run without steps": {"earlier": [{"learning_rate": 0.1}]},
    "an earlier run of another network": {"earlier": [{"steps": 3, "hidden": [3]}]},
    "an earlier run from too few numbers": {"earlier": [{"steps": 3, "start": [1]}]},
    "an earlier run on half a point": {"earlier": [{"steps": 3, "own": [1, 2]}]},
    "an earlier run on no points": {"earlier": [{"steps": 3, "dataset": "own"}]},
    "an earlier run left where it never was": {"before": 90, "earlier": [EARLY]},
    "an earlier run that is later": {"before": 5, "earlier": [{"steps": 9, "before": 8}]},
    "seven earlier runs": {"earlier": [{"steps": 1}] * 7},
    "inside a number": {"inside": 1},
}

__all__ = ["opened"]  # the fixture


def shift(place, control, times):
    """Move a slider by large steps of the keyboard, forward or back."""
    place.locator(f"input[data-control={control}]").focus()
    for _ in range(abs(times)):
        place.page.keyboard.press("Shift+ArrowRight" if times > 0 else "Shift+ArrowLeft")
        settle(place.page)


def depth(place, name):
    """How far below the widget's top a control stands, in pixels."""
    return place.get_by_label(name, exact=True).bounding_box()["y"] - place.bounding_box()["y"]


def test_a_fork_says_what_it_left_and_run_before_brings_all_of_it_back(opened, html):
    page, place = opened({"steps": 80})
    before, origin, button = read(place), place.locator(".nn-earlier"), place.get_by_title("Run before")
    below = depth(place, "Data set")
    assert button.is_disabled() and not origin.is_visible()  # until there is a run to go back to
    shift(place, "t", -2)
    shift(place, "η", 1)
    said = "This run left another at step 40; that one went on to step 80."
    assert depth(place, "Data set") == below  # nothing jumps away from the hand
    assert button.is_visible() and said in origin.inner_text()
    assert read(place)["says"].endswith(f"{said} Run before goes back to it.")
    shift(place, "t", 3)
    state, fork = agrees(place, html, NAME, ID), read(place)
    assert (state["before"], state["steps"], len(state["earlier"])) == (40, 60, 1)
    button.click()
    settle(page)
    back = agrees(place, html, NAME, ID)
    assert (back["before"], back["steps"], len(back["earlier"]), back["learning_rate"]) == (0, 80, 0, 0.3)
    assert read(place)["rows"] == before["rows"] and button.is_disabled()
    # It stays while it has the focus, and goes with it.
    assert page.evaluate("document.activeElement.title") == "Run before"
    place.get_by_title("Rewind").focus()
    assert not origin.is_visible()
    place.get_by_title("Undo").click()
    settle(page)
    assert read(place)["rows"] == fork["rows"] and button.is_enabled()


def test_after_a_fork_the_slider_counts_from_the_start_as_the_sentence_does(opened):
    page, place = opened({"steps": 40})
    shift(place, "η", 1)
    slider, field = place.locator("input[data-control=t]"), place.get_by_label("Step, typed", exact=True)
    assert (slider.get_attribute("min"), slider.get_attribute("max"), field.input_value()) == ("40", "240", "40")
    for typed, taken in (("47", "47"), ("12", "47"), ("40", "40")):  # what lies before the fork is the other run's
        field.fill(typed)
        field.press("Enter")
        settle(page)
        assert field.input_value() == slider.input_value() == taken
        assert f"After {taken} steps the cost is" in read(place)["says"]
        assert linked(place).get("steps", 0) == int(taken) - 40
    slider.focus()
    page.keyboard.press("End")
    settle(page)
    assert field.input_value() == "240" and "After 240 steps" in read(place)["says"]


def test_a_rewound_run_that_is_left_at_its_start_comes_back_too(opened):
    page, place = opened({"steps": 30})
    place.get_by_title("Rewind").click()
    place.get_by_label("Optimizer", exact=True).select_option("adam")
    settle(page)
    assert "left another at step 0; that one went on to step 30" in place.locator(".nn-earlier").inner_text()
    place.get_by_label("Optimizer", exact=True).select_option("sgd")  # the run before once more, from its start
    settle(page)
    assert linked(place)["steps"] == 0 if "steps" in linked(place) else True
    assert len(linked(place)["earlier"]) == 1  # what took no step is no loss
    place.get_by_title("Run before").click()
    settle(page)
    assert linked(place) == {"steps": 30}


def test_a_dragged_weight_leaves_one_run_behind_and_painted_points_their_data(opened, html):
    page, place = opened({"steps": 20, "inside": True})
    shift(place, "w", 3)
    assert len(linked(place)["earlier"]) == 1
    place.get_by_title("Step", exact=True).click()
    place.get_by_label("A click on the picture").select_option("1")
    place.locator(".nn-picture > svg").first.click(position={"x": 60, "y": 60})
    settle(page)
    state = agrees(place, html, NAME, ID)
    assert (state["dataset"], len(state["earlier"])) == ("own", 2)
    assert state["earlier"][1]["dataset"] == "moons" and state["earlier"][1]["own"] == []
    place.get_by_title("Run before").click()
    settle(page)
    assert agrees(place, html, NAME, ID)["dataset"] == "moons"
    place.get_by_title("New start").click()
    settle(page)
    assert "earlier" not in linked(place)  # a new start comes from no other run


def test_a_setting_dragged_while_it_plays_leaves_one_run_and_playing_goes_on(opened):
    page, place = opened()
    place.get_by_title("Play").click()
    page.wait_for_function("(place) => /After \\d\\d+ steps/.test(place.innerText)", arg=place.element_handle())
    slider = place.locator("input[data-control=η]")
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.61 * box["width"], y)
    page.mouse.down()
    for part in (0.65, 0.7, 0.75):
        page.mouse.move(box["x"] + part * box["width"], y)
        page.wait_for_timeout(60)
    page.mouse.up()
    said = place.locator(".nn-says").inner_text()
    page.wait_for_function(
        "([place, said]) => place.innerText !== said", arg=[place.locator(".nn-says").element_handle(), said]
    )
    place.get_by_title("Pause").click()
    settle(page)
    state = linked(place)
    assert len(state["earlier"]) == 1 and state["steps"] > 0 and state["before"] >= 10


def test_a_link_draws_the_whole_path_and_its_table_holds_it(book):
    state = {"steps": 30, "before": 40, "learning_rate": 1, "start": [0.5, -0.25, 1] * 12 + [0.125], "earlier": [EARLY]}
    context = book.context()
    pages = [
        book.open(NAME, context=context, fragment=f"{ID}={quote(json.dumps(one))}")
        for one in (state, {**state, "earlier": []})
    ]
    places = [page.locator(f"#{ID}") for page in pages]
    for place in places:
        open_twin(place)
        rested(place.page)
    whole, short = ([row for row in read(place)["rows"] if row[0].startswith("step ")] for place in places)
    assert [row[0] for row in whole] == [f"step {i}" for i in range(71)] and whole[40:] == short
    early = KINDS["playground"].rebuilt({"own": [], "start": [], "steps": 25, "learning_rate": 0.1})
    assert [float(cell) for cell in whole[25][2:]] == pytest.approx(KINDS["playground"].expected(early)[0], rel=1e-9)
    pictures = [place.locator(CURVES).evaluate(PICTURE) for place in places]
    assert pictures[0] != pictures[1]


def test_what_was_walked_is_drawn_alike_from_its_link(opened, book):
    page, place = opened()
    shift(place, "t", 4)
    shift(place, "t", -2)
    shift(place, "η", 1)
    shift(place, "t", 1)
    page.evaluate("document.activeElement.blur()")
    rested(page)
    other = book.open(NAME, fragment=f"{ID}={quote(json.dumps(linked(place)))}").locator(f"#{ID}")
    rested(other.page)
    assert other.locator(CURVES).evaluate(PICTURE) == place.locator(CURVES).evaluate(PICTURE)


def test_theta_stands_in_the_table_by_name_as_nnlib_counts_it(opened, html):
    _, place = opened({"hidden": [2, 1], "steps": 15, "picked": 0, "axes": [0, 1]})
    widget = KINDS["playground"].rebuilt(agrees(place, html, NAME, ID))
    rows = {row[0]: float(row[1]) for row in read(place)["rows"] if not row[0].startswith("step ")}
    (W1, W2, W3), (b1, b2, b3) = widget.net.W, widget.net.b
    wanted = {f"weight x{k + 1} → h1,{j + 1}": W1[j, k] for j in range(2) for k in range(2)}
    wanted |= {f"weight h1,{k + 1} → h2,1": W2[0, k] for k in range(2)} | {"weight h2,1 → ŷ": W3[0, 0]}
    wanted |= {"bias of h1,1": b1[0], "bias of h1,2": b1[1], "bias of h2,1": b2[0], "bias of ŷ": b3[0]}
    assert rows == pytest.approx(wanted, rel=1e-9)


def test_an_earlier_run_that_cannot_be_is_refused_in_a_sentence(book):
    refused(book, NAME, ID, {what: quote(json.dumps(state)) for what, state in FALSE.items()})


# How many pixels of the large picture's lines are of the first hidden layer's colour.
OWN = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let [count, x, y] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] < 250 || data[i + 2] < data[i] + 80) continue;
    [count, x, y] = [count + 1, x + ((i / 4) % canvas.width) / canvas.width, y + i / 4 / canvas.width / canvas.height];
  }
  return count ? [count, x / count, y / count] : [0, 0, 0];
}"""


def test_the_picked_unit_s_boundary_lies_where_its_sum_is_zero_and_is_named(opened):
    """The first unit's sum is 2 x1 + 0.5: its line stands at x1 = -0.25, from the bottom to the top."""
    start = [2, 0, 0, 1] + [0] * 33
    start[8] = 0.5  # the first unit's bias
    page, place = opened({"start": start, "picked": 8})
    lines = place.locator(".nn-picture canvas").nth(1)
    count, x, y = lines.evaluate(OWN)
    assert count > 300 and x == pytest.approx((1.3 - 0.25) / 2.6, abs=0.01) and y == pytest.approx(0.5, abs=0.02)
    key = place.locator(".nn-picture-key")
    assert "where unit 1 of hidden 1 is undecided" in key.inner_text()
    place.locator("[data-item='1,1']").click()
    settle(page)
    count, x, y = lines.evaluate(OWN)  # the second unit's sum is x2
    assert x == pytest.approx(0.5, abs=0.02) and y == pytest.approx(0.5, abs=0.01)
    assert linked(place)["picked"] == 9 and "where unit 2 of hidden 1 is undecided" in key.inner_text()
    page.keyboard.press("End")  # the output, whose boundary is the line at a half
    page.keyboard.press("Enter")
    settle(page)
    assert lines.evaluate(OWN)[0] == 0 and "undecided" not in key.inner_text()


def test_no_unit_s_boundary_lies_over_the_data_before_the_reader_picks_one(opened):
    page, place = opened({})
    lines, key = place.locator(".nn-picture canvas").nth(1), place.locator(".nn-picture-key")
    assert lines.evaluate(OWN)[0] == 0 and "undecided" not in key.inner_text()
    place.locator("[data-item='0,0,0']").press("Enter")  # the weight that the widget starts with
    settle(page)
    assert lines.evaluate(OWN)[0] > 300 and "where unit 1 of hidden 1 is undecided" in key.inner_text()


def test_the_network_is_one_tab_stop_the_arrows_walk_along_its_connections_and_enter_picks(opened):
    page, place = opened({"picked": 8})  # the first unit's bias
    ways_in = place.locator(".nn-network [tabindex='0']")
    assert ways_in.count() == 1
    ways_in.focus()
    walk = [("ArrowDown", "1,1"), ("ArrowRight", "1,1,1"), ("ArrowDown", "1,2,1"), ("ArrowRight", "2,2")]
    for key, item in [*walk, ("End", "3,0"), ("Shift+ArrowLeft", "2,1"), ("Home", "0,0")]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.dataset.item") == item
        page.keyboard.press("Enter")
        settle(page)
        picked = item if item != "0,0" else "2,1"  # an input has no weight or bias of its own
        assert place.locator(".nn-network [aria-selected=true]").get_attribute("data-item") == picked
    assert ways_in.count() == 1


def test_the_part_inside_is_opened_by_a_link_and_closed_by_undo(opened):
    page, place = opened({"inside": True})
    assert place.locator(".nn-inside").is_visible()
    page, place = opened()
    fold(place, "Inside the network")
    assert linked(place) == {"inside": True}
    place.get_by_title("Undo").click()
    settle(page)
    assert place.locator(".nn-inside").is_hidden() and linked(place) == {}
