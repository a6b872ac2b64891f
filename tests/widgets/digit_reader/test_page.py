"""Claims about DigitReader: a mouse, a finger or keys draw, and every number is nnlib's as the line goes."""

import io
import json
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image

import nnlib as nn
from nnlib.widgets import digits
from tests.book.opened import settle
from tests.book.reading import LINK, agrees, close, linked, open_twin, read
from tests.book.test_gestures import Finger
from tests.book.test_links import refused
from tests.book.test_states import fragment, show
from tests.widgets.digit_reader import kind as digitreader
from tests.widgets.kinds import KINDS

PAGE, ID = KINDS["digitreader"].PAGE, "digitreader-1"
ONE = [(0.5, 0.2), (0.5, 0.5), (0.5, 0.8)]
ONLY = {
    "half a point": {"strokes": [[1, 2, 3]]},
    "outside": {"strokes": [[1, 281]]},
    "no whole number": {"strokes": [[1.5, 2]]},
    "an empty stroke": {"strokes": [[]]},
    "a stroke of text": {"strokes": ["12"]},
    "too long": {"strokes": [[7] * 602]},
    "too many": {"strokes": [[1, 2]] * 301},
    "no list": {"strokes": {"0": [1, 2]}},
    "no pen": {"pen": 0},
    "a vast pen": {"pen": 9},
    "no such image": {"example": 12},
    "no such digit": {"towards": 10},
    "no such unit": {"unit": 48},
    "too many pixels": {"changed": 101},
    "half a pixel": {"changed": 0.5},
    "half an image": {"image": [0] * 392},
    "too bright": {"image": [256] * 784},
}


def opened(book, state=None, **options):
    """The first widget of the page, in this state, its text open."""
    page = book.open(PAGE, fragment=fragment(ID, state or {}), **options)
    place = page.locator(f"#{ID}")
    open_twin(place)
    pad = place.locator(".nn-pad")
    pad.evaluate("(pad) => pad.scrollIntoView({ block: 'center', behavior: 'instant' })")
    return page, place, pad


def open_tab(place, title):
    """Open one of the tools below the canvas, by hand."""
    place.get_by_role("tab", name=title).click()
    settle(place.page)


def on(pad, points):
    """Points of the pad, from 0 to 1 across and down, on the screen."""
    box = pad.bounding_box()
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]


def holds(place, html):
    """Fail unless every named number of the widget is nnlib's; answers the state."""
    state = agrees(place, html, PAGE, ID)
    widget = digitreader.rebuilt(state)
    named = {name: float(text) for name, text in read(place)["named"].items() if text is not None}
    run = widget.net.forward(widget.X)
    pixel, _, after = widget.next_change()
    wanted = {} if widget.blank else {f"p{digit}": p for digit, p in enumerate(widget.probabilities)}
    wanted |= {"p-aim": widget.probabilities[widget.aim], "p-after": after, "slope": widget.slope.ravel()[pixel]}
    wanted |= {"unit-z": run.Z[0][0, widget.unit], "unit-a": run.A[1][0, widget.unit]}
    if widget.label is not None:
        Y = nn.data.one_hot([widget.label], 10)
        wanted["cost"] = widget.net.cost(widget.X, Y, cost=nn.cross_entropy)
    for name, value in wanted.items():
        assert close([named[name]], [value], 1e-12), name
    if widget.blank:
        return state
    rows = read(place)["rows"]
    assert close([float(row[2]) for row in rows[:10]], widget.probabilities, 1e-13)
    assert close([float(row[2]) for row in rows[10:58]], run.A[1][0], 1e-12)
    return state


@pytest.mark.parametrize(
    "state", [{}, digitreader.MOVED, {"strokes": [], "changed": 2}, {"example": 10}, {"example": 2, "changed": 2}]
)
def test_every_number_is_nnlib_s_and_the_copied_code_finds_all_ten_probabilities(state, book, html):
    _, place, _ = opened(book, state)
    held = holds(place, html)
    names = {}
    exec(read(place)["code"], names)
    wanted = digitreader.rebuilt(held).probabilities
    assert close(names["p"], wanted, 1e-13)


