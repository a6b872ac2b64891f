"""Claims about a page that is printed into a file: it shows all that the screen shows."""

import numpy as np
import pypdfium2
import pytest

from tests.book.opened import rested
from tests.widgets.kinds import DRIVEN

BLOCK = 16  # pixels: over so many, a line that is drawn as a line and a picture of it have the same mean
# A picture of each canvas that may lie on another one before it, and the canvas hidden.
AS_PICTURES = """() => {
  const canvases = [...document.querySelectorAll(".nn-widget canvas")]
    .filter((canvas) => getComputedStyle(canvas).position === "absolute");
  return Promise.all(canvases.map((canvas) => {
    const picture = Object.assign(new Image(), { src: canvas.toDataURL(), className: canvas.className });
    picture.style.cssText = canvas.style.cssText;
    canvas.before(picture);
    canvas.style.visibility = "hidden";
    return picture.decode();
  })).then(() => {});
}"""


def printed(page):
    """The pages of a PDF of this page as means over blocks, `(pages, height, width, 3)`."""
    pages = []
    with pypdfium2.PdfDocument(page.pdf(print_background=True)) as document:
        for sheet in document:
            picture = sheet.render(scale=1, may_draw_forms=False).to_numpy()[..., :3].astype(float)
            high, wide = (size // BLOCK * BLOCK for size in picture.shape[:2])
            blocks = picture[:high, :wide].reshape(high // BLOCK, BLOCK, wide // BLOCK, BLOCK, 3)
            pages.append(blocks.mean(axis=(1, 3)))
    return np.array(pages)


@pytest.mark.parametrize("name", DRIVEN)
def test_a_pdf_shows_what_the_screen_shows_on_every_canvas(name, book):
    page = book.open(name, color_scheme="light")
    if not page.locator("canvas.nn-layer").count():
        return  # what is drawn in SVG is the same on paper
    rested(page)
    redrawn = printed(page)
    rested(page)
    page.evaluate(AS_PICTURES)
    pictures = printed(page)
    assert np.abs(redrawn - pictures).max() < 35
