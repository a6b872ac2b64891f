// The shell around every widget: its state and undo, its sentence, table, code and link, and its clean end.
import { button, enable } from "./controls.ts";
import { html, onTheme, set, write } from "./dom.ts";
import { frames } from "./frames.ts";
import { worked } from "./numbers.ts";
import { HALT } from "./player.ts";
import { problemWith, rangeOf, refusal } from "./schema.ts";
import { numbersOf, tableOf } from "./tables.ts";
import { tour } from "./tour.ts";
import type { Schema } from "./schema.ts";
import type { Step } from "./tour.ts";

const LEAST = 60; // pixels: less is no room for a drawing, such as in a cell that is being closed
const QUIET = 400; // milliseconds without change before a screen reader is told
const OVERFLOWN = /∞|Infinity|NaN|not a number/;
const OVERFLOW = " ∞ or Infinity marks an overflow, a number larger than the computer can hold (about 10³⁰⁸); what is computed from it may not be a number.";

/**
 * What a widget's own module gives: its name, and `build`, which makes its parts once and answers how to draw and
 * describe them. `refuse` says why traits that are each as the schema wants them cannot stand together. Where a kernel
 * changes a trait that the schema has as fixed, or the shape of a table in `shapes`, the parts are made anew.
 */
export type Table = { columns: string[], rows: (string | number)[][], caption: string };
/**
 * How a widget draws and describes its state. `draw` is what the hand holds and what plays, in every frame; `drawRest` is
 * what is read (numbers, sliders, charts beside), ten times a second; `drawFine` is what takes long, at rest (frames.ts).
 */
export type View = { draw: () => void, drawRest: () => void, drawFine?: () => void, says: () => string, table: () => Table, code: () => string,
    resize?: (width: number) => void, reset?: () => void };
export type Spec = { title: string, hint: string | ((get: (trait: string) => any) => string), tour?: Step[], shapes?: string[], refuse?: (state: any, model: any) => string, build: (ui: Ui) => View };
export type Ui = { model: any, schema: Schema, range: (name: string) => ReturnType<typeof rangeOf>, body: HTMLElement, bar: HTMLElement, says: HTMLElement, signal: AbortSignal, get: (name: string) => any,
    change: (values: Record<string, unknown>) => void, commit: () => void, request: () => void, now: () => void,
    warn: (text: string) => void };

/** A widget as anywidget wants it, from a Spec; `refuse` is there for the test that compares it with Python's. */
export const widget = (spec: Spec) => ({
  refuse: spec.refuse ?? (() => ""),
  render: (props: any) => remade(spec, props),
});