def test_it_reads_while_the_mouse_still_draws_and_the_link_holds_the_drawing(book, html):
    page, place, pad = opened(book, {"strokes": []})
    assert read(place)["says"] == "Draw a digit."
    points = on(pad, ONE)
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=6)
    settle(page)
    half = holds(place, html)
    page.mouse.move(*points[2], steps=6)
    settle(page)
    whole = holds(place, html)
    page.mouse.up()
    assert half != whole and digitreader.rebuilt(whole).reading == 1
    assert whole["strokes"][0][:2] == pytest.approx([140, 56], abs=2)
    assert whole["strokes"][0][-2:] == pytest.approx([140, 224], abs=2)
    place.get_by_title("Undo").click()
    settle(page)
    assert holds(place, html)["strokes"] == []


def test_the_first_stroke_takes_the_place_of_the_drawing_that_the_book_shows_and_the_next_joins_it(book):
    page = book.open("book/01-what-networks-do")
    place = page.locator(f"#{ID}")
    pad = place.locator(".nn-pad")
    pad.evaluate("(pad) => pad.scrollIntoView({ block: 'center', behavior: 'instant' })")
    for strokes in (1, 2):
        page.mouse.move(*on(pad, ONE)[0])
        page.mouse.down()
        page.mouse.move(*on(pad, ONE)[2], steps=6)
        page.mouse.up()
        settle(page)
        assert len(linked(place)["strokes"]) == strokes and len(linked(place)["strokes"][0]) < 40
    for _ in range(2):
        place.get_by_title("Undo").click()
    settle(page)
    assert linked(place) == {}  # the book's own is not lost


def test_a_finger_draws_and_the_page_stays_where_it_is(book, html):
    page, place, pad = opened(book, {"strokes": []}, width=390, height=844, has_touch=True, is_mobile=True)
    top = page.evaluate("scrollY")
    (x0, y0), _, (x1, y1) = on(pad, ONE)
    Finger(page).drag(x0, y0, x1 - x0, y1 - y0)
    settle(page)
    assert digitreader.rebuilt(holds(place, html)).reading == 1 and page.evaluate("scrollY") == top
    assert "pinch-zoom" in pad.evaluate("(pad) => getComputedStyle(pad).touchAction")


def test_the_keys_draw_take_back_and_clear(book, html):
    page, place, pad = opened(book, {"strokes": []})
    pad.focus()
    for key in ("Shift+ArrowUp", "Space", "Shift+ArrowDown", "Shift+ArrowDown", "Space", "ArrowRight"):
        page.keyboard.press(key)
    settle(page)
    state = holds(place, html)
    assert state["strokes"] == [[140, 90, 140, 140, 140, 190]] and digitreader.rebuilt(state).reading == 1
    assert place.locator(".nn-pad-column [role=status]").text_content() == "column 16, row 20, pen up"
    for key in ("Space", "End", "Space", "Backspace"):
        page.keyboard.press(key)
    settle(page)
    assert holds(place, html)["strokes"] == state["strokes"]
    page.keyboard.press("Delete")
    settle(page)
    assert holds(place, html)["strokes"] == []


def test_a_full_drawing_says_so_and_its_link_is_short(book, html):
    chance = np.random.default_rng(0)
    page, place, pad = opened(book, {"strokes": [chance.integers(100, 281, size=596).tolist()]})
    points = on(pad, [(0.1, 0.1), (0.9, 0.9)])
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=20)
    page.mouse.up()
    settle(page)
    assert "no more fit" in read(place)["warning"]
    assert sum(map(len, linked(place)["strokes"])) == 600
    assert len(place.evaluate(LINK)) < 4096


