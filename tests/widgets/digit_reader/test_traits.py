"""DigitReader's Python side: what it refuses, what it hands to a page, and that it answers what nnlib computes."""

import gzip
import json
import math

import numpy as np
import pytest
from ipywidgets import embed

import nnlib as nn
from nnlib.widgets import DigitReader, digits
from tests.widgets.refusals import every, sentence, stays

FOUR = ((118, 48, 92, 134, 84, 168, 205, 164), (172, 44, 168, 240))
WHOLE = ["1", None, 1.5, 2.0, True, math.nan, [1]]
WRONG = {
    "strokes": [
        None, "abc", 3, {"a": 1}, [3], ["ab"], [[]], [[1]], [[1, 2, 3]], [[1, 281]], [[-1, 2]], [[1.5, 2]], [[1, "2"]],
        [[True, 2]], [[1, None]], [[1, math.nan]], [[1, 2]] * 301, [[7] * 602],
    ],
    "pen": ["1", None, [1.0], math.nan, math.inf, True, 0, -1, 0.05, 8.5],
    "example": [*WHOLE, -2, 12],
    "towards": [*WHOLE, -2, 10],
    "changed": [*WHOLE, -1, 101],
    "tab": [None, 1, "Images", "", ["units"], "constructor"],
    "unit": [*WHOLE, -1, 48],
    "image": [None, "abc", 3, [1], [0] * 783, [0] * 785, [256] * 784, [-1] * 784, [0.5] * 784],
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), every(WRONG))
def test_a_wrong_value_is_refused_and_the_old_one_stays(name, value):
    with pytest.raises(ValueError) as error:
        DigitReader(**{name: value})
    sentence(error, name)
    stays(DigitReader(FOUR), name, value)


def test_every_public_trait_is_among_those_tried():
    assert set(DigitReader.schema()) == set(WRONG)
    with pytest.raises(ValueError, match="penn"):
        DigitReader(penn=3)


def test_right_values_are_kept_as_plain_python():
    reader = DigitReader([[np.int64(1), 2], np.array([3, 4])], pen=np.float32(2.5), unit=np.int64(3))
    assert reader.strokes == ((1, 2), (3, 4)) and type(reader.strokes[0][0]) is int
    assert type(reader.pen) is float and type(reader.unit) is int
    assert DigitReader([[7] * 600]).strokes == ((7,) * 600,)


def test_a_repr_is_fixed_and_says_what_is_shown():
    assert repr(DigitReader(FOUR)) == "DigitReader(2 strokes, pen=2.4)"
    assert repr(DigitReader(((1, 2),), pen=3)) == "DigitReader(1 stroke, pen=3)"
    assert repr(DigitReader(example=4, towards=2, changed=7)) == "DigitReader(example=4, towards=2, changed=7)"


def test_a_picture_fits_the_box_and_its_mass_is_in_the_middle():
    for strokes in (FOUR, ((0, 0, 30, 0, 30, 50),), ((280, 280, 140, 10, 0, 280),)):
        for pen in (1, 2.4, 5):
            found = digits.picture(strokes, pen).astype(float)
            rows, columns = (np.flatnonzero(found.sum(axis=axis)) for axis in (1, 0))
            assert 20 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 22
            middle = [(found.sum(axis=axis) * (np.arange(28) + 0.5)).sum() / found.sum() for axis in (0, 1)]
            assert middle == pytest.approx([14, 14], abs=0.1)


def test_a_drawing_is_moved_no_further_than_its_edge_and_nothing_drawn_is_empty():
    lever = ((20, 20, 20, 260, 30, 250, 24, 240, 30, 230, 20, 220, 30, 210), (20, 250, 260, 252))
    found = digits.picture(lever, 2)
    rows, columns = (np.flatnonzero(found.sum(axis=axis)) for axis in (1, 0))
    assert np.ptp(rows) + 1 == np.ptp(columns) + 1 == 20 and (rows[-1] == 27 or columns[0] == 0 or columns[-1] == 27)
    assert not digits.picture((), 2.4).any() and digits.picture(((9, 9),), 3).max() == 255


def test_probabilities_and_slopes_are_those_of_nnlib_s_network():
    for reader in (DigitReader(FOUR), DigitReader(FOUR, changed=4), DigitReader(example=3), DigitReader()):
        net = digits.network()
        run = net.forward(reader.X)
        assert reader.probabilities.tolist() == run.A[-1][0].tolist() and reader.reading == run.A[-1][0].argmax()
        for pixel in (300, 406):
            step = np.zeros((1, 784))
            step[0, pixel] = 1e-6
            Y = np.eye(10)[[reader.aim]]
            cost = [net.cost(reader.X + way * step, Y, cost=nn.cross_entropy) for way in (1, -1)]
            assert (cost[0] - cost[1]) / 2e-6 == pytest.approx(reader.slope.ravel()[pixel], rel=1e-4, abs=1e-7)


def test_it_aims_at_the_truth_where_that_is_misread_and_else_at_the_runner_up():
    assert DigitReader(FOUR).reading == 4 and DigitReader(FOUR).aim == DigitReader(FOUR).probabilities.argsort()[-2]
    for i in range(12):
        reader = DigitReader(example=i)
        assert reader.aim == (reader.label if reader.label != reader.reading else reader.probabilities.argsort()[-2])
    assert DigitReader(FOUR, towards=7).aim == 7 and DigitReader(FOUR).label is None


def test_changed_pixels_persuade_the_network():
    reader = DigitReader(FOUR, towards=9, changed=100)
    X, changed = reader.persuaded(100)
    assert reader.reading == 9 and reader.probabilities[9] >= 0.99 and len(set(changed)) == len(changed) < 40
    assert (X[0] != reader.picture.ravel()).sum() == len(changed)
    before = DigitReader(FOUR, towards=9, changed=len(changed) - 1)
    assert before.next_change() == (changed[-1], X[0, changed[-1]], pytest.approx(reader.probabilities[9]))


def test_the_surprising_images_cost_most_and_two_show_that_cost_is_not_accuracy():
    images, net = digits.surprising(), digits.network()
    right = net.predict(images.X).argmax(axis=1) == images.Y.argmax(axis=1)
    cost = [net.cost(images.X[[i]], images.Y[[i]], cost=nn.cross_entropy) for i in range(12)]
    assert right.tolist() == [False] * 10 + [True, False]
    assert cost[:10] == sorted(cost[:10], reverse=True) and cost[9] > cost[10] > cost[11]
    assert "LeCun" in images.source and "CC BY-SA" in images.licence


def test_the_weights_are_whole_numbers_and_small_on_the_wire():
    told = json.loads(digits.as_text())
    assert told["sizes"] == [784, digits.HIDDEN, 10] and len(told["labels"]) == digits.EXAMPLES
    assert len(gzip.compress(digits.as_text().encode(), 9, mtime=0)) <= 150_000
    assert digits.FILE.stat().st_size <= 150_000
    with np.load(digits.FILE, allow_pickle=False) as found:
        assert found["W0"].dtype == found["W1"].dtype == np.int8


def test_the_state_that_a_page_embeds_is_json_and_the_weights_are_a_private_text_of_it():
    reader = DigitReader(FOUR)
    text = json.dumps(embed.embed_data(views=[reader], drop_defaults=False), allow_nan=False)
    model = json.loads(text)["manager_state"]["state"][reader.model_id]["state"]
    assert set(WRONG) <= set(model) and model["strokes"] == [list(stroke) for stroke in FOUR]
    assert model["_weights"] == digits.as_text() and len(model["about"]) > 60
