// Controls: sliders and buttons that a mouse, a finger and the keyboard move alike, each with a name and a value.
import { html, set, svg, write } from "./dom.ts";
import { numberTyped, worked } from "./numbers.ts";

/**
 * A labelled slider. With `log`, equal moves multiply. Arrow keys move a hundredth, with Shift a tenth; Home and End
 * go to the ends. `words` are below the track, each at its value. A quantity without a symbol has a `control`, its name in `data-control`.
 */
export function slider({ name, caption = name, symbol = "", control = symbol, colour = "ink", low, high, log = false, step = 0, words = [], allowed, signal, onInput, onChange }: { name: string, caption?: string, symbol?: string, control?: string, colour?: string, low: number, high: number, log?: boolean, step?: number, words?: [number, string][],
    allowed: (x: number) => boolean, signal: AbortSignal, onInput: (x: number) => void, onChange?: () => void }) {
  const to = log ? Math.log10 : (x: number) => x;
  const from = log ? (p: number) => 10 ** p : (p: number) => p;
  const field = html("input", { type: "text", inputmode: step >= 1 ? "numeric" : "decimal", class: "nn-value", "aria-label": `${name}, typed`, autocomplete: "off" });
  const mark = html("span", { class: "nn-symbol", style: `color: var(--nn-${colour})` }, symbol);
  const input = html("input", { type: "range", "aria-label": name, "data-control": control, step: "any" });
  const word = html("span", { class: "nn-word" }, caption); // the word comes first, then the symbol, then what a mark means
  const aside = html("span", { class: "nn-aside" });
  const tick = html("span", { class: "nn-tick", hidden: true });
  // Each part in a box of its own: a browser lays out a box's content alone, but never a grid's.
  const element = html("div", { class: "nn-slider", style: `--nn-own: var(--nn-${colour})` }, html("span", { class: "nn-note" }, word, mark, aside), html("div", { class: "nn-slider-track" }, input), html("div", { class: "nn-slider-value" }, field), tick);
  if (words.length) {
    const at = (value: number) => `${(100 * (to(value) - to(low))) / (to(high) - to(low))}%`;
    element.append(html("div", { class: "nn-words", "aria-hidden": "true" }, ...words.map(([value, word]) => html("span", { style: `left: ${at(value)}` }, word))));
  }
  let marked = "";
  let [least, most] = [to(low), to(high)];
  const range = () => (set(input, "min", least), set(input, "max", most));
  range();

  const move = (position: number) => {
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
      const typed = numberTyped(field.value);
      const taken = allowed(typed);
      if (taken) {
        typedOver = true;
        onInput(typed);
        onChange?.();
      }
      field.value = worked(taken ? typed : present);
    },
    { signal },
  );
  field.addEventListener("focus", () => field.select(), { signal });
  field.addEventListener("blur", () => (field.value = worked(present)), { signal });
  const show = (value: number) => {
    if (Object.is(value, present) && !typedOver) return;
    typedOver = false;
    const position = String(Math.min(most, Math.max(least, to(value))));
    if (input.value !== position) input.value = position;
    present = value;
    const text = worked(value);
    field.setAttribute("data-value", String(value));
    if (document.activeElement !== field) field.value = text;
    set(input, "aria-valuetext", `${name} ${text}`);
    input.style.setProperty("--nn-filled", `${((Number(position) - least) / (most - least)) * 100}%`);
  };
  return {
    element,
    input,
    /** Give it another quantity to move, with its name, colour and range; `show` then shows that one's value. */
    become(next: { name: string, caption: string, symbol: string, colour: string, low: number, high: number }) {
      ({ name, caption } = next);
      [least, most] = [to(next.low), to(next.high)];
      range();
      write(mark, next.symbol);
      write(word, caption);
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
    range(newLow: number, newHigh: number) {
      if (to(newLow) === least && to(newHigh) === most) return;
      [least, most] = [to(newLow), to(newHigh)];
      range();
      const value = present;
      present = NaN;
      show(value);
    },
    /** Mark a place on the track, with a short label; nothing where it lies outside. */
    mark(value: number, label: string) {
      const at = (to(value) - least) / (most - least);
      const inside = Number.isFinite(at) && at >= 0 && at <= 1;
      const place = inside ? `${(100 * at).toFixed(1)}%` : "";
      if (place !== marked) {
        marked = place;
        if (tick.hidden === inside) tick.hidden = !inside;
        if (inside) tick.style.backgroundPositionX = place;
      }
      write(aside, label);
    },
  };
}