def test_a_test_image_is_picked_by_mouse_and_keys_and_a_stroke_begins_a_drawing(book, html):
    page, place, pad = opened(book)
    tiles = place.locator(".nn-strip [role=radio]")
    tiles.nth(3).click()
    settle(page)
    assert holds(place, html)["example"] == 2
    number = digits.surprising().numbers[2]
    assert read(place)["says"].startswith(f"Test image {number} is ")
    page.keyboard.press("ArrowRight")
    settle(page)
    assert holds(place, html)["example"] == 3 and tiles.nth(4).get_attribute("aria-checked") == "true"
    pad.scroll_into_view_if_needed()
    page.mouse.click(*on(pad, [(0.5, 0.5)])[0])
    settle(page)
    state = holds(place, html)
    assert state["example"] == -1 and len(state["strokes"]) == 1


def test_a_hidden_unit_is_picked_by_mouse_and_keys(book, html):
    page, place, _ = opened(book)
    open_tab(place, "Hidden units")
    tiles = place.locator(".nn-tiles [role=radio]")
    tiles.nth(20).click()
    for key in ("ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    settle(page)
    assert holds(place, html)["unit"] == 27
    page.keyboard.press("End")
    settle(page)
    assert holds(place, html)["unit"] == digits.HIDDEN - 1


def test_play_changes_pixels_until_the_reading_is_another_and_no_further(book, html):
    page, place, _ = opened(book)
    open_tab(place, "Change its mind")
    before = digitreader.rebuilt(holds(place, html))
    play = place.locator("button[title^='Play']").element_handle()
    label = play.text_content()
    play.click()
    page.wait_for_function("([play, label]) => play.textContent === label", arg=[play, label])
    settle(page)
    after = digitreader.rebuilt(holds(place, html))
    assert after.changed > 1 and after.reading == before.aim != before.reading
    after.changed -= 1
    assert after.reading == before.reading


def test_a_digit_to_aim_at_is_chosen_and_what_is_read_already_cannot_be(book, html):
    page, place, _ = opened(book, {"tab": "pixels"})
    place.get_by_label("Aim at").select_option("4")
    place.locator("button[title^='Play']").click()
    settle(page)
    assert "reads a 4 already" in read(place)["warning"]
    place.get_by_label("Aim at").select_option("0")
    settle(page)
    assert holds(place, html)["towards"] == 0


def test_the_tabs_are_walked_by_the_arrow_keys_and_one_is_open_which_the_link_holds(book, html):
    page, place, _ = opened(book)
    tabs = place.get_by_role("tab")
    assert [tab.inner_text() for tab in tabs.all()] == ["Test images", "Hidden units", "Change its mind", "Your image"]
    place.get_by_role("tab", selected=True).focus()
    for key, name in (("ArrowRight", "units"), ("End", "file"), ("ArrowRight", "images"), ("ArrowLeft", "file")):
        page.keyboard.press(key)
        settle(page)
        assert linked(place).get("tab", "images") == name
        open_ = place.get_by_role("tab", selected=True)
        assert open_.count() == 1 and open_.evaluate("(tab) => tab === document.activeElement && tab.tabIndex === 0")
        panel = place.locator(f"[id='{open_.get_attribute('aria-controls')}']")
        assert panel.is_visible() and place.locator("[role=tabpanel]:visible").count() == 1
    assert holds(place, html)["tab"] == "file"


def test_a_drawing_that_cannot_be_is_refused_in_a_sentence(book):
    refused(book, PAGE, ID, {what: quote(json.dumps(state)) for what, state in ONLY.items()})


def test_a_link_shows_the_drawing_that_it_holds(book, html):
    page, place, _ = opened(book)
    show(page, ID, digitreader.MOVED)
    state = holds(place, html)
    assert {key: state[key] for key in digitreader.MOVED} == digitreader.MOVED


def test_an_empty_field_claims_nothing(book, html):
    page, place, _ = opened(book, {"strokes": []})
    holds(place, html)
    assert read(place)["says"] == "Draw a digit."
    assert place.locator(".nn-bars .nn-number").all_inner_texts() == ["–"] * 10
    assert place.locator(".nn-bars .nn-best").count() == place.locator(".nn-bars [data-value]").count() == 0
    fills = place.locator(".nn-bars .nn-fill").evaluate_all("(all) => all.map((e) => e.style.transform)")
    assert set(fills) == {"scaleX(0)"}
    assert not place.locator(".nn-why").is_visible()
    place.evaluate("(place) => place.querySelector(\"button[title^='Play']\").click()")
    settle(page)
    assert "Draw a digit first" in read(place)["warning"]
    assert holds(place, html)["changed"] == 0


def png(grey):
    """An image file of grey tones from 0 to 255."""
    file = io.BytesIO()
    Image.fromarray(grey.astype(np.uint8)).save(file, "PNG")
    return {"name": "digit.png", "mimeType": "image/png", "buffer": file.getvalue()}


@pytest.mark.parametrize("dark", [True, False])
def test_an_image_of_the_reader_s_own_is_read_and_sent_nowhere(dark, book, html):
    """Dark ink on paper, off the middle and large, or chalk on a board: the same digit is read."""
    page, place, _ = opened(book)
    digit = np.zeros((28, 28))
    digit[4:24, 13:16] = 255  # a one
    large = np.zeros((700, 500))
    large[20:580, 300:480] = np.kron(digit[4:24, 10:19], np.ones((28, 20)))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    place.locator("input[type=file]").set_input_files(png(255 - large if dark else large))
    page.wait_for_function(
        "(place) => place.querySelector('.nn-pad').ariaLabel.startsWith('Your image')", arg=place.element_handle()
    )
    settle(page)
    state = holds(place, html)
    widget = digitreader.rebuilt(state)
    assert state["strokes"] == [] and widget.reading == 1
    rows, columns = np.nonzero(widget.picture)
    assert rows.max() - rows.min() + 1 in (20, 21)
    for at in (rows, columns):
        assert np.average(at + 0.5, weights=widget.picture[rows, columns]) == pytest.approx(14, abs=0.05)
    assert all(url.startswith("blob:") for url in asked)
    assert len(place.evaluate(LINK)) < 4096
    place.get_by_title("Undo").click()
    settle(page)
    assert holds(place, html)["strokes"] != []


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (
            {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"a four"},
            "is no image that your browser can open",
        ),
        ({"name": "broken.png", "mimeType": "image/png", "buffer": b"\x89PNG, but no more"}, "is no image"),
        (png(np.full((40, 40), 200)), "all of one tone"),
    ],
)
def test_a_file_that_holds_no_digit_is_refused_in_a_sentence(file, words, book, html):
    page, place, _ = opened(book)
    before = holds(place, html)
    place.locator("input[type=file]").set_input_files(file)
    page.wait_for_function("(place) => !place.querySelector('.nn-warning').hidden", arg=place.element_handle())
    assert words in read(place)["warning"]
    assert holds(place, html) == before


