"""Moved: a link into a section that another lesson took over leads there. Whole pages that moved are in _config.yml."""

import json

MOVED = {  # where the section was: where it is, and the parts of the old address after the #
    "book/11-backpropagation": (
        "12-whole-networks",
        ("idea-41", "idea-42", "idea-43", "correction-2", "correction-3"),
    ),
    "book/06-learning-rate": (
        "13-better-steps",
        (
            "a-cheaper-step-mini-batches",
            "a-better-rule-momentum",
            "steps-in-each-parameter-s-own-units-adam",
            "a-rate-that-falls-schedules",
            "how-to-choose-in-practice",
        ),
    ),
}
SCRIPT = (
    "<script>if ({anchors}.includes(location.hash.slice(1))) location.replace('{page}.html' + location.hash)</script>"
)


def setup(app):
    """Connect the extension."""
    app.connect("html-page-context", lead_on)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def lead_on(app, page, template, context, doctree):
    """A line in the page's head, before anything is shown."""
    if page in MOVED:
        to, anchors = MOVED[page]
        context["metatags"] = context.get("metatags", "") + SCRIPT.format(anchors=json.dumps(anchors), page=to)
