"""Claims about states: any that a link can hold is shown with the numbers nnlib computes, rounded as Python does."""

import json
import random
import re
from urllib.parse import quote

import pytest

from tests.book.opened import PAGES, ROOT, hosts, settle
from tests.book.reading import agrees, made, open_twin, read
from tests.widgets.kinds import KINDS

STATES = 20
KIND = re.compile(r'class="nn-widget"[^>]* data-kind="(\w+)"')


def fragment(id, state):
    """A state link's fragment."""
    return f"{id}={quote(json.dumps(state))}"


def show(page, id, state):
    """Give the open page another state through its address."""
    page.evaluate("(fragment) => { location.hash = fragment; }", fragment(id, state))
    page.evaluate(
        "() => new Promise((done) => setTimeout(done, 30))"
    )  # the event that tells of a new address is a task
    settle(page)


@pytest.mark.parametrize("kind", KINDS)
def test_random_states_show_what_nnlib_computes(kind, book, html):
    name = KINDS[kind].PAGE
    page = book.open(name)
    chance = random.Random(20)
    for id in hosts(page):
        place = page.locator(f"#{id}")
        open_twin(place)
        found, traits = made(html, name, id)
        assert found == kind
        states = KINDS[kind].states(chance, traits)
        for _ in range(STATES):
            state = next(states)
            show(page, id, state)
            assert read(place)["warning"] == ""
            held = agrees(place, html, name, id)
            assert {key: held[key] for key in state} == state


def test_every_kind_of_widget_in_the_book_has_random_states_and_every_notebook_has_a_widget(html):
    found = {name: KIND.findall((html / f"{name}.html").read_text(encoding="utf8")) for name in PAGES}
    assert set().union(*found.values()) == set(KINDS)
    assert [name for name, kinds in found.items() if kinds] == [p for p in PAGES if (ROOT / f"{p}.ipynb").exists()]


@pytest.mark.parametrize("z", [10.125, -10.125, 1000.5, 1.00048828125, 2.00048828125, 0.5, 1e6, 123456.5, 9.9995, 0.0])
def test_a_number_halfway_between_two_is_rounded_as_python_rounds(z, once, html):
    name = KINDS["neuron"].PAGE
    page = once(name)
    place = page.locator("#neuron-1")
    open_twin(place)
    show(page, "neuron-1", {"x": [0], "bias": z, "activation": "identity"})
    agrees(place, html, name, "neuron-1")


@pytest.mark.parametrize("rate", [0.25, 0.9, 3.0, 50.0, 100.0])
@pytest.mark.parametrize("momentum", [0, 0.9])
def test_a_rate_that_diverges_is_told_with_nnlib_s_step_and_the_marble_stays_where_numbers_end(
    rate, momentum, once, html
):
    name, id = KINDS["descent"].PAGE, "descent-2"
    state = {"learning_rate": rate, "momentum": momentum, "steps": 200, "start": [4, 3]}
    state |= {"X": [-9.5, 2.0, 11.0], "Y": [-3.0, 1.5, 8.0]}
    page = once(name)
    place = page.locator(f"#{id}")
    open_twin(place)
    show(page, id, state)
    held = agrees(place, html, name, id)
    run = KINDS["descent"].rebuilt(held).run()
    assert run.diverged
    screen = read(place)
    step = run.stopped.split(":")[0].removeprefix("diverged at step ")
    assert f"Diverged at step {step}:" in screen["says"]
    assert int(screen["rows"][-1][0]) == run.steps
    assert "NaN" not in place.inner_html() and "Infinity" not in place.inner_html()


def test_the_share_of_chaotic_states_leaves_enough_to_test(html):
    _, traits = made(html, KINDS["descent"].PAGE, "descent-1")
    chance = random.Random(20)
    states = KINDS["descent"].states(chance, traits)
    assert [next(states) for _ in range(STATES)]