def test_a_stroke_takes_the_image_s_place(book, html):
    page, place, pad = opened(book, {"image": [0, 255] * 392, "strokes": []})
    assert holds(place, html)["image"]
    page.mouse.click(*on(pad, [(0.5, 0.5)])[0])
    settle(page)
    state = holds(place, html)
    assert list(state["image"]) == [] and len(state["strokes"]) == 1


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (390, False)])
def test_the_canvas_is_large_and_has_the_bars_beside_it_where_there_is_room(width, beside, book):
    _, place, pad = opened(book, width=width)
    field, bars, live = pad.bounding_box(), place.locator(".nn-bars").bounding_box(), place.bounding_box()
    assert (bars["x"] > field["x"] + field["width"]) == beside
    assert field["width"] >= (0.45 if beside else 0.85) * min(live["width"], 860)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_sentence_is_below_the_bars_and_above_the_tools(width, book):
    place = book.open(PAGE, width=width, height=844).locator(f"#{ID}")
    bars, says, tools = (place.locator(part).bounding_box() for part in (".nn-bars", ".nn-says", ".nn-tools"))
    assert bars["y"] + bars["height"] <= says["y"] < says["y"] + says["height"] <= tools["y"]


def test_a_change_of_two_tiny_probabilities_is_told_by_their_digits(book):
    page = book.open(PAGE, fragment=fragment(ID, {"tab": "pixels", "towards": 0}))
    why = page.locator(f"#{ID} .nn-why p", has_text="takes the probability").inner_text()
    assert "× 10⁻" in why and "< 0.001" not in why
