"""Claims about sliders: the word, the symbol and the value are in one line, and the track is below them."""

import pytest

from tests.widgets.kinds import KINDS

PARTS = """(slider) => Object.fromEntries([".nn-word", ".nn-value", "input[type=range]"].map((part) => {
  const { left, right, top, bottom } = slider.querySelector(part).getBoundingClientRect();
  return [part, { left, right, middle: (top + bottom) / 2 }];
}))"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("kind", KINDS)
def test_a_slider_s_value_is_in_the_line_of_its_word_and_ends_where_the_track_below_ends(kind, width, book):
    page = book.open(KINDS[kind].PAGE, width=width, height=844, has_touch=width < 400, is_mobile=width < 400)
    sliders = page.locator(".nn-slider:visible").all()
    assert sliders
    for slider in sliders:
        word, value, track = slider.evaluate(PARTS).values()
        assert value["middle"] == pytest.approx(word["middle"], abs=4)
        assert value["right"] == pytest.approx(track["right"], abs=1)
        assert track["middle"] > value["middle"] + 12
