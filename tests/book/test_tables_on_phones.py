"""Claims about tables on a phone: a name in code is never broken, and no page is pushed sideways."""

import pytest

from tests.book.opened import settle

BROKEN = """() => [...document.querySelectorAll("td code .pre")].filter((word) => {
  const range = document.createRange();
  range.selectNodeContents(word);
  const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
  return lines.size > 1 && !/\\s/.test(word.textContent);
}).map((word) => word.textContent)"""


@pytest.mark.parametrize("name", ["book/appendix/notation", "book/appendix/teachers"])
@pytest.mark.parametrize("width", [390, 360])
def test_a_name_in_a_table_s_code_stays_whole_and_the_page_does_not_scroll_sideways(name, width, book):
    page = book.open(name, width=width)
    settle(page)
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
