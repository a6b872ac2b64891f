"""The "Show this" links of a notebook, read from its Markdown: which widget, which state, what it is called."""

import json
import re

LINK = re.compile(r'\[Show this\]\(<#([a-z]+-\d+)=(\{.*?\})> "([^"]+)"\)')


def shows(path):
    """(place, state, name) of each link of the notebook at path, in their order; none where there is no notebook."""
    if not path.exists():
        return []
    cells = json.loads(path.read_text(encoding="utf8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return [(place, json.loads(state), name) for place, state, name in LINK.findall(text)]
