"""Claims about a page that is printed into a file: it shows all that the screen shows."""

import numpy as np
import pypdfium2
import pytest

from tests.book.opened import PAGES, rested, some
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


@pytest.mark.parametrize("name", some(DRIVEN, 3, 0))
def test_a_pdf_shows_what_the_screen_shows_on_every_canvas(name, book):
    page = book.open(name, color_scheme="light")
    if not page.locator("canvas.nn-layer").count():
        return  # what is drawn in SVG is the same on paper
    rested(page)
    printed(page)  # draws what was never near the screen; where that is higher than its room, there is a page more
    rested(page)
    redrawn = printed(page)
    rested(page)
    page.evaluate(AS_PICTURES)
    pictures = printed(page)
    assert np.abs(redrawn - pictures).max() < 35


SHEET = {"width": 718, "height": 1047}  # what A4 leaves between margins of a centimetre
# What goes wrong on paper: what is seen though it is for the screen, is cut, or may be torn apart.
ON_PAPER = """() => {
  dispatchEvent(new Event("beforeprint"));
  const shown = (part) => part.checkVisibility() && part.getBoundingClientRect().width > 0;
  const torn = (part) => !["avoid", "avoid-page"].includes(getComputedStyle(part).breakInside);
  const right = (base) => base.getBoundingClientRect().right;
  const wide = (part) => Math.max(...[...part.querySelectorAll(".base")].map(right), 0);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const folded = (part) => part.open && !shown(part.querySelector("summary"));
  const named = (part) => part.id || part.innerText.slice(0, 80);
  const found = {
    links: all(".skip-link, #pst-back-to-top, .nn-cell-bar, .nn-python").filter(shown),
    cut: all(".katex-display").filter((part) => wide(part) > innerWidth),
    torn: all(".nn-widget:not(:has(.nn-digitreader))").filter(torn),
    unmarked: all(".nn-solution").filter(folded),
    unlinked: all(".nn-widget").filter((part) => !part.innerText.includes(`#${part.id}`)),
  };
  dispatchEvent(new Event("afterprint"));
  return Object.fromEntries(Object.entries(found).map(([what, parts]) => [what, parts.map(named)]));
}"""


@pytest.mark.parametrize("name", some(PAGES, 4, 3))
def test_paper_cuts_and_tears_nothing_and_marks_each_solution(name, book):
    page = book.open(name, color_scheme="light", **SHEET)
    page.emulate_media(media="print")
    found = page.evaluate(ON_PAPER)
    assert not any(found.values()), found
