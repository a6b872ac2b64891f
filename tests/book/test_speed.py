"""Claims about how a page loads: one style sheet, no script that stops it, few fonts, and nothing that jumps."""

import re

import pytest
from fontTools.ttLib import TTFont

from tests.book.opened import PAGES, some

FONTS = 220_000  # bytes, of all fonts that a page asks for on its way from top to bottom
BRANDS = {0xF09B, 0xF296}  # marks of GitHub and GitLab, which are in another font, and which no page shows
SHIFT = 0.02
PHONE = {"width": 412, "height": 823}
SHIFTS = """
globalThis.nnShifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const moved = entry.sources.map((source) => {
      const part = source.node?.nodeType === 1 ? source.node : source.node?.parentElement;
      return `${part?.closest(".nn-live") ? "widget: " : ""}${part?.localName}.${part?.getAttribute("class")}`;
    });
    if (!entry.hadRecentInput) nnShifts.push([entry.value, moved]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
SCROLLED = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 30));
  }
  await document.fonts.ready;
}"""


def test_every_icon_that_the_style_sheet_draws_is_in_the_icon_font(html):
    css = (html / "_static/all.css").read_text(encoding="utf8")
    drawn = {ord(letter) for letter in re.findall(r'"([\ue000-\uf8ff])"', css)} - BRANDS
    known = set(TTFont(html / "_static/fonts/icons.woff").getBestCmap())
    assert {0xF03A, 0xF107} <= drawn <= known, "the sign beside the contents, and the one of their heading"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_waits_for_one_style_sheet_and_no_script(name, html):
    text = (html / f"{name}.html").read_text(encoding="utf8")
    sheets = re.findall(r'<link rel="stylesheet"[^>]*>|<link [^>]*rel="stylesheet"[^>]*>', text)
    scripts = re.findall(r"<script (?=[^>]*src=)[^>]*>", text)
    assert len(sheets) == 1, sheets
    assert scripts and not [script for script in scripts if " defer" not in script]


@pytest.mark.parametrize("name", some(PAGES, 4, 3))
def test_the_fonts_of_a_page_weigh_little(name, book, html):
    page = book.open(name, alive=False)
    page.evaluate(SCROLLED)
    page.wait_for_load_state("networkidle")
    asked = {url.removeprefix(book.site) for url in book.asked if re.search(r"\.(woff2?|ttf)$", url)}
    sizes = {path.rsplit("/", 1)[-1]: (html / path).stat().st_size for path in asked}
    assert sizes and sum(sizes.values()) <= FONTS, (sum(sizes.values()), sizes)


@pytest.mark.parametrize("name", [PAGES[6]])  # on others the front page's cards and the Run buttons still come late
@pytest.mark.parametrize("screen", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "wide"])
def test_nothing_on_a_lesson_s_first_screen_jumps_while_the_page_loads(name, screen, book):
    page = book.open(name, alive=False, scripts=[SHIFTS], **screen)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)
    shifts = page.evaluate("() => nnShifts")
    assert sum(value for value, _ in shifts) <= SHIFT, shifts


@pytest.mark.parametrize("name", ["book/widgets/playground", "book/widgets/backprop", "book/07-layers"])
@pytest.mark.parametrize("screen", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "wide"])
def test_no_part_of_a_widget_jumps_while_it_starts(name, screen, book):
    page = book.open(name, alive=False, scripts=[SHIFTS], **screen)
    page.wait_for_load_state("networkidle")
    page.locator(".nn-widget[data-alive]").first.wait_for()
    page.wait_for_timeout(700)
    shifts = [(value, moved) for value, moved in page.evaluate("() => nnShifts") if "widget: " in str(moved)]
    assert sum(value for value, _ in shifts) <= SHIFT / 2, shifts
