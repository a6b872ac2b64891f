"""Claims about every page: whole, quiet, no wider than its screen, and alive, from a server and from a disk."""

import gzip
import re

import pytest

from tests.book.opened import PAGES, ROOT, settle, some

PICTURE = 8_000  # bytes gzipped
SCREENS = ((1280, 900), (640, 450), (390, 844), (360, 740), (320, 640))  # 640: the first, zoomed to 200 %
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


@pytest.mark.parametrize("name", some(PAGES, 4, 2))
def test_a_page_is_quiet_alive_and_no_wider_than_its_screen(name, book):
    page = book.open(name, color_scheme="light")
    for width, height in SCREENS:
        if width == 320 and name == PAGES[0]:
            continue  # the front page is made for 360 and more
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        state = page.evaluate(STATE)
        assert state["overflow"] <= 0, width
        assert all(state["alive"]) and not state["broken"]
        assert state["theme"] == "light"


@pytest.mark.parametrize("name", some(PAGES, 4, 3))
def test_a_page_opened_from_disk_in_the_dark_is_quiet_dark_and_alive(name, book):
    page = book.open(name, disk=True, color_scheme="dark")
    state = page.evaluate(STATE)
    assert all(state["alive"]) and not state["broken"]
    assert state["theme"] == "dark"
    assert not [url for url in book.asked if not url.startswith((book.html.as_uri(), "blob:", "data:"))]


def test_a_page_that_asked_another_host_would_be_caught(book):
    picture = '<img alt="" src="http://example.org/a.png"></body>'
    book.open(PAGES[0], alive=False, replaced=lambda text: text.replace("</body>", picture))
    assert "request to another host: http://example.org/a.png" in book.wrong
    book.wrong.clear()


@pytest.mark.parametrize("name", some(PAGES, 4, 0))
def test_a_page_is_a_readable_text_before_any_widget_starts(name, book):
    """Formulas are drawn and none is left as source, icons have glyphs, figures are drawings with a description."""
    page = book.open(name, alive=False)
    prose = page.evaluate(PROSE)
    assert not re.search(r"\\\(|\\\[|\$\$|\$[^$\n]*\\", prose)
    assert page.locator(".katex-error").count() == 0
    sources, drawn = page.locator(".math").count(), page.locator(".math .katex-html").count()
    assert drawn >= sources
    assert not drawn or page.evaluate(FONTS)
    icons = page.evaluate(ICONS)
    assert icons and not [icon["name"] for icon in icons if not icon["drawn"]]
    assert not [url for url in book.asked if url.endswith(".js") and "fontawesome" in url]
    figures = page.evaluate(FIGURES)
    assert all(figure["inline"] and len(figure["label"]) > 60 and figure["wide"] for figure in figures), figures


@pytest.mark.parametrize("name", PAGES)
def test_the_picture_of_a_widget_weighs_little(name, html):
    text = (html / f"{name}.html").read_text(encoding="utf8")
    pictures = re.findall(r"<noscript><figure.*?</figure>", text, re.DOTALL)
    assert len(pictures) == text.count('<div class="nn-widget"')
    assert all(len(gzip.compress(picture.encode())) < PICTURE for picture in pictures)


@pytest.mark.parametrize("name", some([name for name in PAGES if (ROOT / f"{name}.ipynb").exists()], 4, 1))
def test_without_javascript_every_widget_is_a_picture_and_says_what_it_would_do(name, book):
    page = book.open(name, alive=False, java_script_enabled=False)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for place in page.locator(".nn-widget").all():
            assert "Interactive figure." in place.inner_text()
            assert "is not running here" in place.inner_text()
            parts = place.locator("svg[role=img], .nn-message")
            (picture, sentence), room = (part.bounding_box() for part in parts.all()), place.bounding_box()
            assert room["width"] / 2 < picture["width"] < room["width"] and picture["height"] > 80
            assert room["height"] < picture["height"] + sentence["height"] + 60  # no blank below it
