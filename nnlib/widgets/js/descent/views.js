// The views of Descent: the buttons that turn the map to another, the one that asks for a drawn step, and the sizes each view takes.
import { button } from "../view/controls.js";
import { set, write } from "../view/dom.js";

/**
 * @param {{ ui: import("../view/shell.js").Ui, pending: () => boolean, onDraw: () => void }} options pending: whether a step is drawn and not yet taken
 */
export function viewButtons({ ui, pending, onDraw }) {
  const { signal, get, change, commit } = ui;
  const turn = (/** @type {string} */ view) => () => (change({ view: get("view") === view ? "map" : view }), commit());
  const turned = Object.entries({ surface: "3-D view", fog: "Fog", both: "Both costs" }).map(([view, label]) => ({ view, made: button({ label, signal, onClick: turn(view) }) }));
  const draw = button({ label: "Draw your step", signal, onClick: onDraw });
  return {
    elements: [...turned.map(({ made }) => made), draw],
    /** `comparable`: whether both costs can be measured on these data. */
    show(/** @type {boolean} */ comparable) {
      for (const { view, made } of turned) {
        set(made, "aria-pressed", String(get("view") === view));
        if (view === "surface") write(made, get("view") === view ? "Map" : "3-D view");
        if (view === "both") made.disabled = !comparable && get("view") !== view;
      }
      write(draw, pending() ? "Draw no step" : "Draw your step");
    },
  };
}

/** The sizes of the maps and the charts at a width: two maps stand beside each other, one leaves room for the charts. */
export function sizesAt(/** @type {number} */ wide, /** @type {boolean} */ both) {
  const broad = wide >= 620;
  const left = broad ? Math.floor((wide - 8) * (both ? 0.5 : 0.55)) : wide; // as the style sheet divides it
  const high = Math.round(Math.min(left * 0.82, broad ? 410 : 330));
  const part = Math.round(high * (both ? 0.7 : 0.56));
  return { left, high, right: broad ? wide - left - 9 : wide, fit: broad ? part : 210, costs: broad ? (both ? part : high - part) : 150 };
}
