"""Claims about the command that counts habits of prose: it finds those that readers named, in plain English none."""

import pytest

from tests.lessons.tics import TICS, counted

STIFF = {
    "clause as a noun": "Add what comes.",
    "things that tell": "The size tells how large it is.",
    "stands": "The weight stands in row 1.",
    "old words": "It hangs on the start.",
    "is no": "It is no network.",
    "unnamed opponent": "One often reads that it is exact.",
    "semicolon": "It is small; it is fast.",
    "long bracket": "It falls (but only where the surface curves upwards in all directions).",
    "So at the head": "It is flat. So it stops.",
}


@pytest.mark.parametrize("name", TICS)
def test_each_habit_is_counted_once_where_it_is(name):
    assert counted(STIFF[name])[name] == 1


def test_plain_english_has_none():
    assert sum(counted("You drag the marble. It rolls down. Where you end up depends on the start.").values()) == 0
