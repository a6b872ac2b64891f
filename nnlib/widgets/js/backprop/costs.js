// The cost per update of Backprop: backpropagation's path as a line, the chosen wrong rule's as a dashed one that peels off.
import { chart, line } from "../view/chart.js";
import { set, svg, write } from "../view/dom.js";

/** @param {number} horizon how many updates are drawn */
export function costPaths(horizon) {
  const plot = chart({ x: "update", y: "cost C", label: "Cost per update", margin: [10, 12, 44, 52] });
  const right = svg("path", { class: "nn-right-rule" });
  const wrong = svg("path", { class: "nn-wrong-rule" });
  const now = svg("circle", { r: 5.5, class: "nn-marble" });
  const [one, other] = ["nn-right-name", "nn-wrong-name"].map((name) => svg("text", { class: `nn-path-name ${name}`, "text-anchor": "end" }));
  plot.inside.append(right, wrong);
  plot.over.append(one, other, now);

  return {
    element: plot.element,
    size: (/** @type {number} */ width, /** @type {number} */ height) => plot.size(width, height),
    /**
     * Draw both paths, where there are two, and the present place on the rule's own.
     * @param {import("../core/rules.js").Learned} best
     * @param {import("../core/rules.js").Learned} own
     * @param {string} name what the wrong rule is called; "" where the rule is backpropagation
     * @param {number} steps
     */
    draw(best, own, name, steps) {
      let most = 0;
      for (const path of [best, own]) for (let i = 0; i <= path.steps; i++) most = Math.max(most, path.cost[i]);
      const top = roundUp(Math.min(most, 2 * best.cost[0]) || 1);
      plot.domains([0, horizon], [0, top]);
      const height = (/** @type {number} */ cost) => plot.y(Math.min(cost, 100 * top)); // a scale loses what is past all bounds
      const trace = (/** @type {import("../core/rules.js").Learned} */ path) => line(path.steps + 1, (i) => plot.x(i), (i) => height(path.cost[i]));
      set(right, "d", trace(best));
      set(wrong, "d", name ? trace(own) : "");
      write(one, "backpropagation");
      write(other, name ? `${name}, dashed` : "");
      for (const [i, text] of [one, other].entries()) set(text, "transform", `translate(${plot.width - plot.margin.right - 4},${plot.margin.top + 12 + 17 * i})`);
      const y = height(own.cost[steps]);
      set(now, "cx", plot.x(steps).toFixed(1));
      set(now, "cy", Math.max(plot.margin.top, y).toFixed(1));
      now.classList.toggle("nn-beyond", y < plot.margin.top);
    },
  };
}

/** The next of 1, 1.5, 2, 3, 5, 7 times a power of ten. */
function roundUp(/** @type {number} */ value) {
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * ([1, 1.5, 2, 3, 5, 7, 10].find((step) => value <= step * unit * 1.0001) ?? 10);
}
