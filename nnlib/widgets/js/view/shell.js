// The shell around every widget: its state and undo, its sentence, table, code and link, and its clean end.
import { button } from "./controls.js";
import { afterwards, frames, html, onTheme, set, write } from "./dom.js";
import { HALT } from "./player.js";
import { numbersOf, problemWith, refusal, tableOf } from "./traits.js";

const LEAST = 60; // pixels: less is no room for a drawing, such as in a cell that is being closed
const QUIET = 400; // milliseconds without change before a screen reader is told

/**
 * What a widget's own module gives: its name, the traits that a link restores with their checks, the traits that
 * redraw it, and `build`, which makes its parts once and answers how to draw and describe them. `parts` are the traits
 * that these are made for, names or sizes: a kernel may change them, and then the parts are made anew; of `tables` only
 * the shape counts, because a hand moves their numbers. `tables` says how many columns each has.
 * @typedef {{ columns: string[], rows: (string | number)[][], caption: string }} Table
 * @typedef {{ draw: (whole: boolean) => boolean | void, says: () => string, table: () => Table, code: () => string,
 *   resize?: (width: number) => void, rest?: () => void }} View
 * @typedef {Record<string, (x: any) => string>} Checks
 * @typedef {{ title: string, shared: Checks | ((model: any) => Checks), tables?: Record<string, number> | ((model: any) => Record<string, number>), traits: string[],
 *   parts?: string[], refuse?: (state: any) => string, build: (ui: Ui) => View }} Spec
 * @typedef {{ model: any, body: HTMLElement, bar: HTMLElement, signal: AbortSignal, get: (name: string) => any,
 *   change: (values: Record<string, unknown>) => void, commit: () => void, request: () => void, within: (act: () => void) => void,
 *   warn: (text: string) => void }} Ui
 */

/** A widget as anywidget wants it, from a Spec. */
export const widget = (/** @type {Spec} */ spec) => ({
  render: (/** @type {any} */ props) => (spec.parts ? remade(spec, spec.parts, props) : open(spec, props)),
});

/** A widget that is opened anew where what its parts were made for has changed. */
function remade(/** @type {Spec} */ spec, /** @type {string[]} */ parts, /** @type {any} */ props) {
  const { model, el } = props;
  const tables = tablesOf(spec, model);
  const shapes = () => JSON.stringify(parts.map((name) => (name in tables ? model.get(name).shape : 0)));
  let made = shapes();
  let close = open(spec, props);
  let waiting = false;
  let over = false;
  /** As soon as all that changed together is told, and before a frame is drawn of what does not fit each other. */
  const anew = () => {
    waiting = false;
    if (over) return;
    close();
    el.replaceChildren();
    made = shapes();
    close = open(spec, props);
  };
  const look = parts.map((name) => () => {
    if (waiting || (name in tables && shapes() === made)) return;
    waiting = true;
    queueMicrotask(anew);
  });
  for (const [i, name] of parts.entries()) model.on(`change:${name}`, look[i]);
  return () => {
    over = true;
    for (const [i, name] of parts.entries()) model.off(`change:${name}`, look[i]);
    close();
  };
}

const tablesOf = (/** @type {Spec} */ { tables = {} }, /** @type {any} */ model) => (typeof tables === "function" ? tables(model) : tables);

