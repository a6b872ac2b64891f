"""Reading a widget: what its screen says, as numbers, held against what nnlib computes for the same state."""

import base64
import contextlib
import io
import json
import math
import re
from urllib.parse import unquote

import numpy as np

from tests.widgets.kinds import KINDS
from tests.widgets.numbers import overlong, rounds

READ = """(place) => {
  /** Every text for the eye or the ear, but for code, for what a reader types in, and for the sentence that is read
      aloud once it rests: that one is a copy, and comes later. */
  function* eye(place) {
    for (const element of place.querySelectorAll("*")) {
      if (element.closest("code, script, textarea, .nn-printed, .nn-warning, [role=status].nn-unseen")) continue;
      for (const name of ["aria-label", "aria-valuetext", "aria-description"]) yield element.getAttribute(name) ?? "";
      for (const node of element.childNodes) if (node instanceof Text) yield node.data;
      if (element.matches("input[type=text]") && element !== document.activeElement) yield element.value;
    }
  }
  const details = place.querySelector("details.nn-twin");
  const exact = (cell) => cell.dataset.value ?? cell.textContent;
  const texts = (rows) => [...rows].map((row) => [...row.children].map(exact));
  return {
    kind: place.dataset.kind,
    says: place.querySelector(".nn-says").textContent,
    told: [...place.querySelectorAll("[data-value]")].map((e) => [e.value ?? e.textContent, e.dataset.value]),
    named: Object.fromEntries([...place.querySelectorAll("[data-name]")].map((e) => [e.dataset.name, e.dataset.value])),
    code: details.querySelector("code").textContent,
    rows: texts(details.querySelectorAll("tbody tr")),
    warning: [...place.querySelectorAll(".nn-warning")].filter((e) => !e.hidden).map((e) => e.textContent).join(),
    eye: [...eye(place)].join("\\n"),
    all: place.innerText + [...place.querySelectorAll("input")].map((e) => e.value).join(" "),
  };
}"""
# The state link, as it is written on paper: the figure's own state where a printer asks for it.
LINK = """(place) => {
  dispatchEvent(new Event("beforeprint"));
  return place.querySelector(".nn-printed").textContent;
}"""


def open_twin(place):
    """Open the widget's text: what is closed is not kept up."""
    place.locator("details.nn-twin").evaluate("(details) => { details.open = true; }")
    place.page.evaluate("() => new Promise((done) => setTimeout(() => nnAsk(() => nnAsk(done))))")


def read(place):
    """What stands on the screen of an awake widget whose text is open."""
    return place.evaluate(READ)


def linked(place):
    """The state that the widget's link holds: what differs from the figure as it was made."""
    return json.loads(unquote(place.evaluate(LINK).split("=", 1)[1]))


def made(html, name, id):
    """The traits that a widget of a built page starts with, read from the page's file, and its class."""
    text = (html / f"{name}.html").read_text(encoding="utf8")
    found = re.search(rf'id="{id}" data-kind="(\w+)".*?<script type="application/json">(.*?)</script>', text, re.S)
    data = json.loads(found[2])
    state = data["state"]
    for buffer in data["buffers"]:
        key, last = buffer["path"]
        state[key] = np.frombuffer(base64.b64decode(buffer["data"]), "<f8").reshape(state[key]["shape"])
        assert last == "data"
    return found[1], {name: state[name] for name in state["_schema"]}


def agrees(place, html, name, id):
    """Fail unless the widget's screen is what nnlib computes for the state that its link holds; answers that state."""
    kind, traits = made(html, name, id)
    state = {**traits, **linked(place)}
    check(read(place), KINDS[kind].rebuilt(state))
    return state


def check(screen, widget):
    """Fail unless everything on the screen is what nnlib computes for this widget's state."""
    kind = KINDS[screen["kind"]]
    numbers, least = kind.expected(widget)
    table = kind.from_table(screen["rows"])
    code = from_code(screen["code"])
    printed = kind.printed(widget) if hasattr(kind, "printed") else None
    if not close(table, numbers, least) and hasattr(kind, "followed") and not kind.followed(widget):
        numbers = code  # no two programs need end there; but where the page ended, nnlib must find the same numbers
    assert close(table, numbers, least), (table, numbers)
    printed = numbers[: len(code)] if printed is None else printed
    assert code and close(code, printed, least), (code, printed)
    if hasattr(kind, "told_of"):
        sentence, wanted = kind.told_of(table)
    else:
        sentence, wanted = kind.told(widget) if hasattr(kind, "told") else (kind.SENTENCE, table)
    said = re.search(sentence, screen["says"].split(" ∞ or Infinity marks an overflow")[0])
    assert said, (sentence, screen["says"])
    for text, number in zip(said.groups(), wanted, strict=True):
        assert rounds(text, number), (text, number, screen["says"])
    for text, number in screen["told"]:
        assert rounds(text, float(number)), (text, number)
    named = [float(screen["named"][name]) for name in getattr(kind, "NAMES", ())]
    assert close(named, numbers[: len(named)], least), (named, numbers)
    eye = screen["eye"]
    for typed in getattr(widget, "answers", {}).values():  # what a reader typed is as it was typed
        eye = eye.replace(typed, "") if typed else eye
    long = overlong(eye)
    assert not long, long
    assert "NaN" not in screen["all"] and "not a number" not in screen["all"]


def from_code(code):
    """The numbers that the widget's own Python prints when it is run."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "copied from the widget", "exec"), {})
    return [float(number) for number in re.findall(r"[-+\d.einfa]+", out.getvalue())]


def close(found, wanted, least):
    """Whether numbers agree to nine digits; `least` is how near one about zero can be asked to come, or so for each."""
    of = least if isinstance(least, list) else [least] * len(wanted)
    found = zip(found, wanted, of[: len(wanted)], strict=True)
    return all(math.isclose(f, w, rel_tol=1e-9, abs_tol=near) for f, w, near in found)
