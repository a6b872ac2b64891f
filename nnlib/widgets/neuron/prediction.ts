// The prediction of Neuron against the data, along one input: the curve, the boundary, and the point to drag.
import { valueAndSlope, valuesAndSlopes } from "../shared/core/activations.ts";
import { linspace } from "../shared/core/surface.ts";
import { chart, line } from "../shared/view/chart.ts";
import { handle } from "../shared/view/controls.ts";
import { put, set, svg, write } from "../shared/view/dom.ts";
import { moveTo, tellHandle } from "../shared/view/drawing.ts";
import { dragged, shown, worked } from "../shared/view/numbers.ts";

const POINTS = 100;
const APART = 7.5; // pixels between the middles of examples that are at the same place
const [NARROW, LINE] = [420, 16]; // a chart in which a mark's label has two lines, and their height

/** @param options marks are labels and their places on the axis of the first input. */
export function prediction({ target, marks, signal, onMove, onEnd }: { target: string, marks: [string, number][], signal: AbortSignal, onMove: (x: number) => void, onEnd: () => void }) {
  const plot = chart({ x: "", y: target, label: "Prediction and data" });
  const points = svg("g");
  const boundary = svg("path", { class: "nn-boundary" });
  const guide = svg("path", { class: "nn-guide" });
  const curve = svg("path", { class: "nn-curve" });
  const miss = svg("path", { class: "nn-miss" });
  const told = svg("text", { class: "nn-miss-label" });
  const label = svg("text", { class: "nn-small" });
  const grip = svg("g", { "data-handle": "input" }, svg("circle", { r: 22, class: "nn-touch" }), svg("circle", { r: 8, class: "nn-marble nn-grip" }));
  // Each mark has a ghost of the handle on the curve: pressed, it takes the input there.
  const marked = marks.map(([words, x]) => {
    const ghost = svg("g", { class: "nn-ghost-handle", role: "button", tabindex: 0, "data-mark": x }, svg("circle", { r: 22, class: "nn-touch" }), svg("circle", { r: 9, class: "nn-ghost-grip" }));
    const go = () => (onMove(x), onEnd());
    ghost.addEventListener("click", go, { signal });
    ghost.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation(); // Space would play, too
      go();
      grip.focus({ preventScroll: true }); // the ghost is gone where the handle is
    }, { signal });
    return { x, words, ghost, rule: svg("path", { class: "nn-mark-line" }), label: svg("text", { class: "nn-mark-label" }, ...words.split(/(?<=,) /).map((line, i) => svg("tspan", {}, i ? ` ${line}` : line))) };
  });
  plot.inside.append(...marked.map(({ rule }) => rule), boundary, guide, curve, miss);
  plot.over.append(...marked.flatMap(({ label, ghost }) => [label, ghost]));
  plot.over.append(points, told, label, grip); // an example at the end of the range is seen whole
  let now = 0;
  const clamp = (x: number) => {
    const [low, high] = plot.x.domain();
    return dragged(Math.max(low, Math.min(high, x)), [low, high]);
  };
  handle(grip, {
    name: "Input",
    signal,
    area: plot.root,
    onMove: (px) => onMove(clamp(plot.x.invert(px))),
    onNudge: (dx, dy, large) => onMove(clamp(now + (dx || dy) * (plot.x.domain()[1] - plot.x.domain()[0]) * (large ? 0.1 : 0.01))),
    onEdge: (end) => onMove(plot.x.domain()[end === "Home" ? 0 : 1]),
    onEnd,
  });

  return {
    element: plot.element,
    size: (width: number, height: number) => plot.size(width, height),
    /** Draw along input `name`: z = slope x + rest, the data's column, the input's present value, and how far the example `own` is missed. */
    draw(drawn: { name: string, activation: string, slope: number, rest: number, x: number, domain: number[], marked: boolean, height: number[], column: number[], Y: ArrayLike<number>, own: number }) {
      const { name, activation, slope, rest, x, domain, marked: shows, height, column, Y, own } = drawn;
      plot.titles(name, target);
      plot.domains(domain, height);
      const at = linspace(domain[0], domain[1], POINTS);
      const heights = valuesAndSlopes(activation, at.map((x) => slope * x + rest)).a;
      set(curve, "d", line(POINTS, (i) => plot.x(at[i]), (i) => plot.y(heights[i])));
      while (points.childElementCount > column.length) points.lastElementChild?.remove();
      while (points.childElementCount < column.length) points.append(svg("circle", { r: 3.6, class: "nn-point" }));
      /** How many examples before this one are at its place: it is put beside them, towards the middle of the chart. */
      const before = (i: number) => column.slice(0, i).filter((x, j) => x === column[i] && Y[j] === Y[i]).length;
      const inward = (y: number) => (y > (height[0] + height[1]) / 2 ? 1 : -1);
      for (const [i, circle] of [...points.children].entries()) {
        set(circle, "cx", plot.x(column[i]).toFixed(1));
        set(circle, "cy", (plot.y(Y[i]) + APART * inward(Y[i]) * before(i)).toFixed(1));
      }
      for (const mark of marked) {
        const [mx, top, bottom] = [plot.x(mark.x), plot.margin.top, plot.height - plot.margin.bottom];
        const value = valueAndSlope(activation, slope * mark.x + rest).a;
        set(mark.rule, "d", shows ? `M${mx.toFixed(1)},${top}V${bottom}` : "");
        const late = mx > plot.width / 2;
        set(mark.label, "text-anchor", late ? "end" : "start");
        set(mark.label, "x", (mx + (late ? -6 : 6)).toFixed(1));
        const lines = [...mark.label.children];
        const narrow = plot.width < NARROW;
        set(mark.label, "y", (bottom - 36 - (narrow ? LINE * (lines.length - 1) : 0)).toFixed(1)); // above the examples that are 0
        for (const line of lines.slice(1)) {
          set(line, "x", narrow && mark.label.getAttribute("x") as string);
          set(line, "dy", narrow && LINE);
        }
        set(mark.label, "visibility", shows ? "visible" : "hidden");
        const there = Math.abs(plot.x(x) - mx) < 3;
        set(mark.ghost, "visibility", shows && !there ? "visible" : "hidden");
        set(mark.ghost, "aria-label", `${mark.words}: take ${name} to ${shown(mark.x)}, where the prediction is ${shown(value)}`);
        put(mark.ghost, mx, Math.max(top, Math.min(bottom, plot.y(value))));
      }
      const y = valueAndSlope(activation, slope * x + rest).a;
      const py = Math.max(plot.margin.top, Math.min(plot.height - plot.margin.bottom, plot.y(y)));
      const px = plot.x(Math.max(domain[0], Math.min(domain[1], x)));
      set(guide, "d", `M${px},${plot.height - plot.margin.bottom}V${py}H${plot.margin.left}`);
      set(miss, "d", own < 0 ? "" : `M${px},${py}V${plot.y(Y[own])}`);
      const left = px < plot.width / 2;
      write(told, own < 0 ? "" : `${target} ${worked(Y[own])}`);
      set(told, "text-anchor", left ? "end" : "start");
      moveTo(told, px + (left ? -9 : 9), plot.y(Y[own] ?? 0) + 4);
      put(grip, px, py);
      set(grip, "aria-label", name);
      tellHandle(grip, x, domain, `${name} ${shown(x)}, prediction ${shown(y)}`);
      now = x;
      // Where z crosses zero the sigmoid crosses one half: the boundary lies at x = -rest / slope.
      const cross = -rest / slope;
      const inside = activation === "sigmoid" && cross > domain[0] && cross < domain[1];
      set(boundary, "d", inside ? `M${plot.x(cross)},${plot.margin.top}V${plot.height - plot.margin.bottom}` : "");
      write(label, inside ? `½ at ${shown(cross)}` : "");
      const right = plot.x(inside ? cross : 0) > plot.width - 90;
      if (inside) {
        set(label, "x", plot.x(cross) + (right ? -5 : 5));
        set(label, "y", slope > 0 ? plot.height - plot.margin.bottom - 34 : plot.margin.top + 34);
      }
      set(label, "text-anchor", right ? "end" : "start");
    },
  };
}
