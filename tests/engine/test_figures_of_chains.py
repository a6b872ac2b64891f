"""Claims about the figures of chains and layers: the numbers are where they belong, and shapes show the counts."""

import matplotlib

matplotlib.use("svg")

import numpy as np
import pytest

from nnlib import figures

NAMES, VALUES, LINKS = ("w", "z", "C"), (0.5, 1.0, 4.0), (2.0, -4.0)


def test_a_chain_has_its_values_in_circles_and_the_slopes_between_them():
    ax = figures.chain(NAMES, VALUES, LINKS, what=("x", "2 z"), tokens=("weight", "hidden1", "error"))
    at = {text.get_text(): text.get_position() for text in ax.texts if text.get_text()}
    for i, (name, value) in enumerate(zip(NAMES, VALUES, strict=True)):
        assert at[f"{value:.3g}"][0] == at[name][0] == i
    for i, (link, what) in enumerate(zip(LINKS, ("x", "2 z"), strict=True)):
        assert at[f"{link:.3g}"][0] == at[what][0] == i + 0.5
    colours = [matplotlib.colors.to_hex(patch.get_edgecolor()) for patch in ax.patches[:3]]
    assert colours == [figures.COLOURS[token] for token in ("weight", "hidden1", "error")]


@pytest.mark.parametrize(
    ("pass_", "said"),
    [
        ({"links": (1.0,)}, "links must be 2 slopes for 3 values; got 1"),
        ({"names": ("w",)}, "names must be a list of 3 names"),
        ({"what": ("x",)}, "what must be a list of 2 names"),
        ({"tokens": ("weight", "hidden1", "pink")}, "tokens must be colours of the book; got 'pink'"),
    ],
)
def test_a_chain_refuses_lists_that_do_not_fit(pass_, said):
    given = {"names": NAMES, "values": VALUES, "links": LINKS} | pass_
    with pytest.raises(ValueError, match=said):
        figures.chain(given.pop("names"), given.pop("values"), given.pop("links"), **given)


def test_a_histogram_is_as_high_as_the_counts_and_keeps_what_lies_outside():
    axes = figures.histograms({"row": [[0, 0, 0, 0.9], [5, -5, -5]]}, columns=["first", "last"])
    assert [ax.get_title() for ax in axes[0]] == ["first", "last"] and axes[0, 0].get_ylabel() == "row"
    first, last = (ax.patches[0].get_data() for ax in axes[0])
    assert sorted(first.values[first.values > 0].tolist()) == pytest.approx([1 / 3, 1])
    assert first.edges[[0, -1]].tolist() == [-1, 1]
    assert last.values[[0, -1]].tolist() == [1, 0.5]
    middle = np.flatnonzero(first.values == 1)[0]
    assert first.edges[middle] <= 0 <= first.edges[middle + 1]


def test_histograms_refuse_rows_of_other_lengths():
    with pytest.raises(ValueError, match="rows must all have as many columns, one or more; got"):
        figures.histograms({"a": [[1]], "b": [[1], [2]]})
