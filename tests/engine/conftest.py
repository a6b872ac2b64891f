"""Hypothesis draws the same examples on every run of the engine's tests, unhurried; figures are closed after each."""

import sys

import hypothesis
import pytest

hypothesis.settings.register_profile("engine", deadline=None, max_examples=40, derandomize=True, database=None)
hypothesis.settings.load_profile("engine")


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
