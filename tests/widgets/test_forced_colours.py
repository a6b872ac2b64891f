"""In colours that the system chooses, Windows' high contrast, no widget loses what a background drew."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.book.test_states import fragment

# What each page must still show: a widget, a state, and elements that were backgrounds and gradients.
SHOWN = {
    "book/widgets/backprop": (
        "backprop-1",
        {"step": 4},
        [".nn-net-minus", ".nn-net-large", ".nn-slope[aria-selected=true]"],
    ),
    "book/widgets/forward-pass": ("forwardpass-1", {"step": 9}, [".nn-net-plus", ".nn-net-large", ".nn-entry-lit"]),
    "book/widgets/unrolled": ("unrolled-1", {}, [".nn-error-bar:visible >> nth=-1"]),
    "book/widgets/digit-reader": (
        "digitreader-1",
        {"tab": "pixels"},
        [".nn-best .nn-fill", ".nn-swatch-more:visible", ".nn-swatch-less:visible"],
    ),
    "book/widgets/activation": ("activation-1", {}, ["path.nn-own-curve"]),
    "book/widgets/playground": (
        "playground-1",
        {"picked": 8},
        [".nn-dot-one", ".nn-line-own", ".nn-sample", ".nn-unit"],
    ),
    "book/03-one-neuron": ("neuron-1", {}, ["path.nn-mark-line", ".nn-marble"]),
}


def pixels(page, box):
    """What is on the screen there, `(height, width, 3)`."""
    shot = page.screenshot(clip=box, animations="disabled")
    return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_bar_s_length_and_the_word_on_play_can_be_seen(scheme, book):
    shown = fragment("digitreader-1", {"tab": "pixels"})  # there Play is
    page = book.open("book/widgets/digit-reader", fragment=shown, forced_colors="active", color_scheme=scheme)
    place = page.locator("#digitreader-1")
    tracks = place.locator(".nn-bars .nn-track")
    tracks.first.evaluate("(track) => track.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_timeout(300)
    inked = [pixels(page, track.bounding_box())[4:-4, 4:-4].reshape(-1, 3) for track in tracks.all()]
    values = place.locator(".nn-bars .nn-number").evaluate_all("(all) => all.map((e) => Number(e.dataset.value))")
    [full, empty] = [inked[values.index(of(values))] for of in (max, min)]
    box = tracks.first.bounding_box()
    ground = pixels(page, {**box, "x": box["x"] - 4, "width": 2}).reshape(-1, 3).mean(axis=0)
    assert np.abs(full.mean(axis=0) - ground).max() > 60 > 20 > np.abs(empty.mean(axis=0) - ground).max()
    play = place.locator("button[title^='Play']")
    style = play.evaluate(
        "(e) => [e, document.body].map((e) => getComputedStyle(e)).map((e) => [e.color, e.backgroundColor])"
    )
    assert style[0][0] not in (style[0][1], style[1][1])  # behind a word the browser paints the ground's colour
    play.evaluate("(play) => play.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = play.bounding_box()
    word = pixels(page, {**box, "x": box["x"] + 36, "width": box["width"] - 50})  # beside the icon, inside the border
    assert word[8:-8].std() > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SHOWN)
def test_nothing_is_lost_in_the_system_s_colours(name, scheme, book):
    id, state, parts = SHOWN[name]
    page = book.open(name, fragment=fragment(id, state), forced_colors="active", color_scheme=scheme)
    place = page.locator(f"#{id}")
    place.evaluate("(place) => place.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.wait_for_timeout(300)
    sliders = place.locator("input[type=range]")
    for part in [*(place.locator(part).first for part in parts), *([sliders.first] if sliders.count() else [])]:
        part.evaluate("(part) => part.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.wait_for_timeout(100)
        box = part.bounding_box()
        if part.get_attribute("type") == "range":  # the track's right half, where no thumb is over it at its start
            part.evaluate("(slider) => { slider.value = slider.min; }")
            box = {**box, "x": box["x"] + box["width"] * 0.6, "width": box["width"] * 0.3}
        grown = {"x": box["x"] - 2, "y": box["y"] - 2, "width": box["width"] + 4, "height": box["height"] + 4}
        seen = pixels(page, grown)
        contrast = np.abs(seen - seen[0, 0]).max(axis=2)
        assert (contrast > 60).sum() >= 12, part
