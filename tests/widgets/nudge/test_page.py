"""Claims about Nudge: what is picked by hand or key, the ripple, the error's two sides, and the passes counted."""

import numpy as np
import pytest

from tests.book.opened import settle
from tests.book.reading import agrees, open_twin
from tests.book.test_states import fragment, show
from tests.widgets.nudge import kind

CHANGED = """(place) => Object.fromEntries([...place.querySelectorAll("[data-words]")].map((words) =>
  [words.dataset.words, words.querySelectorAll("text")[2].querySelector("[data-exact]")?.dataset.exact]))"""

SLOPES = "(rows) => rows.map((row) => [...row.querySelectorAll('[data-value]')].map((cell) => +cell.dataset.value))"


@pytest.fixture
def opened(book):
    """The page's first Nudge, its text open."""
    place = book.open(kind.PAGE).locator("#nudge-1")
    open_twin(place)
    return place


def test_a_connection_or_a_neuron_is_picked_by_key_and_a_row_by_hand(opened, html):
    page = opened.page
    show(page, "nudge-1", {"tab": "slopes"})
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


TINTS = """(place) => Object.fromEntries([...place.querySelectorAll("[data-words]")].map((words) =>
  [words.dataset.words, Number(/nn-ripple-(\\d)/.exec(words.getAttribute("class"))?.[1] ?? 0)]))"""


def test_a_neuron_is_paler_the_less_it_changes_by_a_tint_for_each_fourth(opened, html):
    show(opened.page, "nudge-1", {"pick": 3, "h": 0.5})
    ripple = kind.rebuilt(agrees(opened, html, kind.PAGE, "nudge-1")).ripple
    sizes = {f"{l},{j}": abs(change) for l, layer in enumerate(ripple) for j, change in enumerate(layer[0])}
    most = max(sizes.values())
    wanted = {name: max(1, 4 - int(np.log(most / size) / np.log(4))) if size else 0 for name, size in sizes.items()}
    assert opened.evaluate(TINTS) == wanted
    assert len(set(wanted.values())) >= 4  # the shock is seen to fade
    fills = opened.locator(".nn-net-circle").evaluate_all("(all) => all.map((e) => getComputedStyle(e).fill)")
    assert len(set(fills)) >= 4


def test_a_change_has_its_sign_and_three_digits(opened):
    show(opened.page, "nudge-1", {"pick": 3, "h": 0.1})
    told = opened.locator('[data-words="1,0"] text, [data-words="2,1"] text').evaluate_all(
        "(all) => all.map((text) => text.textContent).filter((text) => text.startsWith('Δ'))"
    )
    assert told == ["Δ +0.0139", "Δ −0.000196"]


@pytest.mark.parametrize(("width", "share"), [(1280, 0.6), (390, 0.4)])
def test_the_network_is_the_stage_and_table_and_plot_are_a_tab_away(width, share, book):
    page = book.open(kind.PAGE, width=width)
    place = page.locator("#nudge-1")
    place.locator("details").evaluate_all("(all) => all.forEach((one) => (one.open = false))")
    live, net = place.locator(".nn-live"), place.locator(".nn-net")
    assert net.bounding_box()["height"] + 1 >= share * live.bounding_box()["height"]  # a pixel for rounding
    for name, part in (("Every slope", ".nn-slopes"), ("Accuracy", ".nn-chart")):
        assert not place.locator(part).is_visible()
        place.get_by_role("tab", name=name).click()
        settle(page)
        assert place.locator(part).is_visible()


def test_every_slope_of_the_list_is_nnlib_s_by_both_methods(opened, html):
    held = agrees(opened, html, kind.PAGE, "nudge-1")
    widget = kind.rebuilt(held)
    found = opened.locator("[data-parameter]").evaluate_all(SLOPES)
    assert [one for one, _ in found] == pytest.approx(widget.shocks.tolist(), rel=1e-9, abs=1e-14)
    assert [other for _, other in found] == pytest.approx(widget.gradient.tolist(), rel=1e-9, abs=1e-14)


@pytest.mark.parametrize(("h", "word"), [(0.5, "truncation"), (1e-11, "rounding"), (1e-5, "valley")])
def test_the_accuracy_tab_says_which_error_it_is_on_each_side_of_the_valley(h, word, opened):
    show(opened.page, "nudge-1", {"h": h, "tab": "curve"})
    assert word in opened.locator(".nn-why").inner_text().split("They differ by")[1]


