"""Claims about going back: undo, redo and reset restore every number, by button and by key."""

import pytest

from tests.book.opened import hosts, play_of, settle, some
from tests.book.reading import open_twin, read
from tests.widgets.kinds import DRIVEN, KINDS


def state(place):
    """All the numbers of a widget. ForwardPass also explains what has the focus, and that is no part of its state."""
    settle(place.page)
    left = {"all", "eye"} if place.get_attribute("data-kind") == "forwardpass" else {"all"}
    return {key: value for key, value in read(place).items() if key not in left}


def moved(place):
    """The states after each of three moves by key, the first one before any."""
    open_twin(place)
    states = [state(place)]
    for slider in place.locator("input[data-control]:visible").all()[:3]:
        slider.focus()
        key = "Shift+ArrowLeft" if slider.evaluate("(input) => input.value - input.min > 0.2") else "Shift+ArrowRight"
        place.page.keyboard.press(key)
        states.append(state(place))
    return states


@pytest.mark.parametrize("name", some(DRIVEN, 3, 2))
def test_undo_and_redo_walk_through_what_was_done_and_reset_returns_to_the_start(name, once):
    page = once(name)
    for id in hosts(page):
        place = page.locator(f"#{id}")
        undo, redo = place.get_by_title("Undo"), place.get_by_title("Redo")
        assert undo.is_disabled() and redo.is_disabled()
        states = moved(place)
        for wanted in states[-2::-1]:
            undo.click()
            assert state(place) == wanted
        assert undo.is_disabled()
        for wanted in states[1:]:
            redo.click()
            assert state(place) == wanted
        assert redo.is_disabled()
        place.get_by_title("Reset").click()
        assert state(place) == states[0]
        undo.click()
        assert state(place) == states[-1]


@pytest.mark.parametrize("kind", KINDS)
def test_undo_and_reset_end_what_plays(kind, book):
    page = book.open(KINDS[kind].PAGE)
    place = page.locator(f"#{kind}-1")
    open_twin(place)
    page.wait_for_timeout(500)  # until what belongs to another tab is hidden
    play = play_of(place).first
    if not play.count() or not play.is_visible():
        return  # nothing plays there
    before = state(place)
    for button in ("Undo", "Reset"):
        place.locator("input[data-control]:visible").first.focus()
        page.keyboard.press("ArrowRight")  # so that there is something to undo
        play_of(place).first.click()
        page.wait_for_timeout(300)
        place.get_by_title(button, exact=True).click()
        settle(page)  # the tab that Play is in may be closed by it; play_of opens it again, as at the start
        play_of(place).first.wait_for(state="attached")  # while it plays, the button is called Stop
        after = state(place)
        page.wait_for_timeout(1500)
        assert state(place) == after, button
    assert (after["says"], after["rows"]) == (before["says"], before["rows"])


@pytest.mark.parametrize("name", some(DRIVEN, 3, 0))
def test_the_keys_for_undo_and_redo_do_the_same(name, once):
    page = once(name)
    for id in hosts(page):
        place = page.locator(f"#{id}")
        states = moved(place)
        page.keyboard.press("Control+z")
        assert state(place) == states[-2]
        page.keyboard.press("Control+Shift+z")
        assert state(place) == states[-1]


@pytest.mark.parametrize("name", some(DRIVEN, 3, 1))
def test_a_new_move_after_undo_leaves_nothing_to_redo(name, once):
    page = once(name)
    place = page.locator(".nn-widget").first
    moved(place)
    place.get_by_title("Undo").click()
    place.locator("input[data-control]:visible").first.focus()
    page.keyboard.press("Home")
    page.keyboard.press("End")
    assert place.get_by_title("Redo").is_disabled()


@pytest.mark.parametrize("name", some(DRIVEN, 3, 2))
def test_a_typed_number_is_taken_as_it_stands_and_what_is_no_number_is_put_back(name, once):
    page = once(name)
    place = page.locator(".nn-widget").first
    open_twin(place)
    field = place.locator("input.nn-value:visible:not([inputmode=numeric])").first
    for typed in ("0,1234567", "0.1234567"):
        field.fill(typed)
        field.press("Tab")
        settle(page)
        assert field.get_attribute("data-value") == "0.1234567"
        assert field.input_value() == "0.1235"
    before = state(place)
    for typed in ("abc", "", "NaN", "Infinity", "1e999"):
        field.fill(typed)
        field.press("Tab")
        assert state(place) == before
        assert field.input_value() == "0.1235"
