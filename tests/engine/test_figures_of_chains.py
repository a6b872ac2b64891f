"""Claims about the figures of chains and layers: the numbers are where they belong, and shapes show the counts."""

import matplotlib

matplotlib.use("svg")

import numpy as np
import pytest

from nnlib import figures
from nnlib.figures.histograms import HIGH, WIDE

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
    ax = figures.histograms({"row": [[0, 0, 0, 0.9], [5, -5, -5]], "next": [[0], [0]]}, columns=["first", "last"])
    assert {text.get_text() for text in ax.texts} == {"first", "last"}
    assert [label.get_text() for label in ax.get_yticklabels()] == ["row", "next"]
    drawn = {patch.get_label(): patch.get_data() for patch in ax.patches}
    first, last = drawn["row, first"], drawn["row, last"]
    shares = {name: (found.baseline - found.values) / HIGH for name, found in drawn.items()}
    high = shares["row, first"]
    assert sorted(high[high > 0].tolist()) == pytest.approx([1 / 3, 1])
    middle = np.flatnonzero(high == high.max())[0]
    assert first.edges[middle] <= WIDE / 2 <= first.edges[middle + 1]
    assert shares["row, last"][[0, -1]].tolist() == pytest.approx([1, 0.5])
    assert last.edges[[0, -1]].tolist() == pytest.approx([1, 1 + WIDE])
    assert drawn["next, first"].baseline - first.baseline == 1


def test_histograms_refuse_rows_of_other_lengths():
    with pytest.raises(ValueError, match="rows must all have as many columns, one or more; got"):
        figures.histograms({"a": [[1]], "b": [[1], [2]]})
