"""Claims about the figures of the lesson on letters: squares, named points, spreads and attention are the numbers."""

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

import nnlib as nn
from nnlib import figures
from tests.engine.drawing import line, same

QUERY, KEYS, VALUES = [2, 1], [[1, 0], [-1, 2], [0, 1]], [[4, 0], [0, 3], [2, 2]]


def corners(ax):
    """The corners of each square, `(squares, 5, 2)`."""
    return ax.collections[0].get_paths()[0].vertices.reshape(-1, 5, 2)


def test_the_area_of_a_square_is_its_probability_and_its_place_the_row_and_the_column():
    P = np.array([[0.25, 0.75, 0], [1, 0.001, 0]])
    ax = figures.squares(P, ["one", "two"], list("abc"), down="d", across="a")
    found = corners(ax)
    assert np.ptp(found, axis=1).prod(axis=1).tolist() == pytest.approx([0.25, 0.75, 1])
    middles = (found.min(axis=1) + found.max(axis=1)) / 2
    np.testing.assert_allclose(middles, [[0, 0], [1, 0], [0, 1]], atol=1e-12)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["one", "two"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["a", "b", "c"]
    low, high = ax.get_ylim()
    assert low > high  # the first row is on top
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("a", "d")


def test_names_are_written_at_their_points_and_the_ringed_ones_alone_have_a_ring():
    ax = figures.named_points([[0, 1], [2, 3], [4, 5]], list("abc"), ringed=["c"])
    assert {text.get_text(): text.get_position() for text in ax.texts} == {"a": (0, 1), "b": (2, 3), "c": (4, 5)}
    assert [drawn.get_xydata().tolist() for drawn in ax.lines] == [[[4, 5]]]
    assert [text.get_weight() for text in ax.texts] == ["normal", "normal", "bold"]


def test_a_spread_has_a_dot_for_every_seed_and_a_line_and_a_number_at_the_mean():
    ax = figures.spread({"a": [0.1, 0.3, 0.2], "b": [0.5]}, what="cost", digits=3)
    same(line(ax, "a").get_xydata(), [[0.1, 0], [0.3, 0], [0.2, 0]])
    assert line(ax, "mean, a").get_xdata() == pytest.approx([0.2, 0.2])
    assert [text.get_text() for text in ax.texts] == ["a", "mean 0.200", "b", "mean 0.500"]
    low, high = ax.get_ylim()
    assert low > high and ax.get_xlabel() == "cost"


def test_attention_writes_the_scores_the_softmax_of_them_and_the_mixture_of_the_values():
    ax = figures.attention(QUERY, KEYS, VALUES, list("ane"))
    said = [text.get_text() for text in ax.texts]
    shares = nn.softmax(np.array([[2.0, 0.0, 1.0]]))[0]
    for wanted in (*"201", *(f"{share:.2f}" for share in shares), "(-1, 2)", "query (2, 1)", "mixture (3.15, 0.76)"):
        assert wanted in said, wanted
    assert shares @ VALUES == pytest.approx([3.15, 0.76], abs=0.005)
    widths = [line(ax, letter).get_linewidth() for letter in "ane"]
    assert widths[0] / widths[2] == pytest.approx(shares[0] / shares[2])


@pytest.mark.parametrize(("draw", "message"), [
    (lambda: figures.squares([[0.5, 1.5]], ["a"], ["b", "c"]), "P must lie between 0 and 1; got 0.5 to 1.5"),
    (lambda: figures.squares([[0.5, 0.5]], ["a", "b"], ["b", "c"]), "rows must be a list of 1 names"),
    (lambda: figures.named_points([[1, 2]], ["a"], ringed=["b"]), "ringed must be some of the names; got 'b'"),
    (lambda: figures.named_points([[1, 2, 3]], ["a"]), "points must have 2 columns"),
    (lambda: figures.spread([1, 2]), "results must be a dictionary"),
    (lambda: figures.spread({}), "one recipe or more"),
    (lambda: figures.spread({"a": []}), "must be a row of numbers"),
    (lambda: figures.attention([1], KEYS, VALUES, list("ane")), "query must have as many numbers as a key, 2"),
    (lambda: figures.attention(QUERY, KEYS, VALUES[1:], list("ane")), "same number of rows"),
    (lambda: figures.attention(QUERY, KEYS, VALUES, list("an")), "letters must be a list of 3 names"),
])  # fmt: skip
def test_what_cannot_be_drawn_is_refused_before_a_figure_is_made(draw, message):
    before = plt.get_fignums()
    with pytest.raises(ValueError, match=message):
        draw()
    assert plt.get_fignums() == before or "row of numbers" in message
