// Controls: sliders and buttons that a mouse, a finger and the keyboard move alike, each with a name and a value.
import { html, set, write } from "./dom.js";
import { shown } from "./numbers.js";

/**
 * A labelled slider. With `log`, equal moves multiply. Arrow keys move a hundredth, with Shift a tenth; Home and End
 * go to the ends.
 * @param {{ name: string, caption?: string, symbol: string, colour?: string, low: number, high: number, log?: boolean, step?: number,
 *   allowed?: (x: number) => boolean, signal: AbortSignal, onInput: (x: number) => void, onChange?: () => void }} options
 */
export function slider({ name, caption = name, symbol, colour = "ink", low, high, log = false, step = 0, allowed = () => true, signal, onInput, onChange }) {
  const to = log ? Math.log10 : (/** @type {number} */ x) => x;
  const from = log ? (/** @type {number} */ p) => 10 ** p : (/** @type {number} */ p) => p;
  const field = html("input", { type: "text", inputmode: step >= 1 ? "numeric" : "decimal", class: "nn-value", "aria-label": `${name}, typed`, autocomplete: "off" });
  const mark = html("span", { class: "nn-symbol", style: `color: var(--nn-${colour})` }, symbol);
  const input = html("input", { type: "range", "aria-label": name, "data-control": symbol, step: "any" });
  const note = html("span", {}, caption);
  const tick = html("span", { class: "nn-tick", hidden: true });
  // Each part in a box of its own: a browser lays out a box's content alone, but never a grid's.
  const element = html("div", { class: "nn-slider", style: `--nn-own: var(--nn-${colour})` }, mark, html("div", {}, input), html("div", {}, field), html("span", { class: "nn-note" }, note), tick);
  let marked = "";
  let [least, most] = [to(low), to(high)];
  const range = () => (set(input, "min", least), set(input, "max", most));
  range();

  const move = (/** @type {number} */ position) => {
    const clamped = Math.min(most, Math.max(least, position));
    const value = from(clamped);
    // Dragged values are round ones, so that the numbers in the text can be said aloud.
    const fine = step || 10 ** (Math.floor(Math.log10(log ? value : (most - least) / 100)) - (log ? 2 : 0));
    const round = Number((Math.round(value / fine) * fine).toPrecision(12));
    onInput(round);
    show(round); // at once, because the hand is here
  };
  input.addEventListener("input", () => move(Number(input.value)), { signal });
  input.addEventListener("change", () => onChange?.(), { signal });
  input.addEventListener(
    "keydown",
    (event) => {
      const sign = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      const end = { Home: least, End: most }[event.key];
      if (sign === undefined && end === undefined) return;
      event.preventDefault();
      move(end ?? Number(input.value) + (sign ?? 0) * (most - least) * (event.shiftKey ? 0.1 : 0.01));
      onChange?.();
    },
    { signal },
  );
  // A typed value is taken as it stands; what is no number is put back.
  let present = NaN;
  let typedOver = false; // the field may say what the widget then refuses
  field.addEventListener(
    "change",
    () => {
      const typed = Number(field.value.trim().replace("−", "-").replace(",", ".") || NaN);
      const taken = Math.abs(typed) <= 1e100 && allowed(typed);
      if (taken) {
        typedOver = true;
        onInput(typed);
        onChange?.();
      }
      field.value = shown(taken ? typed : present);
    },
    { signal },
  );
  field.addEventListener("focus", () => field.select(), { signal });
  field.addEventListener("blur", () => (field.value = shown(present)), { signal });
  const show = (/** @type {number} */ value) => {
    if (Object.is(value, present) && !typedOver) return;
    typedOver = false;
    const position = String(Math.min(most, Math.max(least, to(value))));
    if (input.value !== position) input.value = position;
    present = value;
    const text = shown(value);
    field.setAttribute("data-value", String(value));
    if (document.activeElement !== field) field.value = text;
    set(input, "aria-valuetext", `${name} ${text}`);
    input.style.setProperty("--nn-filled", `${((Number(position) - least) / (most - least)) * 100}%`);
  };
  return {
    element,
    input,
    /** Give it another quantity to move, with its name, colour and range; `show` then shows that one's value. */
    become(/** @type {{ name: string, caption: string, symbol: string, colour: string, low: number, high: number }} */ next) {
      ({ name, caption } = next);
      [least, most] = [to(next.low), to(next.high)];
      range();
      write(mark, next.symbol);
      write(note, caption);
      set(mark, "style", `color: var(--nn-${next.colour})`);
      element.style.setProperty("--nn-own", `var(--nn-${next.colour})`);
      set(input, "aria-label", name);
      set(input, "data-control", next.symbol);
      set(field, "aria-label", `${name}, typed`);
      present = NaN;
    },
    /** Show a value; a value beyond the ends is shown as it is, with the thumb at the end. */
    show,
    /** Take other ends. */
    range(/** @type {number} */ newLow, /** @type {number} */ newHigh) {
      if (to(newLow) === least && to(newHigh) === most) return;
      [least, most] = [to(newLow), to(newHigh)];
      range();
      const value = present;
      present = NaN;
      show(value);
    },
    /** Mark a place on the track, with a short label; nothing where it lies outside. */
    mark(/** @type {number} */ value, /** @type {string} */ label) {
      const at = (to(value) - least) / (most - least);
      const inside = Number.isFinite(at) && at >= 0 && at <= 1;
      const place = inside ? `${(100 * at).toFixed(1)}%` : "";
      if (place !== marked) {
        marked = place;
        if (tick.hidden === inside) tick.hidden = !inside;
        if (inside) tick.style.backgroundPositionX = place;
      }
      write(note, [caption, label].filter(Boolean).join(", "));
    },
  };
}