# Drawing the words takes 40 ms here, so that they are drawn seldom (frames.ts).
SLOW = """(place) => {
  const wait = () => { const begun = performance.now(); while (performance.now() - begun < 40); };
  const words = place.querySelector(".nn-says");
  new MutationObserver(wait).observe(words, { subtree: true, childList: true, characterData: true });
  place.late = [];
  place.seen = new Set();
  const look = () => {
    const item = place.querySelector("[data-item][aria-selected=true]").getAttribute("aria-label").split(":")[0];
    const row = place.querySelector("[data-parameter][aria-selected=true] .nn-unseen").textContent;
    const symbol = place.querySelector("[data-parameter][aria-selected=true] .nn-slope-symbol > span").textContent;
    place.seen.add(row);
    const told = [words.textContent, place.querySelectorAll(".nn-slider .nn-aside")[1].textContent];
    if (!row.includes(item) || !told.every((text) => text.includes(symbol))) place.late.push([item, row, ...told]);
    requestAnimationFrame(look);
  };
  look();
}"""


def test_while_all_are_shocked_the_words_are_about_the_parameter_that_the_picture_shows(opened):
    opened.evaluate(SLOW)
    opened.locator("button[title^='Play']").click()
    opened.page.wait_for_function("(place) => place.seen.size > 6", arg=opened.element_handle())
    assert opened.evaluate("(place) => place.late") == []


def test_the_nudge_button_sends_the_picked_parameter_s_nudge_through_the_network_again(opened):
    button = opened.get_by_title("Nudge", exact=True)
    picked = "(place) => place.querySelector('[data-parameter][aria-selected=true]').dataset.parameter"
    before = opened.evaluate(picked)
    button.click()
    opened.locator(".nn-net-dot[visibility=visible]").first.wait_for()
    opened.page.wait_for_function(
        "(place) => !place.querySelector('.nn-net-dot[visibility=visible]')", arg=opened.element_handle()
    )
    assert opened.evaluate(picked) == before


def test_a_bias_of_an_output_swells_its_own_neuron_as_no_connection_carries_it_on(opened):
    show(opened.page, "nudge-1", {"pick": 32})
    circle = opened.locator("[data-item='3,4'] .nn-net-circle")
    wide = circle.bounding_box()["width"]
    opened.page.wait_for_timeout(800)  # the swelling that the pick itself began
    opened.get_by_title("Nudge", exact=True).click()
    opened.page.wait_for_function(
        "([circle, wide]) => circle.getBoundingClientRect().width > 1.1 * wide", arg=[circle.element_handle(), wide]
    )


def test_without_motion_there_is_no_button_that_would_only_move(book):
    page = book.open(kind.PAGE, reduced_motion="reduce")
    assert not page.locator("#nudge-1").get_by_title("Nudge", exact=True).is_visible()


def test_on_a_phone_the_sentence_is_short_and_the_least_error_is_not_cut(book):
    page = book.open(kind.PAGE, width=390)
    place = page.locator("#nudge-1")
    assert place.locator(".nn-says > span").bounding_box()["height"] <= 3 * 22
    for aside in place.locator(".nn-aside").all():
        assert aside.evaluate("(aside) => aside.scrollWidth <= aside.clientWidth"), aside.inner_text()


def test_the_shock_method_s_passes_are_counted_while_it_plays_and_are_two_for_each_parameter(opened):
    page = opened.page
    assert "66 forward passes" in opened.locator(".nn-passes").inner_text()
    opened.locator("button[title^='Play']").click()
    page.wait_for_function(
        "(place) => /(\\d+) of 66 forward passes/.test(place.innerText)", arg=opened.element_handle()
    )
    assert int(opened.locator(".nn-passes").inner_text().split(" of 66")[0].split()[-1]) % 2 == 0
    opened.locator("button[title=Stop]").click()
    settle(page)
    assert " of 66" not in opened.locator(".nn-passes").inner_text()
    opened.get_by_label("Kind of difference").select_option("forward")
    settle(page)
    assert "34 forward passes" in opened.locator(".nn-passes").inner_text()


def test_a_nudge_travels_downstream_layer_after_layer_and_not_where_no_motion_is_asked_for(book):
    dots = """([place, item]) => new Promise((done) => {
      const seen = [];
      const ahead = []; // outputs that change before the dots are there
      const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
      place.querySelector(`[data-item="${item}"]`).dispatchEvent(enter);
      const begun = performance.now();
      const look = () => {
        const all = [...place.querySelectorAll(".nn-net-dot[visibility=visible]")];
        if (all.length) {
          seen.push(Math.max(...all.map((dot) => Number(dot.getAttribute("cx")))));
          const changed = place.querySelectorAll('[data-item^="3,"][class*="nn-ripple"]').length;
          if (changed && seen.at(-1) < 0.5 * place.clientWidth) ahead.push(seen.at(-1));
        }
        performance.now() - begun < 2500 ? requestAnimationFrame(look) : done([seen, ahead.slice(2)]); // a frame late
      };
      look();
    })"""
    for reduced in ("no-preference", "reduce"):
        page = book.open(kind.PAGE, reduced_motion=reduced)
        place = page.locator("#nudge-1")
        ways, ahead = page.evaluate(dots, [place.element_handle(), "0,0,1"])
        assert ahead == []
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
