"""Claims about every page: whole, quiet, no wider than its screen, and alive, from a server and from a disk."""

import re

import pytest

from tests.book.opened import LIVING, PAGES, awaken, hosts, settle

SCREENS = ((1280, 900), (390, 844), (360, 740))
STATE = """() => ({
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  alive: [...document.querySelectorAll(".nn-widget")].map((place) => "alive" in place.dataset),
  broken: document.querySelectorAll(".nn-broken, .katex-error").length,
  theme: document.documentElement.dataset.theme,
})"""
# Prose as the reader sees it: what KaTeX draws, and what is code, aside.
PROSE = """() => {
  const copy = document.querySelector("article, main").cloneNode(true);
  copy.querySelectorAll(".katex, pre, code, script, .nn-widget").forEach((part) => part.remove());
  return copy.textContent;
}"""
ICONS = """async () => {
  await document.fonts.load('900 16px "Font Awesome 6 Free"');
  return [...document.querySelectorAll("[class*='fa-']")].map((icon) => ({
    name: icon.className,
    drawn: !["none", "normal", '""'].includes(getComputedStyle(icon, "::before").content)
      && getComputedStyle(icon).fontFamily.includes("Font Awesome")
      && document.fonts.check('900 16px "Font Awesome 6 Free"'),
  }));
}"""
FONTS = """() => document.fonts.ready.then((fonts) =>
  [...fonts].some((font) => font.family.includes("KaTeX") && font.status === "loaded"))"""
FIGURES = """() => [...document.querySelectorAll(".cell_output .nn-figure, .cell_output img")].map((figure) => ({
  inline: figure.matches("div") && figure.firstElementChild?.localName === "svg",
  label: figure.firstElementChild?.getAttribute("aria-label") ?? "",
  wide: figure.getBoundingClientRect().width > 100,
}))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_alive_and_no_wider_than_its_screen(name, scheme, book):
    page = book.open(name, color_scheme=scheme)
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        awaken(page)
        state = page.evaluate(STATE)
        assert state["overflow"] <= 0, width
        assert all(state["alive"]) and not state["broken"]
        assert state["theme"] == scheme


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opened_from_disk_is_quiet_and_alive(name, book):
    page = book.open(name, disk=True)
    state = page.evaluate(STATE)
    assert all(state["alive"]) and not state["broken"]
    assert not [url for url in book.asked if not url.startswith((book.html.as_uri(), "blob:", "data:"))]


def test_every_notebook_has_a_widget_and_no_other_page_has(book):
    assert [name for name in PAGES if hosts(book.open(name, alive=False))] == LIVING


@pytest.mark.parametrize("name", PAGES)
def test_formulas_are_drawn_and_none_is_left_as_source(name, book):
    page = book.open(name, alive=False)
    prose = page.evaluate(PROSE)
    assert not re.search(r"\\\(|\\\[|\$\$|\$[^$\n]*\\", prose)
    assert page.locator(".katex-error").count() == 0
    sources, drawn = page.locator(".math").count(), page.locator(".math .katex-html").count()
    assert drawn >= sources
    if drawn:
        assert page.evaluate(FONTS)


@pytest.mark.parametrize("name", PAGES)
def test_every_icon_has_a_glyph_and_the_theme_s_icon_script_is_not_loaded(name, book):
    page = book.open(name, alive=False)
    icons = page.evaluate(ICONS)
    assert icons and not [icon["name"] for icon in icons if not icon["drawn"]]
    assert not [url for url in book.asked if url.endswith(".js") and "fontawesome" in url]


@pytest.mark.parametrize("name", PAGES)
def test_every_figure_is_a_drawing_in_the_page_with_a_description(name, book):
    figures = book.open(name, alive=False).evaluate(FIGURES)
    assert all(figure["inline"] and len(figure["label"]) > 60 and figure["wide"] for figure in figures), figures


@pytest.mark.parametrize("name", PAGES)
def test_without_javascript_every_widget_says_what_it_would_show(name, book):
    page = book.open(name, alive=False, java_script_enabled=False)
    for place in page.locator(".nn-widget").all():
        assert "Interactive figure." in place.inner_text()
        assert "is not running here" in place.inner_text()
