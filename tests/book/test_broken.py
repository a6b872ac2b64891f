"""Claims about broken widgets: a message stands in the place of the one that cannot start, and all others live."""

import re

import pytest

from tests.book.opened import awaken, hosts, some
from tests.widgets.kinds import DRIVEN

FIRST = r'(<script type="application/json">)(.*?)(</script>)'
CORRUPTIONS = {
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda data: "",
    "not an object": lambda data: "7",
    "without a state": lambda data: data.replace('"state":', '"stat":', 1),
    "without sources": lambda data: data.replace('"sources":', '"source":', 1),
    "without buffers": lambda data: data.replace('"buffers":', '"buffer":', 1),
    "encoded otherwise": lambda data: data.replace('"base64"', '"base65"', 1),
    "with bytes missing": lambda data: re.sub(r'"data": "[A-Za-z0-9+/]{8}', '"data": "', data, count=1),
}
BYTES = ("encoded otherwise", "with bytes missing")
# What reads a page's data is one program for all kinds: a page with tables, one with another widget, one without bytes.
READ = ("book/04-cost", "book/widgets/digit-reader", "book/widgets/forward-pass")


def refusal(page):
    """The message of the first widget, after every widget was seen; fails where another is broken too."""
    awaken(page)
    first, *others = [page.locator(f"#{id}") for id in hosts(page)]
    message = first.locator("[role=alert]:visible")
    assert message.count() == 1, first.inner_text()[:200]
    assert first.locator("svg[role=img]").bounding_box()["width"] > 200  # its picture
    assert all(other.get_attribute("data-alive") for other in others)
    return message.inner_text()


def forgive(book):
    """The browser's console tells of the missing file, too: that is no fault of the page."""
    missing = ("404", "gone-", "ERR_FAILED")
    book.wrong[:] = [line for line in book.wrong if not any(word in line for word in missing)]


@pytest.mark.parametrize("corruption", CORRUPTIONS)
@pytest.mark.parametrize("name", READ)
def test_a_widget_with_broken_data_says_so_in_its_place(name, corruption, book, html):
    if corruption in BYTES and '"data": "' not in re.search(FIRST, (html / f"{name}.html").read_text("utf8"), re.S)[2]:
        pytest.skip("a widget without tables holds no bytes")

    def broken(text):
        changed = re.sub(FIRST, lambda m: m[1] + CORRUPTIONS[corruption](m[2]) + m[3], text, count=1, flags=re.S)
        assert changed != text
        return changed

    page = book.open(name, replaced=broken, alive=False)
    assert refusal(page).startswith("This interactive figure could not start: ")


@pytest.mark.parametrize("name", some(DRIVEN, 3, 2))
def test_a_widget_whose_program_is_missing_says_so_in_its_place(name, book):
    renamed = lambda text: re.sub(r'"_esm": "(\w+)-esm-', r'"_esm": "\1-gone-', text, count=1)  # noqa: E731
    page = book.open(name, replaced=renamed, alive=False)
    assert "could not be loaded" in refusal(page)
    forgive(book)


@pytest.mark.parametrize("name", READ)
def test_without_the_host_a_page_shows_every_widget_s_picture_and_says_so(name, book):
    page = book.open(name, alive=False, replaced=lambda text: text.replace("widget-host.js", "gone-host.js"))
    for place in page.locator(".nn-widget").all():
        assert place.locator("svg[role=img]").bounding_box()["width"] > 200
        assert "is not running here" in place.inner_text()
    forgive(book)


def test_a_missing_style_sheet_does_not_stop_a_widget(book):
    renamed = lambda text: re.sub(r'"_css": "descent-', '"_css": "gone-', text)  # noqa: E731
    page = book.open("book/05-gradient-descent", replaced=renamed)
    assert page.locator("[data-alive]").count() == len(hosts(page))
    forgive(book)
