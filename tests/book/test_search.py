"""Claims about search: it finds every heading, every word of the glossary and every public name, without a server."""

import importlib
import inspect
import json
import re
from urllib.parse import quote

import pytest

from book._ext.signs import in_code, in_formula
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
        ("saddle", "book/05-gradient-descent.html"),
        ("stable_learning_rate", "book/appendix/reference.html"),
        ("bias is not a threshold", "book/03-one-neuron.html"),
        ("one_hot", "book/appendix/reference.html"),
        ("σ'", "book/11-backpropagation.html"),
        ("σ′", "book/11-backpropagation.html"),
        ("δ", "book/appendix/notation.html"),
        (r"\delta", "book/appendix/notation.html"),
        ("W_{1,2}", "book/07-layers.html"),
        ("backprop", "book/11-backpropagation.html"),
        ("A[-1]", "book/appendix/notation.html"),
        ("W[0].T", "book/09-forward.html"),
    ],
)
@pytest.mark.parametrize("disk", [False, True])
def test_a_reader_s_search_lists_the_page(words, page, disk, book):
    opened = book.context().new_page()
    opened.goto(f"{book.html.as_uri() + '/' if disk else book.site}search.html?q={quote(words)}")
    results = opened.locator("#search-results li a")
    results.first.wait_for()
    opened.wait_for_function("() => /Search finished/.test(document.body.innerText)")
    assert [link for link in results.evaluate_all("(all) => all.map((a) => a.href)") if page in link]


def test_a_page_that_does_not_search_does_not_load_the_index(book):
    page = book.open(PAGES[6], alive=False)
    assert not [url for url in book.asked if "search" in url.rsplit("/", 1)[-1] or "language_data" in url]
    page.keyboard.press("Control+k")
    page.keyboard.type("saddle")
    page.keyboard.press("Enter")
    page.locator("#search-results li a").first.wait_for()
    assert "saddle" in page.url


@pytest.mark.parametrize(
    ("latex", "found"),
    [
        (r"\textcolor{blue}{\sigma'}(z)", {"σ'", "σ′", r"\sigma'", "sigma'"}),
        (r"\textcolor{turquoise}{W}_{1, 2}", {"W_{1,2}"}),
        (r"a_1 + \lambda_{\max}", {"a_1", "a_{1}", "λ_{max}"}),
        (r"x + \frac{y}{z}", set()),
        (r"\begin{aligned} \text{rate} \end{aligned}", set()),
    ],
)
def test_the_signs_of_a_formula_are_found_as_they_are_typed(latex, found):
    assert found <= in_formula(latex) if found else not in_formula(latex)


def test_the_expressions_of_a_line_of_code_are_found():
    assert in_code("y = run.A[-1][0].round(2)  # 2.5") == {"run.A[-1][0].round", "A[-1]"}
