// A chart of one curve for Activation: a marble to drag along it, and the tangent there, which fades where it is flat.
import { chart, line } from "../shared/view/chart.ts";
import { handle } from "../shared/view/controls.ts";
import { put, set, svg, write } from "../shared/view/dom.ts";
import { moveTo, tellHandle } from "../shared/view/drawing.ts";
import { dragged, shown } from "../shared/view/numbers.ts";

/** Where the marble is, the slope there, and how much of the steepest slope is left. */
export type Place = { x: number, y: number, slope: number, left: number };

/** @param options With onMove the marble is a handle, called `name`. */
export function curveChart({ label, x, y, colour, name = "", signal, onMove, onEnd = () => {} }: { label: string, x: string, y: string, colour: string, name?: string, signal: AbortSignal,
    onMove?: (x: number) => void, onEnd?: () => void }) {
  const plot = chart({ x, y, label });
  plot.element.style.setProperty("--nn-own", `var(--nn-${colour})`);
  const zero = svg("path", { class: "nn-zero" });
  const ghost = svg("path", { class: "nn-ghost" });
  const curve = svg("path", { class: "nn-own-curve" });
  const tangent = svg("path", { class: "nn-tangent" });
  const rise = svg("path", { class: "nn-rise" });
  const over = svg("path", { class: "nn-one-line" });
  const guide = svg("path", { class: "nn-own-guide" });
  const riseLabel = svg("text", { class: "nn-small nn-rise-label", "text-anchor": "end" });
  const note = svg("text", { class: "nn-small nn-over-label", "text-anchor": "end" });
  const marble = svg("g", {}, svg("circle", { r: 22, class: "nn-touch" }), svg("circle", { r: onMove ? 8.5 : 5, class: "nn-own-marble nn-grip" }));
  plot.inside.append(zero, guide, ghost, curve, over, tangent, rise);
  plot.over.append(riseLabel, note, marble);
  let now = 0;
  const ends = () => plot.x.domain();
  const clamp = (value: number) => dragged(Math.max(ends()[0], Math.min(ends()[1], value)), ends());
  if (onMove) {
    set(marble, "data-handle", name);
    handle(marble, {
      name,
      signal,
      area: plot.root,
      onMove: (px) => onMove(clamp(plot.x.invert(px))),
      onNudge: (dx, dy, large) => onMove(clamp(now + (dx || dy) * (ends()[1] - ends()[0]) * (large ? 0.1 : 0.01))),
      onEdge: (end) => onMove(ends()[end === "Home" ? 0 : 1]),
      onEnd,
    });
  }
  const part = (xs: ArrayLike<number>, ys: ArrayLike<number>, drawn: number) =>
    line(Math.round(xs.length * drawn), (i) => plot.x(xs[i]), (i) => plot.y(ys[i]));

  return {
    element: plot.element,
    size: (width: number, height: number) => plot.size(width, height),
    titles: (newX: string, newY: string) => plot.titles(newX, newY),
    domains: (newX: number[], newY: number[]) => plot.domains(newX, newY),
    /** Draw the curve, as much of it as `drawn` says, and another one below it as a ghost. */
    curve(xs: ArrayLike<number>, ys: ArrayLike<number>, drawn = 1, below: ArrayLike<number> | null = null) {
      set(curve, "d", part(xs, ys, drawn));
      set(ghost, "d", below ? part(xs, below, 1) : "");
      const { left, right, top, bottom } = plot.margin;
      const [middle, level] = [plot.x(0), plot.y(0)];
      const upright = middle > left && middle < plot.width - right ? `M${middle},${top}V${plot.height - bottom}` : "";
      set(zero, "d", `${upright}${level > top && level < plot.height - bottom ? `M${left},${level}H${plot.width - right}` : ""}`);
    },
    /** Draw one more line over it, with a label; nothing where there is none. */
    over(xs: ArrayLike<number>, ys: ArrayLike<number> | null, drawn = 1, text = "") {
      set(over, "d", ys ? part(xs, ys, drawn) : "");
      write(note, ys ? text : "");
      moveTo(note, plot.width - plot.margin.right - 4, plot.height - plot.margin.bottom - 10);
    },
    /** Place the marble; with `push`, the step to the side by 1 and the rise that the tangent gives it. */
    marble({ x: at, y: value, slope, left }: Place, { push = false, tangent: touching = true, hidden = false } = {}) {
      now = at;
      set(marble, "visibility", hidden ? "hidden" : "visible");
      const [low, high] = ends();
      const { margin, width, height } = plot;
      const px = plot.x(Math.max(low, Math.min(high, at)));
      const py = Math.max(margin.top, Math.min(height - margin.bottom, plot.y(value)));
      put(marble, px, py);
      set(guide, "d", hidden ? "" : `M${px.toFixed(1)},${height - margin.bottom}V${(onMove ? py : margin.top).toFixed(1)}M${px.toFixed(1)},${py.toFixed(1)}H${margin.left}`); // where no hand is, it comes from the chart above
      const along = (x: number) => `${plot.x(x).toFixed(1)},${far(plot.y(value + slope * (x - at))).toFixed(1)}`;
      set(tangent, "d", hidden || !touching ? "" : `M${along(low)}L${along(high)}`);
      set(tangent, "stroke-opacity", (0.22 + 0.78 * left).toFixed(3));
      set(tangent, "stroke-width", (1 + 1.4 * left).toFixed(2));
      const shownRise = push && !hidden && at >= low && at + 1 <= high;
      set(rise, "d", shownRise ? `M${px},${py}H${plot.x(at + 1)}V${plot.y(value + slope)}` : "");
      write(riseLabel, push && !hidden ? `tangent: 1 to the right, ${shown(slope)} up` : "");
      moveTo(riseLabel, width - margin.right - 4, height - margin.bottom - 8);
      if (!onMove) return;
      tellHandle(marble, at, ends(), `${shown(at)}, value ${shown(value)}, slope ${shown(slope)}`);
    },
  };
}

const far = (pixels: number) => Math.max(-1e5, Math.min(1e5, pixels));
