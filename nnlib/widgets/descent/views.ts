// The views of Descent: the buttons that turn the map to another, the one that asks for a drawn step, and the sizes each view takes.
import { button, enable } from "../shared/view/controls.ts";
import { twoColumns } from "../shared/view/drawing.ts";
import { set } from "../shared/view/dom.ts";
import type { Ui } from "../shared/view/shell.ts";

/** @param options pending: whether a step is drawn and not yet taken */
export function viewButtons({ ui, pending, onDraw }: { ui: Ui, pending: () => boolean, onDraw: () => void }) {
  const { signal, get, change, commit } = ui;
  const turn = (view: string) => () => (change({ view: get("view") === view ? "map" : view }), commit());
  const turned = Object.entries({ surface: "3-D view", fog: "Fog", both: "Both costs" }).map(([view, label]) => ({ view, made: button({ label, signal, onClick: turn(view) }) }));
  const [solid, fog, both] = turned.map(({ made }) => made);
  const draw = button({ label: "Draw your step", signal, onClick: onDraw });
  return {
    elements: [solid, fog, draw], // near the map: it is seen to change
    both, // further away
    /** `comparable`: whether both costs can be measured on these data. */
    show(comparable: boolean) {
      for (const { view, made } of turned) {
        set(made, "aria-pressed", String(get("view") === view));
        if (view === "both") enable(made, comparable || get("view") === view);
      }
      set(draw, "aria-pressed", String(pending()));
    },
  };
}

/**
 * The sizes of the pictures at a width. A pair, of two maps or of landscape and map, has the whole width, and the charts stand
 * under it; one map leaves room for them beside it. The simple form is the landscape alone.
 */
export function sizesAt(width: number, view: "map" | "both" | "surface" | "simple") {
  if (view === "simple") return { broad: false, left: width, high: Math.round(Math.min(width * 0.8, Math.max(340, width * 0.5))), right: 0, under: 0, fit: 0, costs: 0 };
  const pair = view !== "map";
  const { wide: broad, left, right } = twoColumns(width, 8, view === "both" ? 0.5 : view === "surface" ? 0.58 : 0.55);
  const high = Math.round(Math.min(left * (view === "surface" ? 0.88 : 0.82), broad ? 430 : 300));
  const part = Math.round(high * (pair ? 0.6 : 0.56));
  // Beside a lesson's text both charts are in one row, so that a window has room for all.
  if (!broad && width >= 420) return { broad, left, high: Math.min(high, 280), right, under: Math.floor((width - 8) / 2), fit: 150, costs: 150 };
  const under = pair ? twoColumns(width, 8, 0.5).right : right;
  return { broad, left, high, right, under, fit: broad ? part : 170, costs: broad ? (pair ? part : high - part) : 120 };
}
