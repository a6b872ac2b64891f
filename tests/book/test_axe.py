"""Claims about axe's rules, best practices among them: no page breaks one, light or dark, wide or narrow."""

import pytest

from tests.book.opened import AXE, PAGES, rested, settle, some

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
MATRIX = [(screen, scheme) for screen in (WIDE, NARROW) for scheme in ("light", "dark")]
# Everything but what is drawn for the eye of a formula whose text is there as well: half of a lesson's elements, of
# which only the colour can be wrong. `COLOURS` looks at that alone.
# Without them a table's head that is a formula would count as empty: HEADS asks for its text instead.
RULES = """() => axe.run(
  { exclude: [[".katex-html"], [".katex-mathml"]] }, { rules: { "empty-table-header": { enabled: false } } },
)"""
HEADS = "() => [...document.querySelectorAll('th')].filter((head) => !head.textContent.trim()).length"
COLOURS = """() => axe.run({ include: [["article"]] }, { runOnly: ["color-contrast"] })"""
# What a reader does: plays or steps each widget once, opens every fold, answers every quiz.
USED = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const place of document.querySelectorAll(".nn-widget[data-alive]")) {
    const titles = ["Step", "Play"].map((word) => `button[title^="${word}"]:not([aria-disabled=true])`);
    place.querySelector(titles.join())?.click();
  }
  for (const quiz of document.querySelectorAll(".nn-quiz")) quiz.querySelector("input[type=radio]")?.click();
}"""


def broken(page, rules=RULES):
    """Every rule that the page breaks now, and where."""
    found = page.evaluate(rules)
    assert found["passes"]
    return sorted(
        {
            (rule["id"], str(node["target"]), *([node["failureSummary"]] if rule["id"] == "color-contrast" else []))
            for rule in found["violations"]
            for node in rule["nodes"]
        }
    )


def opened(book, name, screen, scheme):
    page = book.open(name, color_scheme=scheme, reduced_motion="reduce", **screen)
    page.wait_for_timeout(350)  # the theme puts what scrolls into the tabs' order 300 ms after a change
    page.evaluate(AXE)
    return page


def use(page):
    page.evaluate(USED)
    settle(page)
    page.wait_for_timeout(350)


@pytest.mark.parametrize("name", some(PAGES, 4, 0))
def test_a_used_page_breaks_none_of_axe_s_rules(name, book):
    """On one screen in one theme; the next page is looked at on the next of the four."""
    page = opened(book, name, *MATRIX[PAGES.index(name) % len(MATRIX)])
    use(page)
    assert broken(page) == []
    assert page.evaluate(HEADS) == 0


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_a_rule_of_axe_s_on_any_screen_before_or_after_use(name, scheme, book):
    page = opened(book, name, WIDE, scheme)
    wrong = {}
    for when in ("before", "after"):
        for screen in (WIDE, NARROW):
            page.set_viewport_size(screen)
            page.wait_for_timeout(350)
            wrong[when, screen["width"]] = broken(page)
        if when == "before":
            use(page)
    rested(page)
    wrong["colours"] = broken(page, COLOURS)
    assert not any(wrong.values()), wrong
