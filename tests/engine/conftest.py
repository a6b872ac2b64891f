"""Hypothesis draws the same examples on every run of the engine's tests, and is not hurried."""

import hypothesis

hypothesis.settings.register_profile("engine", deadline=None, max_examples=40, derandomize=True, database=None)
hypothesis.settings.load_profile("engine")
