"""Extreme states of a widget, by its schema: bounds, huge and tiny numbers, long lists."""

import numpy as np

from tests.widgets.kinds import KINDS, SCHEMAS
from tests.widgets.values import inside, right

LENGTHS = [1, 2, 3, 30, 2000]

# Lead a page from one link to another: for each the refusal, all that is to be read, and how long the drawing took.
LEAD = """async ([id, states]) => {
  const place = document.getElementById(id);
  const frame = () => new Promise((done) => nnAsk(done));
  const seen = [];
  for (const state of states) {
    let begun = 0;
    for (const fragment of ["%7B%7D", encodeURIComponent(state)]) {
      await new Promise((done) => setTimeout(done, 50)); // a pause, after which a frame draws everything
      begun = performance.now();
      if (location.hash === `#${id}=${fragment}`) continue;
      const told = new Promise((done) => addEventListener("hashchange", done, { once: true }));
      location.hash = `${id}=${fragment}`;
      await told;
    }
    for (let n = 0; n < 3; n++) await frame();
    const warning = place.querySelector(".nn-warning");
    seen.push({
      refused: warning.hidden ? "" : warning.textContent,
      says: place.querySelector(".nn-says").textContent,
      all: [...place.querySelectorAll(".nn-body, .nn-twin, input")].map((e) => e.value ?? e.innerText).join(" "),
      took: performance.now() - begun,
    });
  }
  return seen;
}"""


def lead(page, id, states):
    """Lead an open page through states, as JSON; answers what was seen of each."""
    return page.evaluate(LEAD, [id, states])


def value(chance, of, present):
    """An extreme value of a trait, given a moderate one; None where the kind has no extremes."""
    if of["kind"] in ("number", "flag", "choice", "row"):
        return right(chance, of)
    if of["kind"] in ("list", "table") and of["of"]["kind"] == "number":
        return [chance.choice([old, inside(chance, of["of"]), inside(chance, of["of"])]) for old in np.ravel(present)]
    return None


def whole(chance, kind, traits, name):
    """An extreme whole number, where Python takes it besides the other traits; else the moderate one."""
    found = inside(chance, SCHEMAS[kind][name])
    try:
        KINDS[kind].rebuilt({**traits, name: found})
    except ValueError:
        return traits[name]
    return found


def extremes(kind, chance, traits):
    """States without end: of what a link may give, some traits of moderate value and some of an extreme one."""
    schema = {name: of for name, of in SCHEMAS[kind].items() if "fixed" not in of}
    free = [name for name, of in schema.items() if of["kind"] == "table" and of["columns"] and of["least"]]
    for state in KINDS[kind].states(chance, traits):
        share = chance.choice([0.2, 0.5, 1])
        names = [name for name in schema if name not in free and chance.random() < share]
        for name in [name for name in names if schema[name]["kind"] == "whole"]:
            state[name] = whole(chance, kind, {**traits, **state}, name)
        for name in names:
            if (found := value(chance, schema[name], state.get(name, traits[name]))) is not None:
                state[name] = found
        length = chance.choice(LENGTHS)
        for name in free if chance.random() < share else []:  # of any length, as long as each other
            state[name] = [inside(chance, schema[name]["of"]) for _ in range(length)]
        yield state
