"""Claims about Backprop: its stages, its wrong rules and their check, and the paths that peel off."""

import numpy as np
import pytest

from nnlib.widgets.backprop.rules import RULES
from tests.book.opened import settle
from tests.book.reading import agrees, open_twin, read
from tests.book.test_gestures import Finger, Mouse
from tests.book.test_states import fragment, show
from tests.widgets.backprop import kind
from tests.widgets.numbers import worked

ERRORS = """(place) => Object.fromEntries([...place.querySelectorAll(".nn-has-error[data-words]")].map((words) =>
  [words.dataset.words, Number(words.querySelectorAll("text")[2].querySelector("[data-value]").dataset.value)]))"""
SLOPES_KNOWN = 4  # the step of backprop-1, a network of four layers, that finds them
SLOPES = (
    "(rows) => rows.map((row) => [...row.querySelectorAll('[data-value]')].map((cell) => Number(cell.dataset.value)))"
)


CELLS = "(rows) => rows.map((row) => [...row.children].slice(1).map((cell) => cell.textContent))"
CUT = """(box) => {
  const { top, height } = box.getBoundingClientRect();
  const [low, high] = [top + box.clientTop, top + box.clientTop + box.clientHeight];
  return [...box.querySelectorAll(".nn-slope, .nn-slope-layer")].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return (top < low - 1 && bottom > low + 1) || (top < high - 1 && bottom > high + 1);
  }).map((row) => row.textContent);
}"""
WATCH = """(place) => {
  place.ways = [];
  const look = () => {
    const dot = place.querySelector(".nn-net-dot[visibility=visible]");
    if (dot) place.ways.push(dot.getBoundingClientRect().left);
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.fixture
def opened(book):
    """The page's first Backprop, its text open, at the start of its pass."""
    page = book.open(kind.PAGE, fragment=fragment("backprop-1", {"step": 0}))
    return unfolded(page.locator("#backprop-1"))


def unfolded(place):
    """The widget with its folds and its text open."""
    place.evaluate("(place) => place.querySelectorAll('.nn-fold').forEach((fold) => { fold.open = true; })")
    open_twin(place)
    return place


def test_step_finds_the_errors_layer_by_layer_from_the_output_then_slopes_then_the_update(opened, html):
    delta = kind.rebuilt(agrees(opened, html, kind.PAGE, "backprop-1")).rule_gradient.delta
    assert opened.evaluate(ERRORS) == {}
    for stage in range(1, 6):
        opened.get_by_title("Step", exact=True).click()
        settle(opened.page)
        assert agrees(opened, html, kind.PAGE, "backprop-1")["step"] == stage
        errors = opened.evaluate(ERRORS)
        assert {int(name[0]) for name in errors} == set(range(max(1, 4 - stage), 4))
        for name, error in errors.items():
            l, j = map(int, name.split(","))
            assert error == pytest.approx(delta[l - 1][0][j], rel=1e-9, abs=1e-15)
        assert read(opened)["says"].startswith(f"{[1, 2, 2, 3, 4][stage - 1]}. ")
    opened.get_by_title("Step", exact=True).click()
    settle(opened.page)
    state = agrees(opened, html, kind.PAGE, "backprop-1")
    assert (state["steps"], state["step"]) == (1, 0)
    opened.get_by_title("Back", exact=True).click()
    settle(opened.page)
    state = agrees(opened, html, kind.PAGE, "backprop-1")
    assert (state["steps"], state["step"]) == (0, 5)


@pytest.mark.parametrize("rule", RULES)
def test_the_gradient_check_says_in_words_which_slopes_of_a_rule_are_wrong(rule, opened, html):
    show(opened.page, "backprop-1", {"step": SLOPES_KNOWN})
    opened.get_by_label("Rule", exact=True).select_option(rule)
    settle(opened.page)
    widget = kind.rebuilt(agrees(opened, html, kind.PAGE, "backprop-1"))
    check = widget.check
    wrong = np.abs(check.gradient - check.shocks) > 1e-6 * np.abs(np.array([check.gradient, check.shocks])).max()
    verdicts = opened.locator("[data-parameter] > :last-child").all_inner_texts()
    assert [("wrong" in verdict) for verdict in verdicts] == wrong.tolist()
    said = opened.locator(".nn-check").inner_text()
    assert ("passed" in said) == (rule == "backpropagation") == bool(check.agrees)
    assert rule == "backpropagation" or f"{wrong.sum()} of 33 slopes are wrong" in said
    slopes = opened.locator("[data-parameter]").evaluate_all(SLOPES)
    assert [own for own, _ in slopes] == pytest.approx(widget.rule_gradient.theta.tolist(), rel=1e-9, abs=1e-14)