function open(/** @type {Spec} */ spec, /** @type {any} */ { model, el, page, signal: outer }) {
  const abort = new AbortController();
  const { signal } = abort;
  outer?.addEventListener("abort", () => abort.abort(), { signal });

  const body = html("div", { class: "nn-body" });
  const bar = html("div", { class: "nn-bar" });
  const sentence = html("span");
  const says = html("p", { class: "nn-says" }, sentence); // as high as its sentences so far: the observer below sees to it
  const live = html("p", { class: "nn-unseen", role: "status", "aria-live": "polite" });
  const warning = html("p", { class: "nn-warning", role: "alert", hidden: true });
  const printed = html("p", { class: "nn-printed" });
  const root = html("div", { class: "nn-live", role: "group", "aria-label": model.get("about") || spec.title, "data-lm-suppress-shortcuts": "true" });
  el.append(root);

  const checks = typeof spec.shared === "function" ? spec.shared(model) : spec.shared;
  const names = Object.keys(checks);
  const tables = tablesOf(spec, model);
  const plain = (/** @type {string} */ name) => (name in tables ? [...numbersOf(model.get(name))] : model.get(name));
  const present = () => Object.fromEntries(names.map((name) => [name, plain(name)]));
  const original = JSON.stringify(present());
  /** What differs from the figure as it was made: that is all a link needs to say. */
  const differing = () => {
    const made = JSON.parse(original);
    return Object.fromEntries(Object.entries(present()).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(made[name])));
  };
  const apply = (/** @type {Record<string, any>} */ state) =>
    ui.change(Object.fromEntries(Object.entries(state).map(([name, value]) => [name, name in tables ? tableOf(Float64Array.from(value), tables[name]) : value])));
  let warned = "";
  let [past, future] = [[original], /** @type {string[]} */ ([])];

  /** @type {Ui} */
  const ui = {
    model,
    body,
    bar,
    signal,
    get: (name) => model.get(name),
    change(values) {
      for (const [name, value] of Object.entries(values)) model.set(name, value);
      model.save_changes();
    },
    commit() {
      const now = JSON.stringify(present());
      if (now === past.at(-1)) return;
      past = [...past.slice(-99), now];
      future = [];
      buttons();
    },
    request: () => frame.request(),
    within: (act) => frame.within(act),
    warn(text) {
      if (text === warned) return;
      warned = text;
      warning.hidden = !text;
      write(warning, text);
    },
  };

  const go = (/** @type {string} */ state) => (apply(JSON.parse(state)), buttons());
  const halt = () => body.dispatchEvent(new Event(HALT));
  const undo = () => {
    halt();
    if (past.length < 2) return;
    future = [/** @type {string} */ (past.at(-1)), ...future];
    past = past.slice(0, -1);
    go(/** @type {string} */ (past.at(-1)));
  };
  const redo = () => {
    halt();
    if (!future.length) return;
    past = [...past, future[0]];
    future = future.slice(1);
    go(/** @type {string} */ (past.at(-1)));
  };
  const reset = () => (halt(), view.rest?.(), ui.warn(""), apply(JSON.parse(original)), ui.commit());
  const undoButton = button({ label: "Undo", sign: "↶", signal, onClick: undo });
  const redoButton = button({ label: "Redo", sign: "↷", signal, onClick: redo });
  const resetButton = button({ label: "Reset", signal, onClick: reset });
  const buttons = () => {
    undoButton.disabled = past.length < 2;
    redoButton.disabled = !future.length;
  };
  root.addEventListener(
    "keydown",
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
      if (/** @type {Element} */ (event.target).matches("input[type=text]")) return; // the field's own undo
      event.preventDefault();
      event.shiftKey ? redo() : undo();
    },
    { signal },
  );

  let width = 0;
  let text = "";
  const announce = afterwards(QUIET, () => write(live, text), signal);
  // Before the parts are built, because one of them may ask for a frame; it is drawn when all of them stand.
  const frame = frames((whole) => {
    if (!width) return; // not on the screen: the observer below asks again when it is
    if (view.draw(whole) === false) return; // in a hurry: the sentence has another turn
    text = view.says();
    write(sentence, text);
    twin.draw();
    announce();
  }, signal);

  const view = spec.build(ui);
  const twin = textTwin(spec, view, differing, page, signal);
  const foot = html("div", { class: "nn-foot" }, twin.element, html("div", { class: "nn-bar" }, undoButton, redoButton, resetButton));
  root.append(body, ...(bar.hasChildNodes() ? [bar] : []), says, warning, live, foot, printed);
  buttons();

  const rename = () => set(root, "aria-label", model.get("about") || spec.title);
  model.on("change:about", rename);
  for (const name of spec.traits) model.on(`change:${name}`, frame.request);
  const size = new ResizeObserver(() => {
    width = body.clientWidth > LEAST ? body.clientWidth : 0;
    if (!width) return;
    view.resize?.(width);
    frame.request();
  });
  size.observe(root);
  let room = { width: 0, height: 0 };
  const lines = new ResizeObserver(([{ contentRect }]) => {
    // A sentence that gets shorter leaves its room: else the page below would jump up and down in a drag.
    if (contentRect.width !== room.width || contentRect.height > room.height) room = contentRect;
    says.style.height = `${room.height}px`;
  });
  lines.observe(sentence);
  onTheme(() => void (width && (view.resize?.(width), frame.request())), signal);
  signal.addEventListener("abort", () => {
    size.disconnect();
    lines.disconnect();
    model.off("change:about", rename);
    for (const name of spec.traits) model.off(`change:${name}`, frame.request);
  });

  if (page) {
    const restore = () => {
      const linked = page.linked();
      if (linked === undefined) return;
      const made = JSON.parse(original);
      const problem = problemWith(linked, checks) || refusal(spec.refuse?.({ ...made, ...linked }));
      ui.warn(problem);
      if (!problem) (halt(), apply({ ...made, ...linked }), ui.commit());
    };
    restore();
    addEventListener("hashchange", restore, { signal });
    addEventListener("beforeprint", () => write(printed, page.link(differing())), { signal });
  }
  // The host has turned a dark page light by now; what is drawn on a canvas must follow before the paper is filled.
  addEventListener("beforeprint", () => void (width && (view.resize?.(width), frame.now())), { signal });
  return () => abort.abort();
}