/** A widget that is opened anew where what its parts were made for has changed. */
function remade(spec: Spec, props: any) {
  const { model, el } = props;
  const { shapes = [] } = spec;
  const parts = [...fixedOf(schemaOf(model)), ...shapes];
  const sizes = () => JSON.stringify(shapes.map((name) => model.get(name).shape));
  let made = sizes();
  let close = open(spec, props);
  let waiting = false;
  let over = false;
  /** As soon as all that changed together is told, and before a frame is drawn of what does not fit each other. */
  const anew = () => {
    waiting = false;
    if (over) return;
    close();
    el.replaceChildren();
    made = sizes();
    close = open(spec, props);
  };
  const look = parts.map((name) => () => {
    if (waiting || (shapes.includes(name) && sizes() === made)) return;
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

const schemaOf = (model: any): Schema => model.get("_schema");
const fixedOf = (schema: Schema) => Object.keys(schema).filter((name) => schema[name].fixed);

function open(spec: Spec, { model, el, page, signal: outer }: any) {
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

  const schema = schemaOf(model);
  const names = Object.keys(schema).filter((name) => !schema[name].fixed); // what a link holds, and what redraws
  /** How many columns a table has; of what is none, nothing. */
  const columns = (name: string) => {
    const trait = schema[name];
    return trait.kind === "table" ? trait.columns ?? (model.get(name).shape[1] as number) : undefined;
  };
  const plain = (name: string) => (columns(name) ? [...numbersOf(model.get(name))] : model.get(name));
  const present = () => Object.fromEntries(names.map((name) => [name, plain(name)]));
  const original = JSON.stringify(present());
  /** What differs from the figure as it was made: that is all a link needs to say. */
  const differing = () => {
    const made = JSON.parse(original);
    return Object.fromEntries(Object.entries(present()).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(made[name])));
  };
  const apply = (state: Record<string, any>) =>
    ui.change(Object.fromEntries(Object.entries(state).map(([name, value]) => [name, columns(name) ? tableOf(Float64Array.from(value), columns(name)) : value])));
  let warned = "";
  let [past, future] = [[original], [] as string[]];

  /** What there is now is one more state to undo. */
  const record = () => {
    const now = JSON.stringify(present());
    if (now === past.at(-1)) return;
    past = [...past.slice(-99), now];
    future = [];
    buttons();
  };
  /** The page keeps what the reader has set: the figure shows it again when they come back. */
  const keep = () => page?.keep(differing());

  const ui: Ui = {
    model,
    schema,
    range: (name) => rangeOf(schema[name]),
    body,
    bar,
    says,
    signal,
    get: (name) => model.get(name),
    change(values) {
      for (const [name, value] of Object.entries(values)) model.set(name, value);
      model.save_changes();
    },
    commit() {
      record();
      keep();
    },
    request: () => frame.request(),
    now: () => frame.now(),
    warn(text) {
      if (text === warned) return;
      warned = text;
      warning.hidden = !text;
      write(warning, text);
    },
  };

  const go = (state: string) => (apply(JSON.parse(state)), keep(), buttons());
  const halt = () => body.dispatchEvent(new Event(HALT));
  const undo = () => {
    halt();
    if (past.length < 2) return;
    future = [past.at(-1) as string, ...future];
    past = past.slice(0, -1);
    go(past.at(-1) as string);
  };
  const redo = () => {
    halt();
    if (!future.length) return;
    past = [...past, future[0]];
    future = future.slice(1);
    go(past.at(-1) as string);
  };
  const reset = () => (halt(), view.reset?.(), ui.warn(""), apply(JSON.parse(original)), ui.commit());
  const undoButton = button({ label: "Undo", sign: "↶", signal, onClick: undo });
  const redoButton = button({ label: "Redo", sign: "↷", signal, onClick: redo });
  const resetButton = button({ label: "Reset", signal, onClick: reset });
  const buttons = () => {
    enable(undoButton, past.length > 1);
    enable(redoButton, future.length > 0);
  };
  root.addEventListener(
    "keydown",
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
      if ((event.target as Element).matches("input[type=text]")) return; // the field's own undo
      event.preventDefault();
      event.shiftKey ? redo() : undo();
    },
    { signal },
  );

  let width = 0;
  let text = "";
  /** Whether a number that overflowed is to be seen. Only then is it asked what is visible: that takes long. */
  const overflown = () => OVERFLOWN.test(text) || [body, twin.element].some((part) => OVERFLOWN.test(part.textContent ?? "") && OVERFLOWN.test(part.innerText));
  let quiet = 0; // the timer until a screen reader is told
  const announce = () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => write(live, text), QUIET);
  };
  // Before the parts are built, because one of them may ask for a frame; it is drawn when all of them are there.
  const visible = (draw: () => void) => () => void (width && draw()); // the observer below asks again when it is on the screen
  const frame = frames({
    held: visible(() => view.draw()),
    rest: visible(() => {
      view.drawRest();
      text = view.says();
      twin.draw();
      if (overflown()) text += OVERFLOW;
      write(sentence, text);
      announce();
    }),
    fine: visible(() => view.drawFine?.()),
  }, signal);

  const view = spec.build(ui);
  const twin = textTwin(spec, view, () => model.get("about"), differing, page, signal);
  twin.element.addEventListener("toggle", frame.request, { signal }); // its numbers may need a word in the sentence
  const foot = html("div", { class: "nn-foot" }, twin.element, html("div", { class: "nn-bar" }, undoButton, redoButton, resetButton));
  const head = html("p", { class: "nn-head" }, html("strong", {}, spec.title), html("span", {}, typeof spec.hint === "string" ? spec.hint : spec.hint(ui.get)));
  const guide = spec.tour && tour({ steps: spec.tour, title: spec.title, model, root, signal });
  if (guide) head.append(guide.opener);
  root.append(head, ...(guide ? [guide.panel] : []), body, ...(bar.hasChildNodes() && !bar.parentNode ? [bar] : []), ...(says.parentNode ? [] : [says]), warning, live, foot, printed);
  buttons();

  const rename = () => set(root, "aria-label", model.get("about") || spec.title);
  model.on("change:about", rename);
  for (const name of names) model.on(`change:${name}`, frame.request);
  const fit = () => {
    const first = !width;
    width = body.clientWidth > LEAST ? body.clientWidth : 0;
    if (!width) return;
    view.resize?.(width);
    // At first before anything is painted: a drawing that came a frame later would move what lies below it.
    if (first) frame.now();
    else frame.request();
  };
  const size = new ResizeObserver(fit);
  size.observe(root);
  fit(); // at once where it is on the page already: an observer comes after the first layout, and all would jump
  let room = { width: 0, height: 0 };
  const lines = new ResizeObserver(([{ contentRect }]) => {
    // A sentence that gets shorter leaves its room: else the page below would jump up and down in a drag.
    if (contentRect.width !== room.width || contentRect.height > room.height) room = contentRect;
    says.style.height = `${room.height}px`;
  });
  lines.observe(sentence);
  onTheme(() => void (width && (view.resize?.(width), frame.request())), signal);
  signal.addEventListener("abort", () => {
    clearTimeout(quiet);
    size.disconnect();
    lines.disconnect();
    model.off("change:about", rename);
    for (const name of names) model.off(`change:${name}`, frame.request);
  });

  if (page) {
    const made = JSON.parse(original);
    /** Show a state; answers the sentence on one that cannot be. It is not kept: the reader has not set it now. */
    const show = (state: any) => {
      const problem = problemWith(state, schema) || refusal(spec.refuse?.({ ...made, ...state }, model));
      if (!problem) (halt(), apply({ ...made, ...state }), record());
      return problem;
    };
    const follow = () => {
      const linked = page.linked();
      if (linked !== undefined) ui.warn(show(linked));
      return linked;
    };
    const kept = page.kept(made);
    if (follow() === undefined && kept) show(kept); // a link goes before what is kept
    addEventListener("hashchange", follow, { signal });
    /** The text beside it asks for a state; the answer goes into the event: the state before, to come back to. */
    const asked = (event: Event) => {
      const { detail } = event as CustomEvent;
      detail.before = differing();
      ui.warn((detail.problem = show(detail.state)));
    };
    root.addEventListener("nn-show", asked, { signal });
    addEventListener("beforeprint", () => write(printed, page.link(differing())), { signal });
  }
  // The host has turned a dark page light by now; what is drawn on a canvas must follow before the paper is filled.
  addEventListener("beforeprint", () => void (width && (view.resize?.(width), frame.now())), { signal });
  return () => abort.abort();
}