def test_nothing_is_shown_before_its_step_neither_to_the_eye_nor_to_a_screen_reader_nor_in_the_text(opened):
    """Each step reveals its own: errors, layer by layer, then the slopes, then the update."""
    slopes = opened.locator("[data-parameter]")
    for stage in range(6):
        rows = read(opened)["rows"]
        neurons, parameters = rows[1:10], rows[10:]
        assert [row[3] == "–" for row in neurons] == [stage < 4 - l for l in (1, 1, 2, 2, 3, 3, 3, 3, 3)]
        assert all((row[4] == row[5] == "–") == (stage < SLOPES_KNOWN) for row in parameters)
        assert all((row[2] == "–") == (stage < 5) for row in (rows[0], *parameters))
        cells = [text for texts in slopes.evaluate_all(CELLS) for text in texts]
        assert (set(cells) == {"–"}) == (stage < SLOPES_KNOWN)
        assert ("slope of" in read(opened)["says"]) == (stage >= SLOPES_KNOWN)
        assert ("the update makes it" in read(opened)["says"]) == (stage == 5)
        assert (opened.locator(".nn-check").inner_text().startswith("The check comes")) == (stage < SLOPES_KNOWN)
        assert (opened.locator("[role=option][aria-label*=', error ']").count() > 0) == (stage > 0)
        opened.get_by_title("Step", exact=True).click()
        settle(opened.page)


# On a phone the blocks of step 2 are below each other, of two lines each.
@pytest.mark.parametrize(("width", "step", "share"), [(1280, 2, 0.6), (390, 1, 0.46), (390, 2, 0.36)])
def test_the_network_is_the_stage(width, step, share, book):
    page = book.open(kind.PAGE, fragment=fragment("backprop-1", {"step": step}), width=width)
    page.locator("#backprop-1 .nn-fold").evaluate_all("(folds) => folds.forEach((fold) => (fold.open = false))")
    live, net = page.locator("#backprop-1 .nn-live"), page.locator("#backprop-1 .nn-net")
    assert net.bounding_box()["height"] >= share * live.bounding_box()["height"]


def test_a_chain_of_single_neurons_shows_each_of_its_weights_before_anything_is_done(book):
    page = book.open("book/11-backpropagation", fragment=fragment("backprop-1", {"step": 0}))
    labels = page.locator("#backprop-1 .nn-net-weight[visibility=visible]")
    assert [text.strip() for text in labels.all_text_contents()] == ["0.5", "3"]


def test_a_chain_of_single_neurons_is_low_and_has_on_its_way_back_the_weight_that_multiplies(book):
    page = book.open("book/11-backpropagation", fragment=fragment("backprop-1", {"step": 2}))
    net = page.locator("#backprop-1 .nn-net")
    assert net.bounding_box()["height"] < 240
    label, blocks = net.locator(".nn-net-weight[visibility=visible]"), page.locator("#backprop-1 .nn-way > span")
    assert label.last.text_content() == blocks.last.text_content().split(" × ")[0]


def test_the_list_of_slopes_never_cuts_a_row_in_two(opened):
    show(opened.page, "backprop-1", {"step": SLOPES_KNOWN, "pick": 20})
    box = opened.locator(".nn-slope-box")
    for far in (None, 37, 150, 333):
        if far:
            box.evaluate("(box, far) => box.scrollTo({ top: far, behavior: 'instant' })", far)
            settle(opened.page)
        assert box.evaluate(CUT) == []


@pytest.mark.parametrize("reduced", [False, True])
def test_the_error_runs_back_along_the_connections_but_not_where_no_motion_is_asked_for(reduced, book):
    page = book.open(kind.PAGE, fragment=fragment("backprop-1", {"step": 1}))
    page.emulate_media(reduced_motion="reduce" if reduced else "no-preference")
    place = page.locator("#backprop-1")
    place.evaluate(WATCH)
    place.get_by_title("Step", exact=True).click()
    page.wait_for_timeout(1200)
    ways = place.evaluate("(place) => place.ways")
    assert bool(ways) != reduced
    if not reduced:
        assert len(ways) >= 10 and ways[0] > ways[-1] + 20  # from right to left
        assert place.locator(".nn-net-dot[visibility=visible]").count() == 0


