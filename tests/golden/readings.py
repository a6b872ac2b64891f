"""What nnlib reads in drawings and test images, for the golden files: pictures, both passes, what changes a mind."""

import base64

import numpy as np

from nnlib.widgets import DigitReader
from tests.golden import plain

FOUR = ((118, 48, 105, 88, 92, 134, 84, 168, 110, 168, 140, 167, 205, 164), (172, 44, 171, 120, 169, 200, 168, 240))
LEVER = (
    (20, 20, 20, 260, 30, 250, 24, 240, 30, 230, 20, 220, 30, 210, 20, 200),
    (20, 250, 260, 252),
)  # far off its box


def readings():
    """Drawings of every sort, and test images, with digits to aim at and pixels changed."""
    rng = np.random.default_rng(5)
    scrawl = tuple(tuple(rng.integers(0, 281, size=2 * n).tolist()) for n in (9, 1, 4))
    cases = [
        reading(),
        reading(strokes=((100, 100),)),
        reading(strokes=((100, 100),), pen=0.3),
        reading(strokes=((140, 40, 140, 240),), pen=1.0),
        reading(strokes=FOUR, changed=5),
        reading(strokes=FOUR, pen=4.5, towards=4),
        reading(strokes=LEVER, towards=8, changed=100),
        reading(strokes=scrawl, pen=2.75, towards=0, changed=12),
        reading(strokes=scrawl, pen=8.0),
    ]
    return {"cases": cases + [reading(example=i, changed=i % 4) for i in range(12)]}


def reading(**traits):
    """One state and all that it shows."""
    reader = DigitReader(**traits)
    X, changed = reader.persuaded(reader.changed)
    run = reader.net.forward(X)
    pixel, to, after = reader.next_change()
    return {
        "strokes": [list(stroke) for stroke in reader.strokes],
        "pen": reader.pen,
        "example": reader.example,
        "towards": reader.towards,
        "most": reader.changed,
        "label": reader.label,
        "picture": base64.b64encode(np.rint(reader.picture * 255).astype(np.uint8).tobytes()).decode(),
        "aim": reader.aim,
        "changed": changed,
        "hidden": plain(run.A[1][0]),
        "p": plain(run.A[2][0]),
        "slope": plain(reader.slope[14]),
        "pixel": pixel,
        "to": to,
        "after": after,
    }
