"""Claims about addresses: every link, image, script and style of the built book leads to a file that is in it."""

import functools
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from tests.book.opened import PAGES

EMBEDDED = {
    ("img", "src"),
    ("script", "src"),
    ("link", "href"),
    ("source", "src"),
    ("iframe", "src"),
    ("image", "href"),
}
QUIET_LINKS = {"canonical", "search", "next", "prev", "index"}  # named, never loaded


class Addresses(HTMLParser):
    """The addresses and the ids of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loaded, self.ids = [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids.update(value for key, value in attributes if key in ("id", "name") and value)
        for key, value in attributes:
            if value and key in ("href", "src", "action"):
                self.links.append(value)
                if (tag, key) in EMBEDDED and found.get("rel") not in QUIET_LINKS:
                    self.loaded.append(value)


@functools.cache  # every page leads to most of the others
def parsed(path):
    """The addresses and the ids of a page of the book."""
    return Addresses(path.read_text(encoding="utf8"))


@pytest.mark.parametrize("name", PAGES)
def test_every_address_within_the_book_leads_somewhere(name, html):
    here = html / f"{name}.html"
    dead = []
    for address in parsed(here).links:
        url = urlsplit(address)
        if url.scheme or url.netloc or address == "#":
            continue
        target = (here.parent / unquote(url.path)).resolve() if url.path else here
        there = target.is_file() and target.is_relative_to(html.resolve())
        if there and url.fragment and target.suffix == ".html":
            there = unquote(url.fragment) in parsed(target).ids
        if not there:
            dead.append(address)
    assert dead == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_loads_anything_from_elsewhere(name, html):
    text = (html / f"{name}.html").read_text(encoding="utf8")
    assert [address for address in Addresses(text).loaded if re.match(r"(https?:)?//", address)] == []


def test_every_picture_and_font_that_a_loaded_style_sheet_names_is_in_the_book(html):
    missing = []
    sheets = {
        (html / name).parent / unquote(urlsplit(a).path) for name in PAGES for a in parsed(html / f"{name}.html").loaded
    }
    for sheet in sorted(path.resolve() for path in sheets if path.suffix == ".css"):
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text(encoding="utf8")):
            if address.startswith(("data:", "#", "%23")):
                continue
            if not (sheet.parent / unquote(urlsplit(address).path)).is_file():
                missing.append((sheet.name, address))
    assert missing == []