/** The widget as text: its table, its numbers as CSV, the nnlib code that gives them, and the link to this state. */
function textTwin(spec: Spec, view: View, about: () => string, differing: () => object, page: any, signal: AbortSignal) {
  const table = html("table");
  // No pre: the book's theme takes every pre that does not scroll at the moment out of the Tab key's way, for good.
  const code = html("code", { class: "nn-code", tabindex: 0, role: "group", "aria-label": "Python code" });
  const details = html("details", { class: "nn-twin" }, html("summary", {}, "Numbers and code"));
  const copied = (made: HTMLButtonElement, text: () => string) => {
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
  const plain = (label: string) => button({ label, signal, onClick: () => {} });
  const row = html("div", { class: "nn-bar" }, copied(plain("Copy as nnlib"), () => view.code()));
  if (page) row.append(copied(plain("Copy link"), () => page.link(differing())));
  row.append(button({ label: "Download notebook", signal, onClick: () => download(`${spec.title}.ipynb`, "application/json", notebook(about(), view.code())) }));
  row.append(button({ label: "Download CSV", signal, onClick: () => download(`${spec.title}.csv`, "text/csv", csv(view.table())) }));
  details.append(row, code, html("div", { class: "nn-scroll", tabindex: 0, role: "group", "aria-label": "Table of the numbers" }, table));

  const draw = () => {
    if (!details.open) return;
    write(code, view.code());
    const { caption, columns, rows } = view.table();
    table.replaceChildren(
      html("caption", {}, caption),
      html("thead", {}, html("tr", {}, ...columns.map((name) => html("th", { scope: "col" }, name)))),
      html("tbody", {}, ...rows.map((cells) => html("tr", {}, ...cells.map(tableCell)))),
    );
  };
  details.addEventListener("toggle", draw, { signal });
  return { element: details, draw };
}

/** A cell: a number is rounded for the eye, and exact in `data-value`. */
const tableCell = (cell: string | number) => (typeof cell === "number" ? html("td", { "data-value": cell }, worked(cell)) : html("td", {}, cell));

function csv({ columns, rows }: Table) {
  const quote = (cell: string | number) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell);
  return [columns, ...rows].map((cells) => cells.map(quote).join(",")).join("\n");
}

/** A notebook that computes the present state with nnlib. */
function notebook(about: string, code: string) {
  const cells = [
    { cell_type: "markdown", id: "about", metadata: {}, source: `${about}\n\nThe code needs \`nnlib\`, which comes with the book.` },
    { cell_type: "code", id: "code", metadata: {}, execution_count: null, outputs: [], source: code },
  ];
  const kernelspec = { display_name: "Python 3", language: "python", name: "python3" };
  return JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }, null, 1);
}

/** Let the browser save a text as a file; its name in lower case, with hyphens. */
function download(name: string, type: string, text: string) {
  const link = html("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name.toLowerCase().replace(/[ ,]+/g, "-") });
  link.click();
  URL.revokeObjectURL(link.href);
}
