"""Claims about Nudge: what is picked by hand or key, the ripple, the error's two sides, and the passes counted."""

import pytest

from tests.book.opened import settle
from tests.book.reading import agrees, open_twin, read
from tests.book.test_states import fragment, show
from tests.widgets.nudge import kind

CHANGED = """(place) => Object.fromEntries([...place.querySelectorAll("[data-words]")].map((words) =>
  [words.dataset.words, words.querySelectorAll("text")[2].querySelector("[data-value]")?.dataset.value]))"""

SLOPES = "(rows) => rows.map((row) => [...row.querySelectorAll('[data-value]')].map((cell) => +cell.dataset.value))"


@pytest.fixture
def opened(book):
    """The page's first Nudge, its text open."""
    place = book.open(kind.PAGE).locator("#nudge-1")
    open_twin(place)
    return place


def test_a_connection_or_a_neuron_is_picked_by_key_and_a_row_by_hand(opened, html):
    page = opened.page
    for item, pick in (("0,1,2", 7), ("1,1", 11), ("2,4,1", 27), ("3,0", 28)):
        opened.locator(f"[data-item='{item}']").focus()
        page.keyboard.press("Enter")
        settle(page)
        assert agrees(opened, html, kind.PAGE, "nudge-1")["pick"] == pick
    row = opened.locator("[data-parameter='12']")
    row.click()
    settle(page)
    assert agrees(opened, html, kind.PAGE, "nudge-1")["pick"] == 12
    page.keyboard.press("ArrowDown")
    settle(page)
    assert agrees(opened, html, kind.PAGE, "nudge-1")["pick"] == 13
    assert opened.locator("[role=option][data-parameter][aria-selected=true]").get_attribute("data-parameter") == "13"


def test_the_ripple_is_nnlib_s_downstream_and_nothing_upstream_or_beside_changes(opened, html):
    state = {"pick": 3, "h": 0.5}  # from input 4 to the first blue neuron
    show(opened.page, "nudge-1", state)
    held = agrees(opened, html, kind.PAGE, "nudge-1")
    ripple = kind.rebuilt(held).ripple
    changed = opened.evaluate(CHANGED)
    downstream = {"1,0", *(f"2,{j}" for j in range(2)), *(f"3,{j}" for j in range(5))}
    assert {name for name, value in changed.items() if value is not None} == downstream
    for name in downstream:
        l, j = map(int, name.split(","))
        assert float(changed[name]) == pytest.approx(ripple[l][0][j], rel=1e-9, abs=1e-15)


def test_every_slope_of_the_list_is_nnlib_s_by_both_methods(opened, html):
    held = agrees(opened, html, kind.PAGE, "nudge-1")
    widget = kind.rebuilt(held)
    found = opened.locator("[data-parameter]").evaluate_all(SLOPES)
    assert [one for one, _ in found] == pytest.approx(widget.shocks.tolist(), rel=1e-9, abs=1e-14)
    assert [other for _, other in found] == pytest.approx(widget.gradient.tolist(), rel=1e-9, abs=1e-14)


@pytest.mark.parametrize(("h", "word"), [(0.5, "truncation"), (1e-11, "rounding"), (1e-5, "valley")])
def test_the_sentence_says_which_error_it_is_on_each_side_of_the_valley(h, word, opened):
    show(opened.page, "nudge-1", {"h": h})
    assert word in read(opened)["says"].split("They differ by")[1]


def test_the_shock_method_s_passes_are_counted_while_it_plays_and_are_two_for_each_parameter(opened):
    page = opened.page
    assert "66 forward passes" in opened.locator(".nn-passes").inner_text()
    opened.locator("button[title^='Play']").click()
    page.wait_for_function(
        "(place) => /\\b[24] of 66 forward passes/.test(place.innerText)", arg=opened.element_handle()
    )
    opened.locator("button[title=Stop]").click()
    settle(page)
    assert " of 66" not in opened.locator(".nn-passes").inner_text()
    opened.get_by_label("Kind of difference").select_option("forward")
    settle(page)
    assert "34 forward passes" in opened.locator(".nn-passes").inner_text()


def test_a_nudge_travels_downstream_layer_after_layer_and_not_where_no_motion_is_asked_for(book):
    dots = """([place, item]) => new Promise((done) => {
      const seen = [];
      const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
      place.querySelector(`[data-item="${item}"]`).dispatchEvent(enter);
      const begun = performance.now();
      const look = () => {
        const all = [...place.querySelectorAll(".nn-net-dot[visibility=visible]")];
        if (all.length) seen.push(Math.max(...all.map((dot) => Number(dot.getAttribute("cx")))));
        performance.now() - begun < 2500 ? requestAnimationFrame(look) : done(seen);
      };
      look();
    })"""
    for reduced in ("no-preference", "reduce"):
        page = book.open(kind.PAGE, reduced_motion=reduced)
        place = page.locator("#nudge-1")
        ways = page.evaluate(dots, [place.element_handle(), "0,0,1"])
        if reduced == "reduce":
            assert ways == []
        else:
            assert ways == sorted(ways) and ways[-1] - ways[0] > 0.5 * place.bounding_box()["width"]


def test_the_running_row_scrolls_along_while_all_are_shocked(opened):
    page = opened.page
    opened.locator("button[title^='Play']").click()
    page.wait_for_function(
        "(place) => Number(place.querySelector('[aria-selected=true][data-parameter]').dataset.parameter) > 14",
        arg=opened.element_handle(),
    )
    box, row = opened.locator(".nn-slope-box"), opened.locator("[data-parameter][aria-selected=true]")
    assert box.evaluate("(box) => box.scrollTop") > 0
    inside, around = row.bounding_box(), box.bounding_box()
    assert around["y"] - 1 <= inside["y"] + inside["height"] / 2 <= around["y"] + around["height"] + 1
    opened.locator("button[title=Stop]").click()


@pytest.mark.parametrize(
    "state", [{"h": 1e-13}, {"h": 2}, {"pick": 33}, {"way": "back"}, {"theta": [1]}, {"example": 1}]
)
def test_a_state_that_cannot_be_is_refused_in_a_sentence(state, book):
    page = book.open(kind.PAGE, fragment=fragment("nudge-1", state))
    warning = page.locator("#nudge-1 .nn-warning")
    assert warning.inner_text().startswith("The state in this page's address was refused: ")
