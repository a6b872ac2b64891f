// The views of Descent: the buttons that turn the map to another, the one that asks for a drawn step, and the sizes each view takes.
import { button, enable } from "../shared/view/controls.ts";
import { twoColumns } from "../shared/view/drawing.ts";
import { set, write } from "../shared/view/dom.ts";
import type { Ui } from "../shared/view/shell.ts";

/** @param options pending: whether a step is drawn and not yet taken */
export function viewButtons({ ui, pending, onDraw }: { ui: Ui, pending: () => boolean, onDraw: () => void }) {
  const { signal, get, change, commit } = ui;
  const turn = (view: string) => () => (change({ view: get("view") === view ? "map" : view }), commit());
  const turned = Object.entries({ surface: "3-D view", fog: "Fog", both: "Both costs" }).map(([view, label]) => ({ view, made: button({ label, signal, onClick: turn(view) }) }));
  const draw = button({ label: "Draw your step", signal, onClick: onDraw });
  return {
    elements: [...turned.map(({ made }) => made), draw],
    /** `comparable`: whether both costs can be measured on these data. */
    show(comparable: boolean) {
      for (const { view, made } of turned) {
        set(made, "aria-pressed", String(get("view") === view));
        if (view === "surface") write(made, get("view") === view ? "Map" : "3-D view");
        if (view === "both") enable(made, comparable || get("view") === view);
      }
      write(draw, pending() ? "Draw no step" : "Draw your step");
    },
  };
}

/** The sizes of the maps and the charts at a width: two maps stand beside each other, one leaves room for the charts. */
export function sizesAt(wide: number, both: boolean) {
  const { wide: broad, left, right } = twoColumns(wide, 8, both ? 0.5 : 0.55);
  const high = Math.round(Math.min(left * 0.82, broad ? 410 : 330));
  const part = Math.round(high * (both ? 0.7 : 0.56));
  return { left, high, right, fit: broad ? part : 210, costs: broad ? (both ? part : high - part) : 150 };
}
