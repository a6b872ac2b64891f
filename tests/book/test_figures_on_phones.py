"""Claims about figures on a narrow screen: letters to be read, panels one below the other, the rest within reach."""

from itertools import pairwise

import pytest

from tests.book.opened import PAGES, ROOT, settle, some

DRAWN = [name for name in PAGES if '"alt": "' in "".join(path.read_text("utf8") for path in ROOT.glob(f"{name}.ipynb"))]
ROWS = [name for name in DRAWN if "figures.row(" in (ROOT / f"{name}.ipynb").read_text("utf8")]
LEAST = 10.9  # pixels: 11, and what rounding takes
LETTERS = """() => [...document.querySelectorAll(".cell_output .nn-figure text")].map((text) => {
  const { a, b } = text.getScreenCTM();
  const sizes = [text, ...text.children].map((part) => part.style.fontSize).filter(Boolean).map(parseFloat);
  return [text.textContent, Math.max(...sizes) * Math.hypot(a, b)];
})"""
# Beside a widget that stays there is no room for two.
BOXES = """() => [...document.querySelectorAll(".nn-figure-row:not(.nn-steps *)")].map((row) => {
  const parts = [row, ...row.querySelectorAll(".nn-figure-panel")].map((part) => part.getBoundingClientRect());
  return parts.map(({ left, top, right, bottom }) => [left, top, right, bottom]);
})"""
WIDE = """() => [...document.querySelectorAll(".cell_output .nn-figure")].map((figure) => ({
  wide: figure.scrollWidth > figure.clientWidth, tab: figure.tabIndex,
}))"""


@pytest.mark.parametrize("name", some(DRAWN, 3, 0))
def test_every_letter_of_a_figure_can_be_read_on_a_phone(name, book):
    page = book.open(name, width=390, height=844)
    letters = page.evaluate(LETTERS)
    assert letters
    assert not [(text, size) for text, size in letters if not size > LEAST]


@pytest.mark.parametrize("name", some(ROWS, 2, 0))
def test_panels_stand_side_by_side_where_there_is_room_and_one_below_the_other_where_there_is_none(name, book):
    page = book.open(name)
    for whole, *panels in page.evaluate(BOXES):
        assert len(panels) > 1
        assert all(before[2] <= after[0] + 2 for before, after in pairwise(panels))
        assert all(inside(panel, whole) for panel in panels)
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    for whole, *panels in page.evaluate(BOXES):
        assert all(before[3] <= after[1] + 2 for before, after in pairwise(panels))
        assert all(inside(panel, whole) for panel in panels)
        assert all(panel[2] - panel[0] > 0.8 * (whole[2] - whole[0]) for panel in panels)


def test_a_figure_that_is_wider_than_a_phone_is_pushed_sideways_by_the_keyboard(book):
    page = book.open("book/07-layers", width=390, height=844)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.cell_output .nn-figure')].some((f) => f.tabIndex === 0)"
    )
    found = page.evaluate(WIDE)
    assert any(figure["wide"] for figure in found)
    assert all((figure["tab"] == 0) == figure["wide"] for figure in found)
    figure = page.locator(".cell_output .nn-figure[tabindex='0']").first
    figure.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(figure) => figure.scrollLeft > 0", arg=figure.element_handle())


def inside(part, whole, slack=6):
    """Whether a box lies in another, but for a few pixels."""
    return all(part[i] > whole[i] - slack for i in (0, 1)) and all(part[i] < whole[i] + slack for i in (2, 3))