/** The icons of what plays and steps, in a square of 12 by 12, by the first word of their button. */
const ICONS = {
  Play: "M3 1v10l8-5z",
  Pause: "M2 1h3v10H2zM7 1h3v10H7z",
  Stop: "M2 2h8v8H2z",
  Step: "M1 1v10l6-5zM8 1h3v10H8z",
  Back: "M11 1v10L5 6zM1 1h3v10H1z",
  Rewind: "M12 1v10L7 6zM7 1v10L2 6zM0 1h2v10H0z",
} as Record<string, string>;

/** A button. `label` is what it is called; `sign` what it looks like. One that plays or steps has an icon before its word. */
export function button({ label, sign, signal, onClick }: { label: string, sign?: string, signal: AbortSignal, onClick: () => void }) {
  const element = html("button", { type: "button", class: "nn-button", title: label }, sign ?? label);
  if (iconOf(label)) relabel(element, label);
  if (sign) set(element, "aria-label", label);
  element.addEventListener("click", () => element.getAttribute("aria-disabled") === "true" || onClick(), { signal });
  return element;
}

const iconOf = (label: string) => ICONS[label.split(/[: ]/)[0]];

/** Give a button another label, and its icon. Where it is narrow the icon alone is seen; the word stays for who cannot see it. */
export function relabel(element: HTMLButtonElement, label: string) {
  const icon = svg("svg", { class: "nn-icon", viewBox: "0 0 12 12", "aria-hidden": "true" }, svg("path", { d: iconOf(label) }));
  element.replaceChildren(icon, html("span", { class: "nn-button-word" }, label));
  element.title = label;
}

/**
 * Let a button act, or say that it has nothing to do now. It keeps the keyboard's focus: the `disabled` attribute would
 * drop it, and the next Tab would begin at the top of the page.
 */
export const enable = (element: HTMLButtonElement, able: boolean) => set(element, "aria-disabled", !able && "true");

/** A control with a word before it that can be seen; the control has a name of its own. */
export const labelled = (word: string, element: HTMLElement) => html("label", { class: "nn-labelled" }, html("span", { "aria-hidden": "true" }, word), element);

/** A choice between a few names. */
export function choice({ label, options, signal, onInput }: { label: string, options: [string, string][], signal: AbortSignal, onInput: (name: string) => void }) {
  const select = html("select", { "aria-label": label, class: "nn-choice" }, ...options.map(([value, text]) => html("option", { value }, text)));
  select.addEventListener("change", () => onInput(select.value), { signal });
  return {
    element: select,
    show(value: string) {
      if (select.value !== value) select.value = value;
    },
  };
}

/**
 * Make an SVG group a handle: dragged by mouse or finger, moved by arrow keys; screen readers meet it as a slider.
 * @param options onMove gets pixels inside `area`; onNudge gets -1, 0 or 1 a direction (up is positive).
 */
export function handle(group: SVGGElement, { name, signal, onMove, onNudge, onEnd, onEdge, area }: { name: string, signal: AbortSignal, onMove: (x: number, y: number) => void, onNudge: (dx: number, dy: number, large: boolean) => void,
    onEnd: () => void, onEdge?: (end: "Home" | "End") => void, area: SVGSVGElement }) {
  for (const [key, value] of Object.entries({ tabindex: 0, role: "slider", "aria-label": name })) set(group, key, value);
  group.classList.add("nn-handle");
  pulseOnce(group, name, signal);
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
      onMove(scale * (event.clientX - grip[0] - corner[0]), scale * (event.clientY - grip[1] - corner[1]));
    },
    { signal },
  );
  group.addEventListener(
    "lostpointercapture",
    () => {
      removeEventListener("scroll", measure, { capture: true });
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

const seen = new Set<string>(); // the handles that have come into view since the page was loaded

/** Let a handle show itself, by one pulse, when it first comes into view. */
function pulseOnce(group: SVGGElement, name: string, signal: AbortSignal) {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    const key = `${group.closest("[id]")?.id} ${name}`;
    if (!seen.has(key)) group.classList.add("nn-seen");
    seen.add(key);
  });
  watch.observe(group);
  signal.addEventListener("abort", () => watch.disconnect());
}

/**
 * Keep the page still while one finger drags this: browsers ignore `touch-action` on what lies inside an SVG, would take the drag for
 * a scroll after its first pixels, and end it. Two fingers scroll.
 * @param drags whether what was touched is dragged
 */
export function holdStill(element: SVGElement, signal: AbortSignal, drags: (event: TouchEvent) => boolean = () => true) {
  element.addEventListener("touchstart", (event) => void (event.touches.length === 1 && drags(event) && event.preventDefault()), { signal, passive: false });
}

/** A drag's end is no click: neither the chart below nor the page's own listeners for clicks, which are slow, hear of it. */
const swallow = (event: Event) => event.stopImmediatePropagation();
