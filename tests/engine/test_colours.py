"""Claims about the colour tokens: readable on every background of the book, and told apart by everyone."""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import nnlib

COLOURS = json.loads((Path(nnlib.__file__).parent / "colours.json").read_text(encoding="utf8"))
COURSE = ("input", "weight", "hidden1", "hidden2", "output", "error")
MARKS = (*COURSE, "ink", "muted")
PAGES = {"light": ["#ffffff"], "dark": ["#121212"]}  # the theme's own page, beside our paper

# Machado, Oliveira and Fernandes (2009), severity 1.0, applied to linear RGB
BLINDNESS = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def linear(colour):
    """A hex colour as linear RGB in [0, 1]."""
    s = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(s <= 0.04045, s / 12.92, ((s + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """The contrast ratio of WCAG 2.2."""
    high, low = sorted((linear(c) @ [0.2126, 0.7152, 0.0722] for c in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def oklab(rgb):
    """Linear RGB in Oklab, where distances are near to what the eye tells apart (Ottosson, 2020)."""
    to_lms = [
        [0.41222147, 0.53633254, 0.05144599],
        [0.2119035, 0.6806995, 0.10739696],
        [0.08830246, 0.28171884, 0.62997871],
    ]
    to_lab = [
        [0.21045426, 0.79361779, -0.00407205],
        [1.97799850, -2.42859221, 0.45059371],
        [0.02590404, 0.78277177, -0.80867577],
    ]
    return np.array(to_lab) @ np.cbrt(np.array(to_lms) @ np.clip(rgb, 0, 1))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_reads_as_text_on_its_paper_and_on_the_page_and_shows_on_what_is_shaded(theme):
    for mark in MARKS:
        for background in [COLOURS["paper"][theme], COLOURS["surface_low"][theme], *PAGES[theme]]:
            assert contrast(COLOURS[mark][theme], background) >= 4.5, (mark, background)
        assert contrast(COLOURS[mark][theme], COLOURS["surface_high"][theme]) >= 3, mark


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_ink_and_its_casing_show_on_every_cost(theme):
    """The path, the marble and the labels on a map are ink, or a course colour in a ring, with paper around them."""
    for cost in ("cost_low", "cost_high"):
        assert max(contrast(COLOURS[mark][theme], COLOURS[cost][theme]) for mark in ("ink", "raised")) >= 3
    assert contrast(COLOURS["raised"][theme], COLOURS["cost_high"][theme]) >= 3
    assert contrast(COLOURS["output"][theme], COLOURS["raised"][theme]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eyes", ["typical", *BLINDNESS])
def test_the_ramp_of_the_cost_goes_one_way_in_lightness(eyes, theme):
    matrix = np.array(BLINDNESS.get(eyes, np.eye(3)))
    low, high = (oklab(matrix @ linear(COLOURS[end][theme]))[0] for end in ("cost_low", "cost_high"))
    assert abs(high - low) > 0.1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_two_course_colours_look_the_same(theme):
    for one, other in combinations(COURSE, 2):
        labs = [oklab(linear(COLOURS[name][theme])) for name in (one, other)]
        assert np.linalg.norm(labs[0] - labs[1]) > 0.08, (one, other)


def test_each_light_value_belongs_to_one_token_so_that_the_build_can_replace_it():
    values = [token["light"] for token in COLOURS.values()]
    assert len(set(values)) == len(values)


def test_every_value_is_six_lower_case_hex_digits():
    for token in COLOURS.values():
        for theme in ("light", "dark"):
            assert token[theme].startswith("#") and len(token[theme]) == 7
            assert token[theme] == token[theme].lower() and int(token[theme][1:], 16) >= 0
