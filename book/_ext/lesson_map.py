"""Lesson map: a directive that draws which lesson needs which, from the table of goals on the teachers' page.

```{lesson-map}
```

Only the nearest lessons are joined: they need the ones before them. The lessons of the six-hour course,
from the same page, are filled.
"""

import re
import textwrap
from itertools import pairwise
from pathlib import Path

from docutils import nodes
from markupsafe import escape
from sphinx.util.docutils import SphinxDirective

# | [6 How long a step?](../06-learning-rate.ipynb) | {minutes}`6` | lesson 5; roots and logarithms in places | ... |
ROW = re.compile(r"^\| \[(\d+) ([^\]]*)\]\([^)]*\) \| [^|]* \| ([^|]*) \|", re.MULTILINE)
SIX_HOURS = re.compile(r"^\| \d \| ([\d, ]+) \| \D", re.MULTILINE)
WIDTH, BOX, GAP, LINE, LETTERS = 376, 116, 12, 15, 16  # a phone's page; a box, and how many letters fit into it
HIGH, BETWEEN = 66, 24  # a box, and the way to the next


def setup(app):
    """Add the directive."""
    app.add_directive("lesson-map", LessonMap)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


class LessonMap(SphinxDirective):
    """The directive."""

    def run(self):
        """The drawing, which says in words what it shows."""
        text = Path(self.env.doc2path("book/appendix/teachers")).read_text(encoding="utf8")
        return [nodes.raw("", drawing(text), format="html")]


def titles(text):
    """The titles of the lessons, by number."""
    return {int(number): title for number, title, _ in ROW.findall(text)}


def needs(text):
    """For each lesson the numbers of those it needs, as the table of goals has them."""
    return {int(number): numbers(said) for number, _, said in ROW.findall(text)}


def numbers(said):
    """The lessons that a text names: "lesson 3", "lessons 7, 8 and 9", "lessons 3 to 5"."""
    found = set()
    for part in re.findall(r"lessons? (\d+(?:(?:, | and | to )\d+)*)", said):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        found |= set(range(ends[0], ends[-1] + 1)) if " to " in part else set(ends)
    return found


def nearest(needed):
    """The same without the lessons that another needed one needs already."""
    behind = {}
    for lesson in sorted(needed):
        behind[lesson] = needed[lesson].union(*(behind[one] for one in needed[lesson]))
    return {
        lesson: {one for one in ones if not any(one in behind[other] for other in ones)}
        for lesson, ones in needed.items()
    }


def places(joined):
    """Each lesson's box, its left upper corner: below all that it needs, and in its row as those are in theirs."""
    row, corners = {}, {}
    for lesson in sorted(joined):
        row[lesson] = 1 + max((row[one] for one in joined[lesson]), default=-1)
    for at in range(max(row.values()) + 1):
        here = [lesson for lesson in sorted(row) if row[lesson] == at]
        here.sort(key=lambda lesson: sum(corners[one][0] for one in joined[lesson]) / max(1, len(joined[lesson])))
        left = (WIDTH - len(here) * BOX - (len(here) - 1) * GAP) / 2
        corners |= {lesson: (left + i * (BOX + GAP), at * (HIGH + BETWEEN) + 1) for i, lesson in enumerate(here)}
    return corners


def drawing(text):
    """The map as SVG, in the page's own colours."""
    joined, named = nearest(needs(text)), titles(text)
    short = {int(one) for lessons in SIX_HOURS.findall(text) for one in lessons.split(",")}
    corners = places(joined)
    ways = "".join(way(corners[one], corners[lesson]) for lesson, ones in joined.items() for one in sorted(ones))
    boxes = "".join(box(f"{one}. {named[one]}", *corner, one in short) for one, corner in corners.items())
    height = max(y for _, y in corners.values()) + HIGH + 1
    label = escape(said(joined))
    return f'<svg class="nn-map" role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {height}">{ways}{boxes}</svg>'


def box(title, x, y, filled):
    """A lesson's box with its title in it."""
    lines = textwrap.wrap(title, LETTERS)
    first = y + HIGH / 2 - (len(lines) - 1) * LINE / 2 + 5
    words = "".join(
        f'<tspan x="{x + BOX / 2:g}" y="{first + i * LINE:g}">{escape(one)}</tspan>' for i, one in enumerate(lines)
    )
    kind = ' class="nn-short"' if filled else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{BOX}" height="{HIGH}" rx="8"{kind}/><text>{words}</text>'


def way(above, below):
    """A line from one box's lower edge to a later one's upper; a long one goes beside the boxes between."""
    (x0, y0), (x1, y1) = above, below
    x0, x1, y0 = x0 + BOX / 2, x1 + BOX / 2, y0 + HIGH
    stops = [(x0, y0), (x1, y1)]
    if y1 - y0 > BETWEEN:
        side = min(x0, x1) - 30
        stops[1:1] = [(side, y0 + BETWEEN), (side, y1 - BETWEEN)]
    drawn = f"M{x0:g} {y0:g}"
    for (xa, ya), (xb, yb) in pairwise(stops):
        drawn += f"C{xa:g} {(ya + yb) / 2:g} {xb:g} {(ya + yb) / 2:g} {xb:g} {yb:g}"
    return f'<path d="{drawn}"/>'


def said(joined):
    """The map in words."""
    parts = [
        f"Lesson {lesson} needs {' and '.join(map(str, sorted(ones)))}." for lesson, ones in joined.items() if ones
    ]
    return " ".join(["Which lesson builds on which.", *parts, "The others need none before them."])
