"""Mark: the 5-2-2-5 network in the course's six colours: the book's icon, its logo and the front page's legend.

`python -m book._ext.mark` draws the icons anew, after a change here or in nnlib/colours.json.
"""

import json
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
COLOURS = json.loads((ROOT / "nnlib/colours.json").read_text(encoding="utf8"))
ICONS = {theme: ROOT / f"book/_static/icon{'' if theme == 'light' else '-dark'}.svg" for theme in ("light", "dark")}
LAYERS = (("input", 5), ("hidden1", 2), ("hidden2", 2), ("output", 5))
ERROR = 2  # the output whose error is marked


def network(xs, top, step, radius, line, ring, colour):
    """The parts of the drawing: connections below, then neurons, then the ring of an error."""
    middle = top + 2 * step
    ys = {5: [top + i * step for i in range(5)], 2: [middle - step, middle + step]}
    layers = [(name, [(x, y) for y in ys[count]]) for (name, count), x in zip(LAYERS, xs, strict=True)]
    for (_, left), (_, right) in pairwise(layers):
        way = "".join(f"M{a:g} {b:g}L{c:g} {d:g}" for a, b in left for c, d in right)
        yield f'<path d="{way}" fill="none" stroke="{colour("weight")}" stroke-width="{line:g}"/>'
    for name, places in layers:
        dots = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"/>' for x, y in places)
        yield f'<g fill="{colour(name)}">{dots}</g>'
    x, y = layers[-1][1][ERROR]
    outer, inner = radius + 0.6 * ring, radius - 0.5 * ring
    yield f'<circle cx="{x:g}" cy="{y:g}" r="{outer:g}" fill="{colour("error")}"/>'
    yield f'<circle cx="{x:g}" cy="{y:g}" r="{inner:g}" fill="{colour("output")}"/>'


def icon(theme):
    """The icon's file: few and thick lines, for it is shown at 16 pixels too."""
    parts = network((3.5, 12, 20, 28), 3.5, 6.25, 2.5, 0.6, 1.4, lambda name: COLOURS[name][theme])
    return (
        "<!-- The book's mark, drawn by book/_ext/mark.py: inputs, two hidden layers, outputs, and an error. -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{"".join(parts)}</svg>\n'
    )


def legend():
    """The same, larger and with words, in the page's own colours."""

    def colour(name):
        return f"var(--nn-{name})"

    parts = "".join(network((44, 134, 224, 314), 46, 36, 11, 1.3, 5, colour))
    words = (
        (44, 222, "middle", "input", "inputs"),
        (134, 222, "middle", "hidden1", "hidden"),
        (224, 222, "middle", "hidden2", "hidden"),
        (314, 222, "middle", "output", "outputs"),
        (89, 30, "middle", "weight", "weights"),
        (336, 122, "start", "error", "error"),
    )
    texts = "".join(
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour(name)}">{word}</text>'
        for x, y, anchor, name, word in words
    )
    said = (
        "A network in the course's colours: five orange inputs, turquoise weights, two blue and two magenta hidden "
        "neurons, five green outputs, and a red ring for the error of one output."
    )
    return f'<svg class="nn-mark" role="img" aria-label="{said}" viewBox="0 0 380 236">{parts}{texts}</svg>'


if __name__ == "__main__":
    for theme, file in ICONS.items():
        file.write_text(icon(theme), encoding="utf8")