def test_a_stage_that_comes_while_the_error_runs_back_leaves_no_dots_on_its_way(opened):
    show(opened.page, "backprop-1", {"step": 2})
    step, dots = opened.get_by_title("Step", exact=True), opened.locator(".nn-net-dot[visibility=visible]")
    step.click()  # to the last layer of errors
    dots.first.wait_for()
    step.click()  # to the slopes
    settle(opened.page)
    assert dots.count() == 0


def test_every_wrong_rule_s_path_peels_off_and_ends_higher(opened, html):
    costs = {}
    for rule in RULES:
        show(opened.page, "backprop-1", {"rule": rule, "steps": 100})
        agrees(opened, html, kind.PAGE, "backprop-1")
        costs[rule] = float(read(opened)["rows"][0][1])
        assert bool(opened.locator(".nn-wrong-rule").get_attribute("d")) == (rule != "backpropagation")
    assert all(cost > 5 * costs["backpropagation"] for rule, cost in costs.items() if rule != "backpropagation")


def test_play_goes_through_one_pass_and_stops_at_the_update(opened, html):
    opened.locator("button[title^='Play']").click()
    opened.page.wait_for_function(
        "(place) => place.querySelector('.nn-says').textContent.startsWith('4. ')", arg=opened.element_handle()
    )
    settle(opened.page)
    assert opened.locator("button[title=Play]").count() == 1
    state = agrees(opened, html, kind.PAGE, "backprop-1")
    assert (state["steps"], state["step"]) == (0, 5)


def test_the_course_s_two_neurons_are_blamed_as_the_course_says(book):
    page = book.open(kind.PAGE, fragment=fragment("backprop-2", {"step": 2}))
    found = page.locator("#backprop-2").evaluate(ERRORS)
    assert [found["1,0"], found["1,1"]] == pytest.approx([0.0048, 0.5], abs=1e-4)


def test_a_rate_too_high_is_told_in_words_and_the_last_finite_parameters_are_kept(book, html):
    state = {"learning_rate": 90, "steps": 100}
    page = book.open(kind.PAGE, fragment=fragment("backprop-2", state))
    place = unfolded(page.locator("#backprop-2"))
    held = agrees(place, html, kind.PAGE, "backprop-2")
    made = len(kind.rebuilt(held).costs()) - 1
    assert made < 100 and f"Diverged at update {made + 1}:" in read(place)["says"]


@pytest.mark.parametrize(
    "state", [{"rule": "guess"}, {"steps": 101}, {"step": 6}, {"pick": 33}, {"learning_rate": 0}, {"theta": [1, 2]}]
)
def test_a_state_that_cannot_be_is_refused_in_a_sentence(state, book):
    page = book.open(kind.PAGE, fragment=fragment("backprop-1", state))
    warning = page.locator("#backprop-1 .nn-warning")
    assert warning.inner_text().startswith("The state in this page's address was refused: ")


def test_the_diagram_s_key_says_what_its_lines_are(opened):
    key = opened.locator(".nn-net-key > span").first
    said = []
    for _ in range(6):
        said.append(key.inner_text())
        opened.get_by_title("Step", exact=True).click()
        settle(opened.page)
    back = ["positive error carried back"] * 2
    assert said == [*["positive weight"] * 2, *back, "positive slope", "positive updated weight"]


def test_each_target_is_beside_its_output_and_follows_the_example(opened, html):
    Y = np.array(kind.rebuilt(agrees(opened, html, kind.PAGE, "backprop-1")).Y)
    for example in (0, 2):
        opened.get_by_label("Example in the diagram").select_option(str(example))
        settle(opened.page)
        targets = opened.locator(".nn-net-aside").evaluate_all("(all) => all.map((text) => Number(text.dataset.value))")
        assert targets == Y[example].tolist()
    circle, target = opened.locator('[data-item="3,0"] .nn-net-circle'), opened.locator(".nn-net-aside").first
    assert target.bounding_box()["x"] >= circle.bounding_box()["x"] + circle.bounding_box()["width"]


def test_a_line_is_as_wide_as_the_error_that_it_carries_back_and_dashed_where_that_is_negative(opened, html):
    show(opened.page, "backprop-1", {"step": 2})
    widget = kind.rebuilt(agrees(opened, html, kind.PAGE, "backprop-1"))
    carried = (np.array(widget.present.W[2]) * widget.rule_gradient.delta[2][0][:, None]).ravel()  # (5 x 2), row by row
    lines = opened.locator('[data-item^="2,"].nn-net-edge').evaluate_all(
        """(all) => all.map((edge) => [edge.querySelector("path").getAttribute("stroke-width"),
          edge.classList.contains("nn-net-negative")])"""
    )
    assert [negative for _, negative in lines] == (carried < 0).tolist()
    widths = [float(width) for width, _ in lines]
    assert np.argsort(widths).tolist() == np.argsort(abs(carried)).tolist()


