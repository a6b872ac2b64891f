// The matrices of one layer, [W] @ [X] + [Bias] = [Z] and its activations: entries that are pointed at, picked and walked through.
import { activation } from "../shared/core/activations.ts";
import { colourOf } from "../shared/view/diagram.ts";
import { html, set, write } from "../shared/view/dom.ts";
import { tell, worked } from "../shared/view/numbers.ts";
import { inColumn, inRow } from "./order.ts";
import { symbols } from "./notation.ts";
import type { Item } from "../shared/view/diagram_layout.ts";
import type { Focus } from "./order.ts";

export type Cell = { item: Item, source: boolean, name: "w" | "x" | "b" | "z" | "a", j: number, k: number, element: HTMLButtonElement, digits: HTMLElement, at: number[] };
export type Values = { w: (j: number, k: number) => number, x: (k: number) => number | undefined, b: (j: number) => number, z: (j: number) => number | undefined,
    a: (j: number) => number | undefined };

export function equation({ sizes, unit, signal, onPick, onPoint }: { sizes: number[], unit: (l: number, j: number) => string, signal: AbortSignal, onPick: (item: Item, source: boolean) => void,
    onPoint: (item: Item | null, source: boolean) => void }) {
  const element = html("div", { class: "nn-eq", role: "group", "aria-label": "The layer as matrices" });
  let cells: Cell[] = [];
  let built = "";
  let tabStop = 0; // the cell that the Tab key enters
  let focusedEntry = ""; // the entry that had the keyboard's focus when it was taken out of the page

  const matrix = (name: string, colour: string, rows: number, columns: number, cell: (r: number, c: number) => Cell, left: number) => {
    const grid = html("div", { class: "nn-mat-cells", style: `grid-template-columns: repeat(${columns}, auto)` });
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const made = cell(r, c);
        made.at = [r, left + c];
        cells.push(made);
        grid.append(made.element);
      }
    }
    return html("div", { class: "nn-mat", style: `--nn-own: var(--nn-${colour})` }, html("span", { class: name.includes("[") ? "nn-mat-name nn-mat-code" : "nn-mat-name" }, name, html("small", {}, ` ${rows} × ${columns}`)), grid);
  };
  const entry = (name: Cell["name"], item: Item, j: number, k: number, source = false) => {
    const digits = html("span", { "aria-hidden": "true" }); // the button's own name says it
    const element = html("button", { type: "button", class: "nn-entry", tabindex: -1, "data-entry": `${name} ${item.join()}` }, digits);
    return { item, source, name, j, k, at: [0, 0], element, digits };
  };
  const sign = (text: string) => html("span", { class: "nn-mat-sign", "aria-hidden": "true" }, text);

  const build = (l: number, notation: string, f: string) => {
    const n = sizes[l];
    const m = sizes[l + 1];
    const { names } = symbols(notation, l);
    const transposed = notation === "X @ W.T";
    const from = colourOf(l, sizes.length);
    const to = colourOf(l + 1, sizes.length);
    const vertical = (name: Cell["name"], colour: string, left: number) =>
      matrix(names[name], colour, m, 1, (r) => entry(name, [l + 1, r], r, 0), left);
    const flat = (name: Cell["name"], colour: string, left: number) =>
      matrix(names[name], colour, 1, m, (_, c) => entry(name, [l + 1, c], c, 0), left);
    const line = transposed ? flat : vertical;
    focusedEntry ||= cellOf(document.activeElement)?.element.dataset.entry ?? "";
    cells = [];
    // W and X are functions, because a matrix adds its cells to the list when it is made: the left one must be made first.
    const W = transposed
      ? () => matrix(names.w, "weight", n, m, (r, c) => entry("w", [l, c, r], c, r), n)
      : () => matrix(names.w, "weight", m, n, (r, c) => entry("w", [l, r, c], r, c), 0);
    const X = transposed
      ? () => matrix(names.x, from, 1, n, (_, c) => entry("x", [l, c], 0, c, true), 0)
      : () => matrix(names.x, from, n, 1, (r) => entry("x", [l, r], 0, r, true), n);
    const next = n + (transposed ? m : 1);
    const wide = transposed ? m : 1;
    const parts = [...(transposed ? [X(), W()] : [W(), X()]), line("b", "ink", next), line("z", to, next + wide), line("a", to, next + 2 * wide)];
    const group = (...inside: (HTMLElement)[]) => html("div", { class: "nn-eq-part" }, ...inside);
    element.replaceChildren(
      group(parts[0]),
      group(sign("@"), parts[1]),
      group(sign("+"), parts[2]),
      group(sign("="), parts[3]),
      group(sign(activation(f).applied === "z" ? "→" : `${activation(f).symbol} →`), parts[4]),
    );
    tabStop = 0;
    set(cells[0].element, "tabindex", 0);
  };

  const cellOf = (target: EventTarget | null) => cells.find((cell) => cell.element === (target as Element | null)?.closest?.("button"));
  const listen = (type: string, act: (event: any) => void) => element.addEventListener(type, act, { signal });
  let pointed = "";
  const point = (cell: Cell | undefined) => {
    const name = cell ? `${cell.name}${cell.item}` : "";
    if (name === pointed) return;
    pointed = name;
    onPoint(cell?.item ?? null, cell?.source ?? false);
  };
  listen("pointermove", (event) => event.pointerType === "mouse" && point(cellOf(event.target)));
  listen("pointerleave", () => point(undefined));
  listen("focusin", (event) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    set(cells[tabStop].element, "tabindex", -1);
    tabStop = cells.indexOf(cell);
    set(cell.element, "tabindex", 0);
    if (cell.element.matches(":focus-visible")) point(cell);
  });
  listen("focusout", () => point(undefined));
  listen("click", (event) => {
    const cell = cellOf(event.target);
    if (cell) onPick(cell.item, cell.source);
  });
  listen("keydown", (event) => {
    const way = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key as string];
    const now = cellOf(event.target);
    if (!now) return;
    const end = { Home: cells[0], End: cells[cells.length - 1] }[event.key as string];
    if (!way && !end) return;
    event.preventDefault();
    (end ?? beside(now, way as number[])).element.focus();
  });
  /** The next cell in a direction: in the same row or column, else the nearest of the next matrix. */
  const beside = (now: Cell, [down, right]: number[]) => {
    let found = now;
    let best = Infinity;
    for (const cell of cells) {
      const dr = cell.at[0] - now.at[0];
      const dc = cell.at[1] - now.at[1];
      const ahead = down ? dr * down : dc * right;
      const aside = Math.abs(down ? dc : dr);
      if (ahead <= 0 || (down && aside)) continue;
      const far = ahead * 10 + aside;
      if (far < best) {
        best = far;
        found = cell;
      }
    }
    return found;
  };

  const words = {
    w: ({ item: [l, j, k] }: Cell) => `weight from ${unit(l, k)} to ${unit(l + 1, j)}`,
    x: ({ item: [l, j] }: Cell) => (l ? `activation of ${unit(l, j)}` : unit(l, j)),
    b: ({ item: [l, j] }: Cell) => `bias of ${unit(l, j)}`,
    z: ({ item: [l, j] }: Cell) => `sum z of ${unit(l, j)}`,
    a: ({ item: [l, j] }: Cell) => `activation of ${unit(l, j)}`,
  };

  return {
    element,
    /** Give the element the height of the tallest layer, so that the page below does not jump from layer to layer. */
    keepRoom(notation: string, activations: string[]) {
      element.style.minHeight = "";
      const heights = activations.map((f, l) => {
        build(l, notation, f);
        return element.offsetHeight;
      });
      element.style.minHeight = `${Math.max(...heights)}px`;
      built = ""; // the last layer was built to be measured: draw builds its own
    },
    /** Show layer l; what is not computed yet is a question mark. */
    draw(focus: Focus, notation: string, f: string, values: Values, picked: Item) {
      const key = `${focus.l} ${notation} ${f}`;
      if (key !== built) {
        built = key;
        build(focus.l, notation, f);
        const same = cells.find((cell) => cell.element.dataset.entry === focusedEntry) ?? cells[0];
        if (focusedEntry) same.element.focus({ preventScroll: true });
        focusedEntry = "";
      }
      for (const cell of cells) {
        const { name, j, k, element: button, digits } = cell;
        const value = name === "w" ? values.w(j, k) : name === "x" ? values.x(k) : values[name](j);
        if (value === undefined) {
          write(digits, "?");
          digits.removeAttribute("data-value");
        } else tell(digits, value, worked);
        const lit = name === "w" ? inRow(focus, j) && inColumn(focus, k) : name === "x" ? inColumn(focus, k) : inRow(focus, j);
        set(button, "class", lit ? "nn-entry nn-entry-lit" : "nn-entry");
        set(button, "aria-pressed", String(cell.item.join() === picked.join() && name !== "z" && name !== "a"));
        set(button, "aria-label", `${words[name](cell)}: ${value === undefined ? "not computed yet" : digits.textContent}`);
      }
    },
  };
}
