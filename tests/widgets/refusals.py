"""Refusals of wrong trait values: each is a sentence, and the value that stood before stays."""

import pytest


def sentence(error, *names):
    """The refusal says which trait, what was wanted, what came, and how to mend it."""
    text = str(error.value)
    assert text.startswith(names) and " must " in text and "; got " in text and text.endswith((".", "?")), text
    assert len(text) < 400 and "\n" not in text and "0x" not in text, text


def every(wrong, *before):
    """A test's cases from the wrong values of each trait; from such a table for each widget, those of all widgets."""
    cases = []
    for key, inside in wrong.items():
        if isinstance(inside, dict):
            cases += every(inside, key)
            continue
        for i, value in enumerate(inside):
            name = "-".join([*(kind.__name__ for kind in before), key, str(i)])
            cases.append(pytest.param(*before, key, value, id=name))
    return cases


def stays(widget, name, value):
    """Fail unless assigning this value is refused in a sentence and the old one stays."""
    before = getattr(widget, name)
    with pytest.raises(ValueError) as error:
        setattr(widget, name, value)
    sentence(error, name)
    assert getattr(widget, name) is before
