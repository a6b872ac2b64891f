"""Claims about the 3-D view: loaded when it is asked for, seen, turned, and its marble moves the neuron."""

import colorsys
import io

import numpy as np
import pytest
from PIL import Image

from tests.book.opened import hosts, settle
from tests.book.reading import agrees, open_twin
from tests.book.test_states import fragment
from tests.widgets.kinds import KINDS

GREEN = 95 / 360  # the hue of the output's colour, which is the marble's

WITHOUT = """
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest);
};
"""


def picture(canvas):
    """A canvas as the reader sees it: `(height, width, 3)`, from 0 to 255."""
    settle(canvas.page)
    return np.asarray(Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")).astype(int)


def marble_in(pixels):
    """The middle of what is green in a picture: x, y in pixels."""
    hues = np.array([colorsys.rgb_to_hsv(*pixel) for pixel in pixels.reshape(-1, 3) / 255]).reshape(pixels.shape)
    ys, xs = np.nonzero((abs(hues[..., 0] - GREEN) < 0.04) & (hues[..., 1] > 0.5))
    assert len(xs) > 20
    return float(np.median(xs)), float(np.median(ys))


def opened3d(page, id):
    """A widget turned to its 3-D view, and the canvas."""
    place = page.locator(f"#{id}")
    place.scroll_into_view_if_needed()
    open_twin(place)
    place.get_by_title("3-D view").click()
    canvas = place.locator("canvas.nn-turn")
    canvas.wait_for()
    canvas.evaluate("(canvas) => canvas.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_function("(canvas) => canvas.width > 300", arg=canvas.element_handle())
    settle(page)
    return place, canvas


@pytest.mark.parametrize("name", ["book/05-cost", KINDS["descent"].PAGE])
def test_the_3_d_program_is_asked_for_only_when_the_view_is_opened(name, book):
    page = book.open(name)
    assert not [url for url in book.asked if "surface3d" in url]
    opened3d(page, "descent-1")
    assert [url for url in book.asked if "surface3d" in url]


@pytest.mark.parametrize("disk", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_surface_is_seen_turns_and_gives_way_to_the_map(scheme, disk, book):
    page = book.open("book/06-gradient-descent", color_scheme=scheme, disk=disk)
    for id in hosts(page):
        place, canvas = opened3d(page, id)
        first = picture(canvas)
        assert len(np.unique(first.reshape(-1, 3), axis=0)) > 100
        marble_in(first)
        box = canvas.bounding_box()
        page.mouse.move(box["x"] + 30, box["y"] + 30)
        page.mouse.down()
        page.mouse.move(box["x"] + 130, box["y"] + 50, steps=4)
        page.mouse.up()
        turned = picture(canvas)
        assert (abs(turned - first).max(axis=2) > 24).mean() > 0.02
        canvas.focus()
        page.keyboard.press("Shift+ArrowRight")
        assert (abs(picture(canvas) - turned).max(axis=2) > 24).mean() > 0.02
        place.get_by_title("3-D view").click()
        settle(page)
        assert not canvas.is_visible()
        assert place.locator("[data-handle=marble]").is_visible()


@pytest.mark.parametrize("id", ["descent-1", "descent-2"])
def test_the_marble_moved_on_the_surface_moves_weight_and_bias(id, book, html):
    name = "book/06-gradient-descent"
    page = book.open(name)
    place, canvas = opened3d(page, id)
    before = agrees(place, html, name, id)
    x, y = marble_in(picture(canvas))
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + x, box["y"] + y)
    page.mouse.down()
    page.mouse.move(box["x"] + x + 40, box["y"] + y + 8, steps=5)
    page.mouse.up()
    settle(page)
    after = agrees(place, html, name, id)
    assert after["steps"] == 0 and after["start"] != before["start"]
    moved_x, moved_y = marble_in(picture(canvas))
    assert abs(moved_x - x - 40) < 14 and abs(moved_y - y - 8) < 14
    place.get_by_title("Undo").click()
    settle(page)
    assert agrees(place, html, name, id)["start"] == before["start"]


def test_where_there_is_no_webgl_the_map_stays_and_a_sentence_says_why(book):
    page = book.open("book/06-gradient-descent", scripts=[WITHOUT])
    place = page.locator("#descent-1")
    place.get_by_title("3-D view").click()
    place.locator(".nn-warning").wait_for()
    settle(page)
    assert place.locator("[data-handle=marble]").is_visible()
    assert "could not start" in place.locator(".nn-warning").inner_text()
    book.wrong[:] = [line for line in book.wrong if "WebGL" not in line]  # three.js says it too, in the console


LOSING = """(canvas) => {
  canvas.nnLosing = canvas.getContext("webgl2").getExtension("WEBGL_lose_context");
  canvas.nnLosing.loseContext();
}"""


def test_a_picture_that_the_browser_takes_away_is_explained_and_is_there_again_when_it_comes_back(book):
    page = book.open(KINDS["descent"].PAGE)
    place, canvas = opened3d(page, "descent-1")
    words = place.locator(".nn-lost")
    before = picture(canvas)
    assert words.is_hidden()
    canvas.evaluate(LOSING)
    words.wait_for()
    assert "press Map, which shows the same cost" in words.inner_text()
    place.get_by_label("Learning rate η", exact=True).press("ArrowRight")  # what changes meanwhile does no harm
    place.get_by_title("Undo").click()
    canvas.evaluate("(canvas) => canvas.nnLosing.restoreContext()")
    words.wait_for(state="hidden")
    assert abs(picture(canvas) - before).mean() < 0.5


def ink(pixels, scheme):
    """Where a picture has the colour of ink, `(height, width)`."""
    grey = pixels[..., :3].max(axis=2) if scheme == "light" else 255 - pixels[..., :3].min(axis=2)
    return grey < 90


def bar(mask, size=5):
    """Whether some square of so many pixels is all ink: then what is drawn there is no thin line."""
    return np.lib.stride_tricks.sliding_window_view(mask, (size, size)).all(axis=(2, 3)).any()


@pytest.mark.parametrize("view", ["map", "surface"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_long_path_that_jumps_to_and_fro_stays_thin_lines_within_the_map(scheme, view, book):
    state = {"learning_rate": 30, "steps": 70, "view": view}
    page = book.open(KINDS["descent"].PAGE, fragment=fragment("descent-1", state), color_scheme=scheme)
    ground = page.locator("#descent-1 .nn-ground")
    if view == "surface":
        ground.locator("canvas.nn-turn").wait_for()
        drawn = picture(ground.locator("canvas.nn-turn"))[30:]  # without the hint above it
    else:
        ground.locator("svg").evaluate_all("(all) => all.forEach((svg) => (svg.style.visibility = 'hidden'))")
        drawn = picture(ground)
    found = ink(drawn, scheme)
    assert found.sum() > 60 and not bar(found)
