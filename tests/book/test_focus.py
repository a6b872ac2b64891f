"""Claims about the keyboard's focus: no button and no arrow key loses it."""

import pytest

from tests.book.opened import hosts, settle
from tests.widgets.kinds import DRIVEN, KINDS

OPENED = "(place) => place.querySelectorAll('details').forEach((details) => { details.open = true; })"
# Presses the button that has the focus again and again, until it has nothing to do or was pressed 12 times. Answers
# whether the focus was somewhere all the time, and whether the button has nothing to do.
PRESSED = """async (button) => {
  let [focused, over] = [true, false];
  for (let times = 0; times < 12 && focused && !over; times++) {
    if (times) button.click();
    await new Promise((done) => nnAsk(() => nnAsk(done)));
    focused = document.activeElement !== document.body;
    over = button.disabled || button.ariaDisabled === "true" || button.title.startsWith("Download");
  }
  return [focused, over];
}"""
# Whether an entry of a matrix has the focus, once what it points at is drawn.
ENTERED = """() => new Promise((done) => nnAsk(() => nnAsk(() => done(document.activeElement.matches(".nn-entry")))))"""


@pytest.mark.long
@pytest.mark.parametrize("name", DRIVEN)
def test_no_button_loses_the_focus_however_often_it_is_pressed(name, book):
    page = book.open(name, reduced_motion="reduce")
    ran_out = set()
    for id in hosts(page):
        place = page.locator(f"#{id}")
        place.evaluate(OPENED)
        place.locator("input[type=range]").first.press("ArrowLeft")  # something for Undo
        buttons = {}  # of those that differ in nothing but their picture, such as the digits to choose from, the last
        for button in place.locator("button:visible").element_handles():
            buttons[button.get_attribute("title") or button.get_attribute("class")] = button
        last = [title for title in buttons if title not in ("Undo", "Redo")]  # those first: now there is one change
        for title in ("Undo", "Redo", *last):
            button = buttons[title]
            if not button.is_visible():
                continue  # another button has put it away
            button.focus()
            page.keyboard.press("Enter")
            focused, over = button.evaluate(PRESSED)
            assert focused, (id, title)
            if over:
                ran_out.add(title)
    assert {"Undo", "Redo"} <= ran_out


def test_arrow_keys_walk_through_the_matrices_of_every_layer_and_keep_the_focus(book):
    page = book.open(KINDS["forwardpass"].PAGE)
    place = page.locator("#forwardpass-1")
    step, reset = place.get_by_title("Step", exact=True), place.get_by_title("Reset")
    notations = place.get_by_label("Notation").locator("option")
    for notation in notations.evaluate_all("(all) => all.map((option) => option.value)"):
        reset.click()
        place.get_by_label("Steps", exact=True).select_option("layer")
        place.get_by_label("Notation").select_option(notation)
        settle(page)
        while step.is_enabled():
            step.click()
            settle(page)
            for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
                place.locator(".nn-entry[tabindex='0']").focus()
                for _ in range(8):
                    page.keyboard.press(key)
                    assert page.evaluate(ENTERED), (notation, key)
