"""Claims about a browser that refuses to keep anything: search and theme work, and nothing is reported as an error."""

import pytest

REFUSED = """Object.defineProperty(window, "localStorage", {
  configurable: true,
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
})"""
NONE = 'Object.defineProperty(window, "localStorage", { configurable: true, value: null })'


@pytest.mark.parametrize("script", [REFUSED, NONE], ids=["refused", "none"])
def test_a_search_lists_its_pages_and_the_words_are_found_on_them(script, book):
    page = book.context(scripts=[script]).new_page()
    page.goto(f"{book.site}search.html?q=saddle")
    results = page.locator("#search-results li a")
    results.first.wait_for()
    results.first.click()
    page.wait_for_load_state()
    assert "search.html" not in page.url


@pytest.mark.parametrize("script", [REFUSED, NONE], ids=["refused", "none"])
def test_the_theme_button_turns_the_page_dark_and_light(script, book):
    page = book.open("book/index", scripts=[script], color_scheme="light")
    seen = set()
    for _ in range(3):
        page.locator(".theme-switch-button:visible").first.click()
        seen.add(page.evaluate("document.documentElement.dataset.theme"))
    assert seen == {"light", "dark"}
