"""Claims about what a reader chooses besides numbers: the link keeps it, undo takes it back, redo brings it again."""

import json
from urllib.parse import quote

import pytest

from tests.book.opened import settle
from tests.book.reading import linked, open_twin
from tests.book.test_links import refused
from tests.widgets.kinds import KINDS


def shift(place, control, times=1):
    """Move a slider by large steps of the keyboard, forward or back."""
    place.locator(f"input[data-control={control}]").focus()
    for _ in range(abs(times)):
        place.page.keyboard.press("Shift+ArrowRight" if times > 0 else "Shift+ArrowLeft")
        settle(place.page)


def along(place):
    place.get_by_label("Input along the chart").select_option("2")


def walked(place):
    for _ in range(2):
        place.get_by_title("Step", exact=True).click()


def turned(place):
    place.get_by_title("3-D view").click()
    place.locator("canvas.nn-turn").wait_for()
    settle(place.page)
    place.locator("canvas.nn-turn").focus()
    place.page.keyboard.press("Shift+ArrowRight")
    place.page.keyboard.press("ArrowDown")


def solid(place):
    """How the surface looks: its picture, once it is there."""
    if place.locator(".nn-solid").is_hidden():
        return "a map"
    canvas = place.locator("canvas.nn-turn")
    canvas.wait_for()
    place.page.evaluate("document.activeElement.blur()")  # else a frame is around it
    settle(place.page)
    return canvas.screenshot()


def fed(place):
    place.locator("[data-entry='x 0,1']").click()


def held(place):
    place.locator("[data-item='0,1']").click()
    place.locator("[data-item='2,1']").click()


def forked(place):
    """Train on, walk back, go on elsewhere, twice; and look into the network."""
    shift(place, "t", 2)
    shift(place, "t", -1)
    shift(place, "η", 1)
    shift(place, "t", 1)
    place.get_by_label("Optimizer", exact=True).select_option("adam")
    place.locator("summary", has_text="Inside the network").click()


def legs(place):
    """The whole path as numbers, where it comes from, in words, and whether the map is there."""
    return [
        place.locator(".nn-twin tbody tr").evaluate_all("(rows) => rows.map((row) => row.textContent)"),
        place.locator(".nn-earlier").inner_text(),
        place.locator(".nn-inside").is_visible(),
    ]


# Where, what a reader does, and what is seen of it.
CHOSEN = {
    "neuron": (
        "book/03-one-neuron#neuron-3",
        along,
        lambda place: place.locator(".nn-chart .nn-axis-title").first.text_content(),
    ),
    "unrolled": (None, walked, lambda place: place.locator(".nn-says").text_content()),
    "descent": (None, turned, solid),
    "forwardpass": (None, fed, lambda place: place.locator(".nn-reading").text_content()),
    "backprop": (None, held, lambda place: [one.text_content() for one in place.locator(".nn-note").all()]),
    "playground": (None, forked, legs),
}


@pytest.mark.parametrize("kind", CHOSEN)
def test_what_a_reader_chose_is_in_the_link_and_undo_and_redo_walk_through_it(kind, book):
    where, choose, seen = CHOSEN[kind]
    name, id = (where or f"{KINDS[kind].PAGE}#{kind}-1").split("#")
    context = book.context()
    page = book.open(name, context=context)
    place = page.locator(f"#{id}")
    open_twin(place)
    first = seen(place)
    choose(place)
    for _ in range(20):  # a busy machine is no failure
        settle(page)
        if seen(place) != first:
            break
    chosen, state = seen(place), linked(place)
    assert chosen != first and state
    again = book.open(name, context=context, fragment=f"{id}={quote(json.dumps(state))}")
    other = again.locator(f"#{id}")
    open_twin(other)
    settle(again)
    assert seen(other) == chosen
    again.close()
    undo, redo = place.get_by_title("Undo"), place.get_by_title("Redo")
    while undo.is_enabled():
        undo.click()
        settle(page)
    assert seen(place) == first
    while redo.is_enabled():
        redo.click()
        settle(page)
    assert seen(place) == chosen


FALSE = {
    "neuron": [{"along": 5}, {"along": -1}, {"along": 0.5}],
    "unrolled": [{"step": 13}, {"step": -1}, {"step": 1.5}, {"x": [1, 0, 0], "step": 7}],
    "descent": [{"turn": [0]}, {"turn": [0, 1.6]}, {"turn": [0, 0]}, {"turn": ["0", 1]}],
    "forwardpass": [{"feeds": 1}, {"feeds": "true"}],
    "backprop": [{"input": 5}, {"output": 5}, {"input": None}],
}


@pytest.mark.parametrize("kind", FALSE)
def test_what_cannot_be_chosen_is_refused_in_a_sentence(kind, book):
    refused(book, KINDS[kind].PAGE, f"{kind}-1", {str(state): quote(json.dumps(state)) for state in FALSE[kind]})
