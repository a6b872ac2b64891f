"""Random use of a widget on its page: a seeded hand that clicks, types, chooses, drags and presses keys."""

import json
from urllib.parse import unquote

from tests.book.opened import settle
from tests.book.reading import open_twin, read

# Before a page's own scripts: what is copied is kept, and no clipboard is asked.
COPIED = """Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async (text) => { globalThis.nnCopied = text; } },
});"""

# So many random actions, answered as a list. Some come several at once, before anything is drawn, as quick clicks do.
USE = """async (place, [seed, count]) => {
  let state = seed;
  const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0), state / 2 ** 32);
  const one = (list) => list[Math.floor(random() * list.length)];
  const KEYS = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End", "Enter", " ", "Backspace", "PageUp"];
  const TYPED = ["0", "1", "-1", "0,5", "3", "50", "-7.25", "1e-9", "1e6", "-1e9", "1e100", "-1e100", "5e-324", "abc"];
  const POINTS = ["0.5, -0.2, 1\\n-0.4, 0.7, 0", "1e100 -1e100 1\\n5 5 0", "0,0,1", "x", ""];
  const ALL = "button, select, summary, input, textarea, [data-handle], [role=option], [role=application], svg";
  const change = (part, type = "change") => part.dispatchEvent(new Event(type, { bubbles: true }));
  const press = (part) => {
    const key = one(KEYS);
    part.focus({ preventScroll: true });
    const shiftKey = random() < 0.3;
    part.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
    return key;
  };
  const click = (part) => {
    const { left, top, width, height } = part.getBoundingClientRect();
    const [clientX, clientY] = [left + random() * width, top + random() * height];
    part.dispatchEvent(new PointerEvent("click", { clientX, clientY, pointerType: "mouse", bubbles: true }));
    return `click at ${clientX}, ${clientY}`;
  };
  const put = (part, value) => {
    part.value = value;
    if (part.type === "range") change(part, "input");
    change(part);
    return value;
  };
  const act = (part) => {
    if (part.matches("button, summary")) return part.click();
    if (part.matches("select")) return put(part, one([...part.options])?.value);
    if (part.matches("input[type=text]")) return put(part, one(TYPED));
    if (part.matches("textarea")) return put(part, one(POINTS));
    if (part.matches("input") && random() < 0.5) return put(part, Number(part.min) + random() * (part.max - part.min));
    return part.matches("svg") ? click(part) : press(part);
  };
  const seen = (part) => part.checkVisibility({ visibilityProperty: true });
  const usable = (part) => !part.disabled && seen(part) && !part.closest(".nn-twin");
  const kind = (part) => part.tagName + part.getAttribute("role");
  const log = [];
  while (log.length < count) {
    const parts = [...place.querySelectorAll(ALL)].filter(usable);
    const chosen = one([...new Set(parts.map(kind))]); // else those that are many would be used alone
    const part = one(parts.filter((part) => kind(part) === chosen));
    for (let times = one([1, 1, 1, 3, 8]); times; times--) {
      log.push([part.title || part.getAttribute("aria-label") || part.textContent.slice(0, 20), act(part) ?? ""]);
    }
    if (random() < 0.7) await new Promise((done) => nnAsk(done));
    if (random() < 0.1) await new Promise((done) => setTimeout(done, 100));
  }
  return log;
}"""

# What can be dragged, or is drawn on: boxes on the screen.
DRAGGED = """(place) => {
  const parts = place.querySelectorAll("[data-handle], .nn-net-drag, .nn-brush svg, .nn-pad, .nn-solid canvas");
  return [...parts].filter((part) => part.checkVisibility({ visibilityProperty: true })).map((part) => {
    const { left, top, width, height } = part.getBoundingClientRect();
    return [left, top, width, height];
  }).filter(([left, top, width, height]) => top > 0 && left >= 0 && top + height < innerHeight);
}"""
TOLD = """(place) => {
  const parts = [...place.querySelectorAll("[data-value]")];
  const seen = parts.filter((part) => part.checkVisibility({ visibilityProperty: true }));
  return seen.map((part) => [part.value ?? part.textContent, part.dataset.value]);
}"""
STOP = "(place) => place.querySelector('button[title=Pause], button[title^=Stop]')?.click()"
LEAD = """async (fragments) => {
  for (const fragment of fragments) {
    location.hash = fragment;
    await new Promise((done) => setTimeout(done, 30));
  }
}"""


def use(place, chance, actions):
    """Use a widget at random, by so many actions and a drag or two; answers them as a list."""
    mouse = place.page.mouse
    done = place.evaluate(USE, [chance.randrange(2**32), actions])
    for _ in range(2):
        boxes = place.evaluate(DRAGGED)
        if not boxes:
            break
        left, top, width, height = chance.choice(boxes)
        mouse.move(left + width / 2, top + height / 2)
        mouse.down()
        for _ in range(3):
            mouse.move(chance.uniform(0, 1280), chance.uniform(0, 900))
        mouse.up()
        done.append(["drag", f"{left:.0f}, {top:.0f}"])
    return done


def stop(place):
    """End what plays, and wait until all is drawn."""
    place.evaluate(STOP)
    settle(place.page)


def copied(place):
    """The link that a click on "Copy link" copies: its fragment."""
    place.evaluate("(place) => place.querySelector('button[title=\"Copy link\"]').click()")
    return place.page.evaluate("nnCopied").split("#", 1)[1]


def follow(page, id, fragment):
    """Lead an open page to the figure as it was made, and from there to a link's state."""
    page.evaluate(LEAD, [f"{id}=%7B%7D", fragment])
    settle(page)


def screen(place):
    """What a widget says of its state, its numbers on the screen, its table and code, and the refusal of a link."""
    open_twin(place)
    found = read(place)
    refused = found["warning"] if "was refused" in found["warning"] else ""
    return {**{key: found[key] for key in ("says", "rows", "code")}, "told": place.evaluate(TOLD), "refused": refused}


def state_of(fragment):
    """The state in a link's fragment."""
    return json.loads(unquote(fragment.split("=", 1)[1]))
