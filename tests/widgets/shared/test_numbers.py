"""Claims about the numbers that readers see: how many digits they have, and that the tests would notice more."""

import pytest

from tests.widgets.numbers import overlong, rounds, shown, worked


@pytest.mark.parametrize("text", ["0.12345", "w = 1.780e-8", "12.3456 high", "0.30000000000000004", "1234567", "1e−5"])
def test_a_number_with_too_many_digits_or_an_e_is_found_in_a_text(text):
    assert overlong(text)


@pytest.mark.parametrize("text", ["0.1234.", "1.5 × 10⁻⁵", "10,000 images", "< 0.001", "0.0009995", "123500", "W1,2"])
def test_a_number_that_a_reader_can_take_in_is_not(text):
    assert not overlong(text)


@pytest.mark.parametrize("x", [0.0, 1.0, -0.12345, 3e-5, -3e-5, 5e-324, 123456.0, 9999999.0, 12.5])
def test_a_number_is_shown_with_three_digits_and_worked_with_in_four(x):
    for text in (shown(x), worked(x)):
        assert not overlong(text) and rounds(text, x) and not rounds(text, 1.01 * x + 0.01), text
