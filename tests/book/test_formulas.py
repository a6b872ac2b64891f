"""Claims about formulas in a line: on a narrow screen no line begins with the full stop or the comma behind one."""

import pytest

from tests.book.opened import PAGES, some

# The sign behind each formula that stands lower than the formula's last part, and the formulas wider than the page.
APART = """() => {
  const apart = [];
  for (const formula of document.querySelectorAll("article .katex")) {
    if (formula.closest(".katex-display, .nn-widget")) continue;
    const block = formula.closest("p, li, td, th, dd, figcaption, label") ?? document.body;
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    walk.currentNode = formula;
    let text = walk.nextNode();
    while (text && formula.contains(text)) text = walk.nextNode();
    if (!text || !/^[.,;:?)]/.test(text.data)) continue;
    const sign = document.createRange();
    sign.setStart(text, 0);
    sign.setEnd(text, 1);
    if (sign.getClientRects().length === 0) continue; // folded, as the reasons of a quiz are
    const parts = [...formula.querySelectorAll(".base")];
    if (sign.getBoundingClientRect().top >= parts.at(-1).getBoundingClientRect().bottom - 2)
      apart.push(formula.querySelector("annotation").textContent + text.data.slice(0, 4));
  }
  return [apart, document.documentElement.scrollWidth - innerWidth];
}"""


@pytest.mark.parametrize("name", some(PAGES, 4, 1))
def test_no_line_begins_with_the_sign_behind_a_formula(name, book):
    page = book.open(name, alive=False, width=390, reduced_motion="reduce")
    for width in (390, 340):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(APART) == [[], 0]