/** The widget as text: its table, its numbers as CSV, the nnlib code that gives them, and the link to this state. */
function textTwin(/** @type {Spec} */ spec, /** @type {View} */ view, /** @type {() => object} */ differing, /** @type {any} */ page, /** @type {AbortSignal} */ signal) {
  const table = html("table");
  // No pre: the book's theme takes every pre that does not scroll at the moment out of the Tab key's way, for good.
  const code = html("code", { class: "nn-code", tabindex: 0, role: "group", "aria-label": "Python code" });
  const details = html("details", { class: "nn-twin" }, html("summary", {}, "Numbers and code"));
  const copied = (/** @type {HTMLButtonElement} */ made, /** @type {() => string} */ text) => {
    const label = made.textContent;
    made.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
        made.textContent = "Copied";
      } catch {
        made.textContent = "Select and copy it below";
        write(code, text());
        getSelection()?.selectAllChildren(code);
      }
      setTimeout(() => (made.textContent = label), 1500);
    }, { signal });
    return made;
  };
  const plain = (/** @type {string} */ label) => button({ label, signal, onClick: () => {} });
  const row = html("div", { class: "nn-bar" }, copied(plain("Copy as nnlib"), () => view.code()));
  if (page) row.append(copied(plain("Copy link"), () => page.link(differing())));
  row.append(button({ label: "Download CSV", signal, onClick: () => download(view.table(), spec.title) }));
  details.append(row, code, html("div", { class: "nn-scroll", tabindex: 0, role: "group", "aria-label": "Table of the numbers" }, table));

  const draw = () => {
    if (!details.open) return;
    write(code, view.code());
    const { caption, columns, rows } = view.table();
    table.replaceChildren(
      html("caption", {}, caption),
      html("thead", {}, html("tr", {}, ...columns.map((name) => html("th", { scope: "col" }, name)))),
      html("tbody", {}, ...rows.map((cells) => html("tr", {}, ...cells.map((cell) => html("td", {}, String(cell)))))),
    );
  };
  details.addEventListener("toggle", draw, { signal });
  return { element: details, draw };
}

function download(/** @type {Table} */ { columns, rows }, /** @type {string} */ title) {
  const quote = (/** @type {string | number} */ cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell);
  const text = [columns, ...rows].map((cells) => cells.map(quote).join(",")).join("\n");
  const link = html("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: `${title.toLowerCase()}.csv` });
  link.click();
  URL.revokeObjectURL(link.href);
}
