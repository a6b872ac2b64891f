"""Claims about Neuron: its marks on the axis, the ghost that takes the input there, and its simple form."""

import pytest

from nnlib.widgets import Neuron
from tests.book.opened import settle
from tests.book.reading import agrees, open_twin, read
from tests.book.test_gestures import Finger
from tests.book.test_states import fragment, show
from tests.widgets.neuron.kind import PAGE

ID = "neuron-2"
FOUND = {"weights": [-0.2322], "bias": 15.043}


def opened(book, state=None, **options):
    page = book.open(PAGE, fragment=fragment(ID, state or {}), **options)
    place = page.locator(f"#{ID}")
    open_twin(place)
    place.locator(".nn-chart").evaluate("(chart) => chart.scrollIntoView({ block: 'center', behavior: 'instant' })")
    return page, place


def middle(box):
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_launch_is_marked_on_the_axis_and_its_ghost_is_on_the_curve(book):
    page, place = opened(book, FOUND)
    assert place.locator(".nn-mark-label").text_content() == "31 °F, the launch"
    x, y = middle(place.locator(".nn-ghost-grip").bounding_box())
    line = place.locator(".nn-mark-line").bounding_box()
    assert x == pytest.approx(line["x"] + line["width"] / 2, abs=1.5)
    show(page, ID, {**FOUND, "x": [31]})
    settle(page)
    grip = middle(place.locator("[data-handle=input] .nn-grip").bounding_box())
    assert (x, y) == pytest.approx(grip, abs=1.5)
    assert not place.locator(".nn-ghost-handle").is_visible()  # the handle is there


@pytest.mark.parametrize("way", ["mouse", "finger", "Enter", "Space"])
def test_the_ghost_takes_the_input_to_the_launch(way, book, html):
    touch = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True} if way == "finger" else {}
    page, place = opened(book, FOUND, **touch)
    ghost = place.locator(".nn-ghost-handle")
    assert ghost.get_attribute("aria-label").startswith(
        "31 °F, the launch: take temperature to 31, where the prediction"
    )
    spot = middle(place.locator(".nn-ghost-grip").bounding_box())
    if way == "mouse":
        page.mouse.click(*spot)
    elif way == "finger":
        finger = Finger(page)
        finger.touch("touchStart", spot)
        finger.touch("touchEnd")
    else:
        ghost.focus()
        page.keyboard.press(way)
    settle(page)
    state = agrees(place, html, PAGE, ID)
    assert list(state["x"]) == [31]
    assert f"{Neuron(x=(31,), weights=FOUND['weights'], bias=FOUND['bias']).a:.4g}" in read(place)["says"]
    if way in ("Enter", "Space"):
        assert page.evaluate("document.activeElement.dataset.handle") == "input"
    place.get_by_title("Undo").click()
    settle(page)
    assert list(agrees(place, html, PAGE, ID)["x"]) == [66]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_mark_s_label_is_in_the_chart_and_beside_its_line(width, book):
    _, place = opened(book, width=width)
    label, chart = place.locator(".nn-mark-label").bounding_box(), place.locator(".nn-chart").bounding_box()
    line = place.locator(".nn-mark-line").bounding_box()
    assert label["x"] > line["x"] + line["width"] - 1
    assert label["x"] + label["width"] <= chart["x"] + chart["width"]


def test_the_simple_form_has_no_odds_and_no_menus_and_the_other_has_both(book, html):
    page, place = opened(book)
    agrees(place, html, PAGE, ID)
    words = place.locator(".nn-live").inner_text()
    assert "odds" not in words and "the prediction is the sigmoid of it: distress = " in words
    assert place.locator("select").count() == 0
    whole = page.locator("#neuron-3")
    assert "log-odds" in whole.inner_text() and whole.locator("select").count() > 0


def test_three_sliders_are_in_a_row_where_there_is_room_and_on_a_phone_each_has_its_own(book):
    for width, rows in ((1280, 1), (390, 3)):
        _, place = opened(book, width=width)
        tracks = [track.bounding_box() for track in place.locator(".nn-sliders:visible input[data-control]").all()]
        assert len(tracks) == 3 and len({track["y"] for track in tracks}) == rows
        assert all(track["width"] > 250 for track in tracks)


def test_marks_are_a_dict_and_reach_the_axis():
    neuron = Neuron(x=(1.0,), weights=(2.0,), marks={"here": 3})
    assert neuron.marks == (("here", 3.0),)
    neuron.marks = {"there": 4, "yonder": 5.5}
    assert neuron.marks == (("there", 4.0), ("yonder", 5.5))
    with pytest.raises(ValueError, match="marks"):
        neuron.marks = {"here": "there"}


def test_flights_at_one_place_are_beside_each_other_and_none_hides_another(book):
    _, place = opened(book)
    spots = place.locator(".nn-point").evaluate_all("(all) => all.map((one) => one.outerHTML)")
    assert len(spots) == len(set(spots)) > 20


@pytest.mark.parametrize(("width", "lines"), [(1280, 1), (390, 2)])
def test_the_launch_s_label_has_two_lines_where_the_chart_is_narrow(width, lines, book):
    _, place = opened(book, width=width, height=844)
    tops = {box["y"] for box in (part.bounding_box() for part in place.locator(".nn-mark-label tspan").all())}
    assert len(tops) == lines


@pytest.mark.parametrize("width", [1280, 390])
def test_the_sentence_is_right_below_the_chart(width, book):
    _, place = opened(book, width=width, height=844)
    chart, says = (place.locator(part).bounding_box() for part in (".nn-chart", ".nn-says"))
    assert 0 <= says["y"] - (chart["y"] + chart["height"]) <= 12


def test_the_receipt_whose_counts_are_set_is_told_with_its_miss_and_no_other_counts_are(book):
    page = book.open("book/02-linear-neuron")
    place = page.locator("#neuron-1")
    assert place.locator(".nn-miss-label").text_content() == "price 13.5"
    assert place.locator(".nn-miss").get_attribute("d")
    show(page, "neuron-1", {"x": [2, 1, 0.5]})
    settle(page)
    assert place.locator(".nn-miss-label").text_content() == "" and not place.locator(".nn-miss").get_attribute("d")
