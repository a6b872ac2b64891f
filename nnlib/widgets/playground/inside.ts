// Inside the network: one weight or bias to move, two units to swap or clone, and the cost over any two parameters.
import { count } from "../shared/core/network.ts";
import { cloned, swapped } from "../shared/core/symmetry.ts";
import { button, choice, slider } from "../shared/view/controls.ts";
import { html } from "../shared/view/dom.ts";
import { fold } from "../shared/view/fold.ts";
import { namesOf } from "./names.ts";
import { costSlice } from "./surface.ts";
import type { trainingRun } from "../shared/core/training.ts";
import type { Ui } from "../shared/view/shell.ts";

const WIDEST = 10; // as far as the slider moves a parameter

/** @param options place puts other parameters in the present ones' place */
export function inside({ ui, colour, theta, sizes, place }: { ui: Ui, colour: (name: string) => string, theta: () => Float64Array, sizes: () => number[],
    place: (theta: Float64Array) => void }) {
  const { signal, get, change, commit } = ui;
  const edit = (...values: [number, number][]) => {
    const other = theta().slice();
    for (const [p, value] of values) other[p] = value;
    place(other);
  };
  const map = costSlice({
    ui, colour,
    onPlace: (u, v) => edit([get("axes")[0], u], [get("axes")[1], v]),
    onEnd: commit,
  });
  let held = false; // whether the slider is on its way
  const value = slider({
    name: "Its value", caption: "its value", symbol: "w", colour: "weight", low: -WIDEST, high: WIDEST, signal, onChange: () => ((held = false), commit()),
    allowed: (x) => Math.abs(x) <= 1e4,
    onInput(x) {
      if (!held) map.keepGhost();
      held = true;
      edit([get("picked"), x]);
    },
  });
  /** Whether the network has such a parameter, or unit: what is drawn, and picked from, may be of one with more. */
  const has = (p: number) => p < count(sizes());
  const take = (picked: number) => has(picked) && change({ picked });
  const pick = parameters("Weight or bias", (picked) => (take(picked), commit()));
  const axes = [0, 1].map((i) =>
    parameters(i ? "Parameter upwards" : "Parameter to the right", (chosen) => {
      const other = get("axes")[1 - i];
      if (!has(chosen)) return;
      if (chosen === other) change({ axes: [get("axes")[1], get("axes")[0]] });
      else change({ axes: i ? [other, chosen] : [chosen, other] });
      commit();
    }));

  /** A choice among all of theta. */
  function parameters(label: string, onInput: (place: number) => void) {
    const made = choice({ label, options: [], signal, onInput: (text) => onInput(Number(text)) });
    return {
      element: made.element,
      show: (chosen: number) => made.show(String(chosen)),
      fill() {
        const groups: Map<string, HTMLOptGroupElement> = new Map();
        for (const [p, { layer, name }] of namesOf(sizes()).entries()) {
          if (!groups.has(layer)) groups.set(layer, html("optgroup", { label: layer }));
          (groups.get(layer) as HTMLOptGroupElement).append(html("option", { value: p }, name));
        }
        made.element.replaceChildren(...groups.values());
      },
    };
  }

  const pair = choice({ label: "Two units of one layer", options: [], signal, onInput: () => {} });
  const chosen = () => pair.element.value.split(" ").map(Number) as [number, number, number];
  const act = (how: typeof swapped, back = false) => () => {
    const [l, i, j] = chosen();
    if (l >= sizes().length - 1 || Math.max(i, j) >= sizes()[l]) return;
    place(back ? how(sizes(), theta(), l, j, i) : how(sizes(), theta(), l, i, j));
    commit();
  };
  const symmetry = html("div", { class: "nn-group", role: "group", "aria-label": "Two units of one layer" }, html("p", { class: "nn-heading" }, "Two units of one layer"),
    html("div", { class: "nn-bar" }, pair.element,
      button({ label: "Swap them", signal, onClick: act(swapped) }),
      button({ label: "Clone the first", signal, onClick: act(cloned) })));
  const element = fold("Inside the network: one weight, two units, and the cost over two parameters",
    html("div", { class: "nn-inside" },
      html("div", {},
        html("div", { class: "nn-group", role: "group", "aria-label": "One weight or bias" }, html("p", { class: "nn-heading" }, "One weight or bias"), html("div", { class: "nn-bar" }, pick.element), value.element),
        symmetry,
        html("div", { class: "nn-group", role: "group", "aria-label": "The map" }, html("p", { class: "nn-heading" }, "The map: the cost over"), html("div", { class: "nn-bar" }, axes[0].element, html("span", {}, "and"), axes[1].element))),
      map.element));
  element.dataset.trait = "inside"; // the tests open every other fold
  element.addEventListener("toggle", () => {
    map.forget();
    if (get("inside") !== element.open) change({ inside: element.open });
    ui.request();
    commit();
  }, { signal });

  let shape = "";
  let moved = ""; // what the slider moves, by name
  return {
    element,
    pick: take,
    open: () => element.open,
    size: (width: number, height: number) => map.size(width, height),
    forgetGhost: map.forgetGhost,
    /** Draw the map, as far as there is time; asks for another frame where it is not done. */
    draw(run: ReturnType<typeof trainingRun>, version: number) {
      if (element.open) map.draw(run, version);
    },
    show() {
      if (element.open !== get("inside")) element.open = get("inside");
      const now = sizes();
      if (shape !== String(now)) {
        shape = String(now);
        pick.fill();
        for (const axis of axes) axis.fill();
        const options = [];
        for (let l = 1; l < now.length - 1; l++) {
          for (let i = 0; i < now[l]; i++) for (let j = i + 1; j < now[l]; j++) options.push(html("option", { value: `${l} ${i} ${j}` }, `hidden ${l}: units ${i + 1} and ${j + 1}`));
        }
        pair.element.replaceChildren(...options);
        symmetry.hidden = !options.length;
      }
      pick.show(get("picked"));
      for (const [i, axis] of axes.entries()) axis.show(get("axes")[i]);
      const { name, bias } = namesOf(now)[get("picked")];
      if (moved !== name) value.become({ name: "Its value", caption: name, symbol: bias ? "b" : "w", colour: bias ? "ink" : "weight", low: -WIDEST, high: WIDEST });
      moved = name;
      value.show(theta()[get("picked")]);
      map.tell();
    },
  };
}