def test_the_step_that_adds_has_a_block_for_each_term_and_no_other_step_has_blocks(opened, html):
    terms = opened.locator(".nn-way > b")
    for stage in range(6):
        show(opened.page, "backprop-1", {"step": stage})
        assert terms.count() == {2: 5, 3: 2}.get(stage, 0)
        if stage == 2:
            widget = kind.rebuilt(agrees(opened, html, kind.PAGE, "backprop-1"))
            delta = widget.rule_gradient.delta
            carried = np.array(widget.present.W[2])[:, 0] * delta[2][0]
            assert terms.all_inner_texts() == [worked(term) for term in carried]
            ends = opened.locator(".nn-way-end > b").all_inner_texts()
            assert ends == [worked(carried.sum()), worked(delta[1][0][0])]


@pytest.mark.parametrize("width", [320, 360, 390])
@pytest.mark.parametrize("step", [2, 3])
def test_on_a_phone_every_number_of_the_sum_is_inside_the_card_and_every_menu_shows_its_choice(width, step, book):
    page = book.open(kind.PAGE, fragment=fragment("backprop-1", {"step": step}), width=width)
    place = page.locator("#backprop-1")
    card = place.locator(".nn-body").bounding_box()
    for part in place.locator(".nn-back-sum *").all():
        box = part.bounding_box()
        assert card["x"] <= box["x"] and box["x"] + box["width"] <= card["x"] + card["width"], part.inner_text()
        assert part.evaluate(
            "(part) => part.scrollWidth <= part.clientWidth || getComputedStyle(part).display === 'inline'"
        )
    for name in ("Rule", "Example in the diagram"):
        menu = place.get_by_label(name, exact=True)
        assert menu.bounding_box()["width"] > 0.7 * card["width"]


def test_on_a_phone_the_sentence_stays_short_enough_to_stand_on_a_screen(book):
    page = book.open(kind.PAGE, fragment=fragment("backprop-1", {"step": 2}), width=390, height=844)
    assert page.locator("#backprop-1 .nn-says").bounding_box()["height"] <= 844 / 3


def test_an_input_a_target_and_the_picked_weight_are_moved(opened, html):
    page = opened.page
    for symbol, trait in (("x", "X"), ("y", "Y"), ("θ", "theta")):
        before = agrees(opened, html, kind.PAGE, "backprop-1")[trait]
        slider = opened.locator(f"input[data-control='{symbol}']")
        slider.focus()
        page.keyboard.press("Shift+ArrowLeft")
        settle(page)
        after = agrees(opened, html, kind.PAGE, "backprop-1")[trait]
        changed = np.flatnonzero(np.ravel(after) != np.ravel(before))
        assert len(changed) == 1


@pytest.mark.parametrize("hand", [Mouse, Finger])
def test_an_input_is_dragged_in_the_diagram_and_its_slider_follows(hand, book, html):
    page = book.open(kind.PAGE, has_touch=True)
    place = unfolded(page.locator("#backprop-1"))
    circle = place.locator("[data-item='0,2'] .nn-net-circle")
    circle.evaluate("(circle) => circle.scrollIntoView({ block: 'center', behavior: 'instant' })")
    before = np.ravel(agrees(place, html, kind.PAGE, "backprop-1")["X"])
    box = circle.bounding_box()
    hand(page).drag(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 0, -30)
    settle(page)
    after = np.ravel(agrees(place, html, kind.PAGE, "backprop-1")["X"])
    assert np.flatnonzero(before != after).tolist() == [2] and after[2] > before[2]
    field = place.locator(".nn-slider").filter(has=page.locator("[data-control='x']")).locator("[data-value]")
    assert float(field.get_attribute("data-value")) == after[2]


def test_targets_beyond_what_the_cost_takes_are_refused_and_a_number_past_all_bounds_is_not_taken(opened, html):
    field = opened.locator(".nn-slider").filter(has=opened.page.locator("[data-control='θ']")).locator("input.nn-value")
    before = agrees(opened, html, kind.PAGE, "backprop-1")
    field.fill("1e99")
    field.press("Tab")
    settle(opened.page)
    after = agrees(opened, html, kind.PAGE, "backprop-1")
    assert np.isfinite(after["theta"]).all() and len(after["theta"]) == len(before["theta"])
