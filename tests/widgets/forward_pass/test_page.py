"""Claims about ForwardPass: its steps, its diagram under hands and keys, and its matrices, which light up together."""

import re

import pytest

from tests.book.opened import settle
from tests.book.reading import agrees, linked, open_twin, read
from tests.book.test_gestures import Finger
from tests.book.test_states import show
from tests.widgets.forward_pass.kind import PAGE

ID = "forwardpass-1"
BOXES = """(all) => all.map((text) => {
  const { x, y, width, height } = text.getBoundingClientRect();
  return [x, y, width, height];
})"""
CONTRAST = """(terms) => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const part = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((v) => part(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return terms.flatMap((term) => [...term.querySelectorAll("span")].map((part) => {
    const [a, b] = [getComputedStyle(part).color, getComputedStyle(term).backgroundColor].map(light);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }));
}"""
MIDDLE = """(line) => {
  const at = line.getPointAtLength(line.getTotalLength() * 0.5).matrixTransform(line.getScreenCTM());
  return [at.x, at.y];
}"""


def opened(book, state=None, **options):
    page = book.open(PAGE, **options)
    if state:
        show(page, ID, state)
    place = page.locator(f"#{ID}")
    place.locator(".nn-net").evaluate("(net) => net.scrollIntoView({ block: 'center', behavior: 'instant' })")
    place.evaluate("(place) => place.querySelectorAll('.nn-fold').forEach((fold) => { fold.open = true; })")
    open_twin(place)
    return page, place


def item(place, *numbers):
    return place.locator(f'[data-item="{",".join(map(str, numbers))}"]')


def entry(place, name, *numbers):
    return place.locator(f'[data-entry="{name} {",".join(map(str, numbers))}"]')


def lit(place):
    edges = place.locator(".nn-net-edge.nn-net-lit").evaluate_all("(all) => all.map((e) => e.dataset.item)")
    entries = place.locator(".nn-entry-lit[data-entry^=w]").evaluate_all("(all) => all.map((e) => e.dataset.entry)")
    return sorted(edges), sorted(entries)


@pytest.mark.parametrize(("by", "stops"), [("neuron", [*range(10)]), ("layer", [0, 2, 4, 9])])
def test_step_computes_the_next_and_back_takes_it_away(by, stops, book, html):
    page, place = opened(book, {"step": 0, "by": by, "picked": [0, 0]})
    step, back = place.get_by_title("Step", exact=True), place.get_by_title("Back")
    for button, wanted in ((step, stops), (back, stops[::-1])):
        for now in wanted:
            assert agrees(place, html, PAGE, ID)["step"] == now
            known = place.locator(".nn-net-node:not(.nn-waiting)").count()
            assert known == 5 + now
            if now != wanted[-1]:
                button.click()
                settle(page)
        assert button.is_disabled()


def test_what_is_not_computed_yet_is_a_question_mark_in_the_diagram_the_matrices_and_the_sum(book):
    _, place = opened(book, {"step": 0, "picked": [1, 0]})
    assert place.locator('[data-words="1,0"] .nn-net-value').text_content() == "?"
    assert entry(place, "z", 1, 0).text_content() == entry(place, "a", 1, 0).text_content() == "?"
    assert "?" in place.locator(".nn-sums").text_content()


def test_pointing_at_a_connection_or_its_entry_lights_up_both_and_nothing_else(book):
    page, place = opened(book, {"step": 9, "picked": [3, 4]})
    wanted = ["0,1,2"], ["w 0,1,2"]
    x, y = item(place, 0, 1, 2).locator("path").evaluate(MIDDLE)
    page.mouse.move(x, y)
    settle(page)
    assert lit(place) == wanted
    assert entry(place, "w", 0, 1, 2).is_visible()
    page.mouse.move(2, 2)
    settle(page)
    assert lit(place) == (["2,4,0", "2,4,1"], ["w 2,4,0", "w 2,4,1"])
    entry(place, "w", 2, 1, 0).hover()
    settle(page)
    assert lit(place) == (["2,1,0"], ["w 2,1,0"])
    entry(place, "x", 2, 1).hover()
    settle(page)
    assert lit(place)[0] == [f"2,{j},1" for j in range(5)]