/**
 * A button. `label` is what it is called; `sign` what it looks like.
 * @param {{ label: string, sign?: string, signal: AbortSignal, onClick: () => void }} options
 */
export function button({ label, sign, signal, onClick }) {
  const element = html("button", { type: "button", class: "nn-button", title: label }, sign ?? label);
  if (sign) set(element, "aria-label", label);
  element.addEventListener("click", onClick, { signal });
  return element;
}

/**
 * A choice between a few names.
 * @param {{ label: string, options: [string, string][], signal: AbortSignal, onInput: (name: string) => void }} options
 */
export function choice({ label, options, signal, onInput }) {
  const select = html("select", { "aria-label": label, class: "nn-choice" }, ...options.map(([value, text]) => html("option", { value }, text)));
  select.addEventListener("change", () => onInput(select.value), { signal });
  return {
    element: select,
    show(/** @type {string} */ value) {
      if (select.value !== value) select.value = value;
    },
  };
}

/**
 * Make an SVG group a handle: dragged by mouse or finger, moved by arrow keys, told to whoever listens.
 * @param {SVGGElement} group
 * @param {{ name: string, signal: AbortSignal, within: (act: () => void) => void, onMove: (x: number, y: number) => void, onNudge: (dx: number, dy: number, large: boolean) => void,
 *   onEnd: () => void, onEdge?: (end: "Home" | "End") => void, area: SVGSVGElement }} options
 *   within runs a move and draws what it changed; onMove gets pixels inside `area`; onNudge gets -1, 0 or 1 a direction (up is positive).
 */
export function handle(group, { name, signal, within, onMove, onNudge, onEnd, onEdge, area }) {
  for (const [key, value] of Object.entries({ tabindex: 0, role: "slider", "aria-label": name })) set(group, key, value);
  group.classList.add("nn-handle");
  let grip = [0, 0]; // where in the handle it was taken, so that it does not jump
  let moved = false;
  let corner = [0, 0]; // of the area, on the screen: asked for once a drag, and again where something scrolls
  let scale = 1; // pixels of the area in one of the screen, where it is shown smaller than it is drawn
  const measure = () => {
    const { left, top, width } = area.getBoundingClientRect();
    corner = [left, top];
    scale = (area.viewBox.baseVal?.width || width) / width;
  };
  holdStill(group, signal);
  group.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      group.focus({ preventScroll: true });
      group.setPointerCapture(event.pointerId);
      group.classList.add("nn-held");
      addEventListener("scroll", measure, { signal, capture: true, passive: true });
      measure();
      moved = false;
      const box = group.querySelector(".nn-grip")?.getBoundingClientRect() ?? group.getBoundingClientRect();
      grip = [event.clientX - (box.left + box.width / 2), event.clientY - (box.top + box.height / 2)];
    },
    { signal },
  );
  group.addEventListener(
    "pointermove",
    (event) => {
      if (!group.hasPointerCapture(event.pointerId)) return;
      moved = true;
      within(() => onMove(scale * (event.clientX - grip[0] - corner[0]), scale * (event.clientY - grip[1] - corner[1])));
    },
    { signal },
  );
  group.addEventListener(
    "lostpointercapture",
    () => {
      removeEventListener("scroll", measure, { capture: true });
      group.classList.remove("nn-held");
      if (moved) addEventListener("click", swallow, { signal, capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true })); // where no click follows
      onEnd();
    },
    { signal },
  );
  group.addEventListener("click", (event) => event.stopPropagation(), { signal });
  group.addEventListener(
    "keydown",
    (event) => {
      const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (way) onNudge(way[0], way[1], event.shiftKey);
      else if (onEdge && (event.key === "Home" || event.key === "End")) onEdge(event.key);
      else return;
      event.preventDefault();
      onEnd();
    },
    { signal },
  );
}

/**
 * Keep the page still while one finger drags this: browsers ignore `touch-action` on what lies inside an SVG, would take the drag for
 * a scroll after its first pixels, and end it. Two fingers scroll.
 * @param {SVGElement} element
 * @param {AbortSignal} signal
 * @param {(event: TouchEvent) => boolean} [drags] whether what was touched is dragged
 */
export function holdStill(element, signal, drags = () => true) {
  element.addEventListener("touchstart", (event) => void (event.touches.length === 1 && drags(event) && event.preventDefault()), { signal, passive: false });
}

/** A drag's end is no click: neither the chart below nor the page's own listeners for clicks, which are slow, hear of it. */
const swallow = (/** @type {Event} */ event) => event.stopImmediatePropagation();
