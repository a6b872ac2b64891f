"""Claims about search: it finds every heading, every word of the glossary and every public name, without a server."""

import importlib
import inspect
import json
import re

import pytest

from tests.book.opened import PAGES
from tests.lessons.test_glossary import WORDS

MODULES = ("nnlib", "nnlib.data", "nnlib.figures", "nnlib.widgets")


@pytest.fixture(scope="module")
def index(html):
    """Sphinx's search index, as the search page loads it."""
    text = (html / "searchindex.js").read_text(encoding="utf8")
    return json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))


def test_every_page_and_every_heading_can_be_found(index, html):
    assert set(PAGES) <= set(index["docnames"])
    for name in PAGES:
        number = index["docnames"].index(name)
        titles = [title for title, places in index["alltitles"].items() if number in [place[0] for place in places]]
        text = (html / f"{name}.html").read_text(encoding="utf8")
        headings = re.findall(r"<h[1-3]>(.*?)<a class=\"headerlink\"", text, re.S)
        assert headings and len(titles) >= len(set(headings)), name


def test_every_word_of_the_glossary_leads_to_the_glossary(index):
    glossary = index["docnames"].index("book/appendix/glossary")
    found = {entry for entry, places in index["indexentries"].items() if glossary in [place[0] for place in places]}
    assert {word.lower() for word in WORDS} <= {entry.lower() for entry in found}


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_is_in_the_reference(module, html):
    text = (html / "book/appendix/reference.html").read_text(encoding="utf8")
    found = importlib.import_module(module)
    names = [name for name in found.__all__ if not inspect.ismodule(getattr(found, name))]
    assert [name for name in names if f'id="{module}.{name}"' not in text] == []


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("saddle", "book/appendix/glossary.html"),
        ("saddle", "book/06-gradient-descent.html"),
        ("stable_learning_rate", "book/appendix/reference.html"),
        ("bias is not a threshold", "book/03-one-neuron.html"),
    ],
)
@pytest.mark.parametrize("disk", [False, True])
def test_a_reader_s_search_lists_the_page(words, page, disk, book):
    opened = book.context().new_page()
    opened.goto(f"{book.html.as_uri() + '/' if disk else book.site}search.html?q={words.replace(' ', '+')}")
    results = opened.locator("#search-results li a")
    results.first.wait_for()
    opened.wait_for_function("() => /Search finished/.test(document.body.innerText)")
    assert [link for link in results.evaluate_all("(all) => all.map((a) => a.href)") if page in link]
