"""Claims about what a widget hands out: the CSV is its table; what is copied, or saved as a notebook, is its code."""

import csv
import re

import nbformat
import pytest

from tests.book.opened import settle
from tests.book.reading import linked, open_twin, read
from tests.widgets.kinds import KINDS

COPIED = """Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async (text) => { globalThis.nnCopied = text; } },
});"""
HEADS = "(place) => [...place.querySelectorAll('.nn-twin th')].map((cell) => cell.textContent)"


@pytest.mark.parametrize("kind", KINDS)
def test_the_csv_is_the_table_and_what_is_copied_and_the_notebook_are_the_code_after_a_move_too(kind, book):
    page = book.open(KINDS[kind].PAGE, scripts=[COPIED], accept_downloads=True)
    place = page.locator(f"#{kind}-1")
    open_twin(place)
    slider = place.locator("input[data-control]:visible").first
    slider.focus()
    page.keyboard.press("Home")
    settle(page)
    for _ in range(2):
        screen, state = read(place), linked(place)
        with page.expect_download() as download:
            place.get_by_title("Download CSV").click()
        assert re.fullmatch(r"[a-z-]+\.csv", download.value.suggested_filename)
        with open(download.value.path(), encoding="utf8", newline="") as file:
            assert list(csv.reader(file)) == [place.evaluate(HEADS), *screen["rows"]]
        place.get_by_title("Copy as nnlib").click()
        assert page.evaluate("nnCopied") == screen["code"]
        with page.expect_download() as download:
            place.get_by_title("Download notebook").click()
        notebook = nbformat.read(download.value.path(), as_version=4)
        nbformat.validate(notebook)
        assert [cell.source for cell in notebook.cells if cell.cell_type == "code"] == [screen["code"]]
        slider.focus()
        page.keyboard.press("Shift+ArrowRight")
        settle(page)
        assert linked(place) != state
