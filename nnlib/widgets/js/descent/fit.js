// The fit of Descent: the data, the neuron's curve at the marble and at the start, and what each example is missed by.
import { ACTIVATIONS } from "../core/neuron.js";
import { ball, chart, trace } from "../view/chart.js";
import { handle } from "../view/controls.js";
import { put, set, svg } from "../view/dom.js";
import { dragged, shown } from "../view/numbers.js";

const POINTS = 64; // of a curve: a sigmoid in a few hundred pixels shows no corner

/**
 * @param {{ inputs: string, target: string, colour: (name: string) => string, signal: AbortSignal, within: (act: () => void) => void, onPoint: (i: number, x: number, y: number) => void, onEnd: () => void }} options
 */
export function fitChart({ inputs, target, colour, signal, within, onPoint, onEnd }) {
  const plot = chart({ x: inputs, y: target, label: "Data and fit" });
  /** @type {ArrayLike<number>} */
  let drawnX = [];
  /** @type {ArrayLike<number>} */
  let drawnY = [];
  /** @type {SVGGElement[]} */
  let points = [];
  let binary = false;
  /** @type {{ X: Float64Array, Y: Float64Array }} */
  let data = { X: new Float64Array(), Y: new Float64Array() };

  const move = (/** @type {number} */ i, /** @type {number} */ x, /** @type {number} */ y) => {
    const [low, high] = plot.x.domain();
    const [least, most] = plot.y.domain();
    const target = binary ? Number(y > 0.5) : dragged(Math.max(least, Math.min(most, y)), [least, most]);
    onPoint(i, dragged(Math.max(low, Math.min(high, x)), [low, high]), target);
  };
  const make = (/** @type {number} */ i) => {
    const group = svg("g", { "data-handle": `example ${i + 1}` }, svg("circle", { r: 12, class: "nn-touch" }), svg("circle", { r: 4.2, class: "nn-touch nn-grip" }));
    handle(group, {
      name: `Example ${i + 1} of ${data.Y.length}; Page Down for the next`,
      signal,
      within,
      area: plot.root,
      onMove: (px, py) => move(i, plot.x.invert(px), plot.y.invert(py)),
      onNudge(dx, dy, large) {
        const by = large ? 0.1 : 0.01;
        const [low, high] = plot.x.domain();
        const [least, most] = plot.y.domain();
        const y = binary ? (dy ? Number(dy > 0) : data.Y[i]) : data.Y[i] + dy * by * (most - least);
        move(i, data.X[i] + dx * by * (high - low), y);
      },
      onEnd,
    });
    group.addEventListener(
      "keydown",
      (event) => {
        const way = { PageDown: 1, PageUp: -1 }[event.key];
        if (!way) return;
        event.preventDefault();
        choose((i + way + points.length) % points.length).focus();
      },
      { signal },
    );
    return group;
  };
  /** One stop for the Tab key among all examples. */
  const choose = (/** @type {number} */ i) => {
    for (const [j, point] of points.entries()) set(point, "tabindex", j === i ? 0 : -1);
    return points[i];
  };

  return {
    element: plot.element,
    size: (/** @type {number} */ width, /** @type {number} */ height) => plot.size(width, height),
    /** Take data and domains; `classes` where every target is 0 or 1, which then can only switch. */
    data(/** @type {Float64Array} */ X, /** @type {Float64Array} */ Y, /** @type {boolean} */ classes) {
      data = { X, Y };
      binary = classes;
      if (points.length !== Y.length) {
        points = Array.from(Y, (_, i) => make(i));
        plot.over.replaceChildren(...points);
        choose(0);
      }
    },
    domains: (/** @type {number[]} */ x, /** @type {number[]} */ y) => plot.domains(x, y),
    /** Put the examples' handles where they are seen. In a drag they need not follow at once. */
    follow() {
      const fresh = drawnX.length !== data.X.length || plot.fresh;
      plot.fresh = false;
      for (const [i, point] of points.entries()) {
        if (!fresh && drawnX[i] === data.X[i] && drawnY[i] === data.Y[i]) continue;
        put(point, plot.x(data.X[i]), plot.y(data.Y[i]));
        set(point, "aria-valuenow", data.Y[i]);
        set(point, "aria-valuemin", Math.min(plot.y.domain()[0], data.Y[i]));
        set(point, "aria-valuemax", Math.max(plot.y.domain()[1], data.Y[i]));
        set(point, "aria-valuetext", `${inputs} ${shown(data.X[i])}, ${target} ${shown(data.Y[i])}`);
      }
      [drawnX, drawnY] = [data.X, data.Y];
    },
    /** Draw the neuron's curve at the marble's (w, b), and at the start where it has left there, and the examples. */
    draw(/** @type {"identity" | "sigmoid"} */ activation, /** @type {number[]} */ [w, b], /** @type {number[] | null} */ start) {
      const { f } = ACTIVATIONS[activation];
      const [low, high] = plot.x.domain();
      const at = (/** @type {number} */ i) => low + ((high - low) * i) / (POINTS - 1);
      const { px, py } = plot.pixels();
      const pen = plot.pen();
      pen.strokeStyle = colour("error");
      pen.lineWidth = 1.2;
      pen.globalAlpha = 0.65;
      pen.beginPath();
      for (let i = 0; i < data.Y.length; i++) {
        const [x, to] = [px(data.X[i]), py(f(w * data.X[i] + b))];
        if (!Number.isFinite(to)) continue;
        pen.moveTo(x, py(data.Y[i]));
        pen.lineTo(x, Math.max(-1e4, Math.min(1e4, to)));
      }
      pen.stroke();
      pen.strokeStyle = colour("output");
      if (start) {
        pen.lineWidth = 1.5;
        pen.globalAlpha = 0.75;
        pen.setLineDash([5, 4]);
        trace(pen, POINTS, (i) => px(at(i)), (i) => py(f(start[0] * at(i) + start[1])));
        pen.setLineDash([]);
      }
      pen.lineWidth = 2.5;
      pen.globalAlpha = 1;
      trace(pen, POINTS, (i) => px(at(i)), (i) => py(f(w * at(i) + b)));
      plot.beyond(() => {
        for (let i = 0; i < data.Y.length; i++) ball(pen, px(data.X[i]), py(data.Y[i]), 4.2, colour("input"), colour("paper"), 1);
      });
    },
  };
}
