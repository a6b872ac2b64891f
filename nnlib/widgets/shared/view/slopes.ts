// A list of every parameter with its slope by two methods, a row each; a row is picked by hand or by the arrow keys.
import { html, set, write } from "./dom.ts";
import { tell, worked } from "./numbers.ts";
import type { parameters } from "./parameters.ts";

/** @param options columns are the titles: the symbol's, two numbers', and a verdict's. */
export function slopeList({ names, columns, label, signal, onPick }: { names: ReturnType<typeof parameters>, columns: string[], label: string, signal: AbortSignal, onPick: (p: number) => void }) {
  const rows = Array.from({ length: names.P }, (_, p) => {
    const cells = columns.map((_, i) => html("span", i === 0 ? { class: "nn-slope-symbol" } : {}));
    cells[0].append(html("span", { "aria-hidden": "true" }, names.symbol(p)), html("span", { class: "nn-unseen" }, names.name(p)));
    const row = html("div", { class: "nn-slope", role: "option", tabindex: -1, "aria-selected": "false", "data-parameter": p }, ...cells);
    return { row, cells };
  });
  const groups = names.layers.map((name, l) =>
    html("div", { role: "group", "aria-label": name }, html("div", { class: "nn-slope-layer", "aria-hidden": "true" }, name), ...rows.filter((_, p) => names.layerOf(p) === l).map(({ row }) => row)),
  );
  const box = html("div", { class: "nn-slope-box", role: "listbox", "aria-label": label }, ...groups);
  const head = html("div", { class: "nn-slope nn-slope-head", "aria-hidden": "true" }, ...columns.map((name) => html("span", {}, name)));
  const element = html("div", { class: "nn-slopes" }, head, box);
  let picked = -1;

  box.addEventListener("click", (event) => {
    const p = (event.target as Element).closest("[data-parameter]")?.getAttribute("data-parameter");
    if (p) onPick(Number(p));
  }, { signal });
  box.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 5, PageUp: -5, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const p = Math.max(0, Math.min(names.P - 1, picked + by));
    onPick(p);
    rows[p].row.focus({ preventScroll: true });
  }, { signal });

  return {
    element,
    /**
     * Show two numbers and a verdict for each parameter. The verdict is a number, or a word with whether it is a good one.
     * While they are not `known`, a dash is in their place, for a screen reader, too.
     */
    draw({ one, other, verdict, pick, known = true }: { known?: boolean, one: ArrayLike<number>, other: ArrayLike<number>, verdict: (p: number) => number | { word: string, good: boolean }, pick: number }) {
      for (const [p, { row, cells }] of rows.entries()) {
        const judged = known ? verdict(p) : { word: "–", good: true };
        if (known) (tell(cells[1], one[p], worked), tell(cells[2], other[p], worked));
        else for (const cell of cells.slice(1, 3)) (write(cell, "–"), cell.removeAttribute("data-value"));
        if (typeof judged === "number") write(cells[3], worked(judged, 1));
        else write(cells[3], judged.word);
        row.classList.toggle("nn-slope-wrong", typeof judged !== "number" && !judged.good);
        set(row, "aria-selected", String(p === pick));
        set(row, "tabindex", p === pick ? 0 : -1);
      }
      if (picked === pick || !box.clientHeight) return; // in a tab that is closed nothing scrolls
      picked = pick;
      const [{ top, height }, around] = [rows[pick].row, box].map((part) => part.getBoundingClientRect());
      const above = top - around.top - box.clientTop; // of the box alone, which scrolls along: the page stays
      if (above < height) box.scrollTop += above - height;
      else if (above + height > box.clientHeight) box.scrollTop += above + height - box.clientHeight;
    },
  };
}
