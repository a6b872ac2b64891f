"""Which ends of a range belong to it: those of whole numbers both, of other numbers the lower one alone."""

import math

import pytest

from nnlib import arguments


@pytest.mark.parametrize("value", [1, 5, 9])
def test_both_ends_of_a_range_of_whole_numbers_are_taken(value):
    assert arguments.whole("epochs", value, 1, 9) == value


@pytest.mark.parametrize("value", [0, 10, 5.0, True])
def test_beyond_the_ends_and_what_is_not_whole_is_refused(value):
    with pytest.raises(ValueError, match="epochs must be a whole number"):
        arguments.whole("epochs", value, 1, 9)


def test_the_lower_end_of_a_range_of_numbers_is_taken_and_the_upper_one_refused():
    assert arguments.number("momentum", 0, 0, 1) == 0
    assert arguments.number("momentum", math.nextafter(1, 0), 0, 1) < 1
    for value in (-5e-324, 1):
        with pytest.raises(ValueError, match="momentum must be a finite number, at least 0 and below 1"):
            arguments.number("momentum", value, 0, 1)
    with pytest.raises(ValueError, match="above 0"):
        arguments.number("learning_rate", 0, 0, above=True)
    assert arguments.number("learning_rate", 5e-324, 0, above=True) == 5e-324


def test_the_least_whole_number_written_with_a_point_is_named_as_the_one_that_was_meant():
    with pytest.raises(ValueError, match=r"got 1\.0\. Pass 1\.$"):
        arguments.whole("epochs", 1.0, 1, 9)


def test_a_number_without_limits_is_asked_for_without_any():
    with pytest.raises(ValueError, match=r"^h must be a finite number; got nan"):
        arguments.number("h", float("nan"))
