"""Claims about formulas: no line begins with the full stop or comma behind one, and a wide one fades into its card."""

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

# Where the covers of a formula's shadow have another colour than what the formula is on.
COVERS = """() => [...document.querySelectorAll(".katex-display > .katex > .katex-html")].flatMap((formula) => {
  const cover = Object.assign(document.createElement("span"), { style: "color: var(--nn-under)" });
  formula.append(cover);
  const colour = getComputedStyle(cover).color;
  cover.remove();
  let card = formula.parentElement;
  while (/rgba\\(.*, 0\\)/.test(getComputedStyle(card).backgroundColor)) card = card.parentElement;
  const behind = getComputedStyle(card).backgroundColor;
  return colour === behind ? [] : [[colour, behind]];
})"""


@pytest.mark.parametrize("name", some(PAGES, 4, 1))
def test_no_line_begins_with_the_sign_behind_a_formula(name, book):
    page = book.open(name, alive=False, width=390, reduced_motion="reduce")
    for width in (390, 340):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(APART) == [[], 0]


@pytest.mark.parametrize("name", some(PAGES, 4, 2))
def test_a_formula_s_shadow_is_covered_in_the_colour_that_it_is_on(name, book):
    page = book.open(name, alive=False, color_scheme="light")
    assert page.evaluate(COVERS) == []