def test_the_diagram_and_the_matrices_are_one_tab_stop_each_and_the_arrows_reach_every_connection(book):
    page, place = opened(book)
    for parts in ("[data-item]", "[data-entry]"):
        stops = place.locator(parts).evaluate_all("(all) => all.filter((e) => e.tabIndex === 0).length")
        assert stops == 1
    item(place, 0, 0).focus()
    at = "() => document.activeElement.dataset.item"
    seen = []
    for key in (
        "ArrowRight",
        "ArrowDown",
        "ArrowRight",
        "ArrowLeft",
        "ArrowDown",
        "ArrowLeft",
        "Shift+ArrowRight",
        "End",
    ):
        page.keyboard.press(key)
        seen.append(page.evaluate(at))
    assert seen == ["0,0,0", "0,1,0", "1,1", "0,1,3", "0,1,4", "0,4", "1,1", "3,4"]
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')").startswith("output 5: ")


def test_enter_picks_what_has_the_focus_and_its_slider_moves_that_number(book, html):
    page, place = opened(book)
    item(place, 0, 0).focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    settle(page)
    assert linked(place)["picked"] == [0, 1, 0]
    slider = place.locator("input[data-control]")
    assert slider.get_attribute("aria-label") == "Weight from input 1 to blue neuron 2"
    before = agrees(place, html, PAGE, ID)["theta"]
    slider.focus()
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    after = agrees(place, html, PAGE, ID)["theta"]
    assert [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [5]


@pytest.mark.parametrize("touch", [False, True])
def test_an_input_is_dragged_on_the_diagram_by_mouse_and_by_finger(touch, book, html):
    phone = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
    page, place = opened(book, {"step": 9}, **(phone if touch else {}))
    before = agrees(place, html, PAGE, ID)
    box = item(place, 0, 2).locator(".nn-net-circle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    if touch:
        Finger(page).drag(x, y, 0, -30)
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y - 30, steps=3)
        page.mouse.up()
    settle(page)
    after = agrees(place, html, PAGE, ID)
    assert after["x"][2] > before["x"][2] and after["x"][:2] == list(before["x"][:2])
    assert after["theta"] == before["theta"] and after["picked"] == [0, 2]
    place.get_by_title("Undo").click()
    settle(page)
    assert agrees(place, html, PAGE, ID)["x"] == before["x"]


def test_a_finger_near_a_connection_picks_it(book):
    page, place = opened(book, width=390, height=844, has_touch=True, is_mobile=True)
    x, y = item(place, 2, 4, 1).locator("path").evaluate(MIDDLE)
    finger = Finger(page)
    finger.touch("touchStart", (x - 4, y + 10))
    finger.touch("touchEnd")
    page.wait_for_function(
        "() => document.querySelector('#forwardpass-1 [aria-selected=true]').dataset.item === '2,4,1'"
    )


@pytest.mark.parametrize("notation", ["W_ab", "w_jk", "X @ W.T"])
def test_a_notation_renames_and_turns_the_matrices_and_changes_no_number(notation, book):
    page, place = opened(book, {"picked": [0, 1, 2]})
    before = read(place)
    place.get_by_label("Notation").select_option(notation)
    settle(page)
    assert read(place)["rows"] == before["rows"]
    where = place.locator(".nn-mat").evaluate_all(
        "(all) => all.map((e) => e.querySelector('small').textContent.trim())"
    )
    turned = notation == "X @ W.T"
    assert where == (
        ["1 × 5", "5 × 2", "1 × 2", "1 × 2", "1 × 2"] if turned else ["2 × 5", "5 × 1", "2 × 1", "2 × 1", "2 × 1"]
    )
    said = place.locator(".nn-reading").text_content()
    assert ("row 2, column 1" if turned else "row 2, column 3") in said
    assert ("not in its symbol" in said) == (notation == "W_ab")


def test_labels_on_connections_never_cover_each_other(book):
    page, place = opened(book, width=360)
    for picked in ([1, 0], [2, 1], [3, 4], [0, 2]):
        show(page, ID, {"step": 9, "picked": picked})
        boxes = place.locator(".nn-net-weight[visibility=visible]").evaluate_all(BOXES)
        assert boxes
        for i, (x, y, w, h) in enumerate(boxes):
            for X, Y, W, H in boxes[:i]:
                assert x + w <= X or x >= X + W or y + 0.8 * h <= Y or y >= Y + 0.8 * H, picked


def test_a_number_that_would_leave_the_floats_is_refused_in_words_and_the_old_one_stays(book):
    page, place = opened(book, {"activations": ["identity"] * 3, "theta": [1e100] * 33, "picked": [0, 0]})
    before = read(place)
    field = place.locator("input.nn-value")
    field.fill("1e100")
    field.press("Tab")
    settle(page)
    after = read(place)
    assert "overflow" in after["warning"] and before["warning"] == ""
    assert after["rows"] == before["rows"] and field.input_value() == "0.2"


def test_a_link_whose_sums_would_leave_the_floats_is_refused(book):
    page, place = opened(book)
    before = read(place)
    show(page, ID, {"activations": ["identity"] * 3, "theta": [1e100] * 33, "x": [1e100] * 5})
    after = read(place)
    assert "every sum must be finite" in after["warning"] and after["rows"] == before["rows"]


def test_play_runs_to_the_end_and_its_button_plays_again(book, html):
    page, place = opened(book, {"step": 8, "picked": [3, 3]})
    play = place.locator("button[title^=Play]").element_handle()
    play.click()
    page.wait_for_function("(play) => play.textContent === 'Play'", arg=play, timeout=20_000)
    settle(page)
    assert agrees(place, html, PAGE, ID)["step"] == 9


def test_each_layer_s_activation_is_chosen_and_every_number_follows(book, html):
    page, place = opened(book, {"step": 9})
    chosen = {"hidden layer 1": "tanh", "hidden layer 2": "relu", "the outputs": "softmax"}
    for l, (label, name) in enumerate(chosen.items()):
        place.get_by_label(f"Activation of {label}", exact=True).select_option(name)
        settle(page)
        assert agrees(place, html, PAGE, ID)["activations"][l] == name
    for _ in range(3):
        place.get_by_title("Undo").click()
    settle(page)
    assert agrees(place, html, PAGE, ID)["activations"] == ["sigmoid"] * 3
    assert place.get_by_label("Activation of hidden layer 1", exact=True).input_value() == "sigmoid"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_picked_terms_can_be_read(theme, book):
    page, place = opened(book, {"step": 9, "picked": [3, 4]})
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    for picked in ([0, 1, 2], [1, 0, 1], [2, 4, 0]):
        show(page, ID, {"step": 9, "picked": picked})
        found = place.locator(".nn-term-lit").evaluate_all(CONTRAST)
        assert found and min(found) >= 4.5, picked


def test_a_neuron_glows_by_its_activation_and_has_its_number_in_two_decimals(book):
    page, place = opened(book, {"step": 9})
    outputs = [float(row[4]) for row in read(place)["rows"][-5:]]
    circles = place.locator(".nn-net-circle")
    glow = circles.evaluate_all("(all) => all.map((e) => parseFloat(e.style.getPropertyValue('--nn-glow')) / 100)")
    assert glow[-5:] == pytest.approx(outputs, abs=0.006)
    halos = place.locator(".nn-net-glow").evaluate_all("(all) => all.map((e) => Number(e.getAttribute('opacity')))")
    assert halos == pytest.approx(outputs, abs=0.006)
    texts = [place.locator(f'[data-words="3,{j}"] .nn-net-value').text_content() for j in range(5)]
    assert texts == [f"{value:.2f}" for value in outputs]
    fills = circles.evaluate_all("(all) => all.map((e) => getComputedStyle(e).fill)")
    assert len(set(fills[-5:])) == len({round(value, 2) for value in outputs})
    show(page, ID, {"step": 0, "picked": [0, 0]})
    later = place.locator(".nn-waiting .nn-net-circle").evaluate_all(
        "(all) => all.map((e) => e.style.getPropertyValue('--nn-glow'))"
    )
    assert later == ["0%"] * 9


def test_the_sentence_is_below_the_drawing_then_the_steps_then_the_matrices_in_one_row(book):
    _, place = opened(book, {"step": 9, "picked": [1, 0]})
    parts = (".nn-net", ".nn-says", ".nn-forward-steps", ".nn-eq", ".nn-sums")
    tops = [place.locator(part).bounding_box()["y"] for part in parts]
    assert tops == sorted(tops)
    lows = place.locator(".nn-eq-part").evaluate_all(BOXES)
    assert len(lows) == 5 and max(y for _, y, *_ in lows) < min(y + h for _, y, _, h in lows)


def test_the_drawing_s_numbers_have_two_decimals(book):
    _, place = opened(book, {"step": 9, "picked": [1, 0]})
    texts = place.locator(".nn-net-weight[visibility=visible], .nn-net-words tspan[data-exact]").all_text_contents()
    assert len(texts) == 5 + 2 * 9  # the weights into one neuron, and each neuron's bias and sum
    assert all(re.fullmatch(r"−?\d+\.\d\d", text) for text in texts), texts


def test_the_network_is_as_wide_as_its_layers_need_and_no_wider_than_the_page(book):
    for width in (1280, 390):
        _, place = opened(book, width=width)
        net, body = place.locator(".nn-net").bounding_box(), place.locator(".nn-body").bounding_box()
        assert net["width"] == pytest.approx(min(4 * 225, body["width"]), abs=2)


def test_a_label_keeps_clear_of_other_lines_where_its_own_line_has_such_a_place(book):
    """Six points of each label's middle line, and the lit lines of other connections, which it must not lie on."""
    page, place = opened(book)
    for picked in ([1, 0], [2, 1], [3, 4]):
        show(page, ID, {"step": 9, "picked": picked})
        crossed = place.locator(".nn-net").evaluate(
            """(net) => [...net.querySelectorAll(".nn-net-weight[visibility=visible]")].filter((text) => {
              const box = text.getBoundingClientRect();
              const inside = ({ x, y }) => x > box.left && x < box.right && y > box.top + 3 && y < box.bottom - 3;
              const lines = [...net.querySelectorAll(".nn-net-lit .nn-net-line")].filter((line) =>
                Array.from({ length: 60 }, (_, i) => line.getPointAtLength((line.getTotalLength() * i) / 59)
                  .matrixTransform(line.getScreenCTM())).some(inside));
              return lines.length > 1;
            }).length"""
        )
        assert crossed == 0, picked


def test_the_menus_are_folded_away_at_first(book):
    page = book.open(PAGE, alive=False)
    place = page.locator(f"#{ID}")
    place.and_(page.locator("[data-alive]")).wait_for()
    assert not place.get_by_label("Notation", exact=True).is_visible()
    place.get_by_text("Notation and activations").click()
    assert place.get_by_label("Notation", exact=True).is_visible()


def test_the_simple_form_has_the_picture_its_steps_and_a_slider_and_nothing_that_was_not_explained(book, html):
    page = book.open("book/01-what-networks-do")
    place = page.locator(f"#{ID}")
    open_twin(place)
    agrees(place, html, "book/01-what-networks-do", ID)
    assert place.locator(".nn-eq, .nn-sums, select, .nn-body details").count() == 0
    words = place.locator(".nn-body").inner_text()
    assert not any(symbol in words for symbol in ("z ", "b ", "σ", "e−"))
    assert place.locator("input[data-control]").get_attribute("aria-label") == "Button 3"
    place.get_by_title("Back", exact=True).click()
    settle(page)
    assert agrees(place, html, "book/01-what-networks-do", ID)["step"] == 8
    place.locator("details.nn-twin").evaluate("(details) => { details.open = false; }")
    net, live = place.locator(".nn-net").bounding_box(), place.locator(".nn-live").bounding_box()
    assert net["height"] >= 0.6 * live["height"]


def test_on_a_phone_only_the_active_neuron_has_its_bias_and_sum_and_the_matrix_is_folded(book):
    page = book.open(PAGE, width=390, alive=False)
    place = page.locator(f"#{ID}")
    place.and_(page.locator("[data-alive]")).wait_for()
    assert not place.locator(".nn-eq").is_visible()
    show(page, ID, {"step": 9, "picked": [1, 0]})
    assert place.locator(".nn-net-bias[visibility=visible]").count() == 1
    assert place.locator("[data-words='1,0'] .nn-net-bias[visibility=visible]").count() == 1
    place.get_by_text("Matrix", exact=True).click()
    settle(page)
    assert place.locator(".nn-eq").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_names_the_biases_and_the_sums_of_named_outputs_never_cover_each_other(width, book):
    page = book.open("book/09-forward", width=width)
    place = page.locator("#forwardpass-1")
    for picked in ([3, 0], [3, 3], [3, 4]):
        show(page, "forwardpass-1", {"step": 9, "picked": picked})
        words = place.locator('[data-words^="3,"] .nn-net-small:not([visibility=hidden])')
        assert "z" in " ".join(words.all_text_contents())
        boxes = words.evaluate_all(BOXES)
        for i, (x, y, w, h) in enumerate(boxes):
            for X, Y, W, H in boxes[:i]:
                assert x + w <= X or x >= X + W or y + 0.8 * h <= Y or y >= Y + 0.8 * H, picked
