"""Claims about the width of code: whole lines on a wide screen, and what it printed whole on every screen."""

import pytest

from tests.book.opened import some
from tests.book.running import WITH_CODE

CUT = """(parts) => [...document.querySelectorAll(parts)]
  .filter((part) => part.checkVisibility() && part.scrollWidth > part.clientWidth + 1)
  .map((part) => part.textContent)"""


@pytest.mark.parametrize("name", some(WITH_CODE, 3, 1))
def test_no_line_of_code_is_cut_on_a_wide_screen_but_beside_a_widget(name, book):
    page = book.open(name, width=1400)
    assert page.evaluate(CUT, ":is(div.cell > .cell_input pre):not(.nn-steps *, .nn-exercise *)") == []


@pytest.mark.parametrize("name", some(WITH_CODE, 3, 2))
def test_what_code_printed_is_read_whole_on_a_phone(name, book):
    page = book.open(name, width=390, height=844)
    assert page.evaluate(CUT, ".cell_output pre") == []
