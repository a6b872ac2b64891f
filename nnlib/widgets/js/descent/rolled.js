// The cost per step of Descent: a line for the whole path, strong as far as the marble has rolled.
import { ball, chart, trace } from "../view/chart.js";

/**
 * The chart. Its heights are round numbers, so that its axis rests while the learning rate is dragged.
 * @param {number} horizon
 * @param {(name: string) => string} colour
 */
export function costChart(horizon, colour) {
  const plot = chart({ x: "step", y: "cost C", label: "Cost per step" });
  let top = 0;
  return {
    element: plot.element,
    size: (/** @type {number} */ width, /** @type {number} */ height) => plot.size(width, height),
    /** Draw it, with what lies ahead or without; in a hurry the axis may grow, to hold the line, and shrinks when there is time. */
    draw(/** @type {import("../core/descent.js").Path} */ { cost, steps: last }, /** @type {number} */ steps, /** @type {boolean} */ hurried, ahead = true) {
      let most = 0;
      for (let step = 0; step <= last; step++) most = Math.max(most, cost[step]);
      const wanted = Math.min(most, 4 * cost[0]) || 1;
      if (wanted > top || (wanted < top / 4 && !hurried)) top = roundUp(wanted);
      plot.domains([0, horizon], [0, top]);
      const { px: x, py } = plot.pixels();
      const y = (/** @type {number} */ step) => py(cost[step]);
      const pen = plot.pen();
      pen.strokeStyle = colour("ink");
      pen.lineWidth = 1.2;
      pen.globalAlpha = 0.55;
      if (ahead) trace(pen, last + 1, x, y);
      pen.lineWidth = 2.2;
      pen.globalAlpha = 1;
      trace(pen, steps + 1, x, y);
      const beyond = y(steps) < plot.margin.top; // hollow at the edge
      const [fill, edge] = [colour("output"), colour("paper")];
      plot.beyond(() => ball(pen, x(steps), Math.max(plot.margin.top, y(steps)), 5, beyond ? edge : fill, beyond ? fill : edge));
    },
  };
}

/** The next of 1, 1.5, 2, 3, 5, 7 times a power of ten. */
function roundUp(/** @type {number} */ value) {
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * ([1, 1.5, 2, 3, 5, 7, 10].find((step) => value <= step * unit * 1.0001) ?? 10);
}
