// The U of Nudge: how far a finite difference lies from the slope, against h, both on scales of powers of ten.
import { chart, line } from "../shared/view/chart.ts";
import { handle } from "../shared/view/controls.ts";
import { put, set, svg, write } from "../shared/view/dom.ts";
import { worked } from "../shared/view/numbers.ts";

const ENDS = [1e-12, 1]; // of h
const FLOOR = 1e-16; // an error below it, or none at all, is drawn there

export function errorCurve({ signal, onMove, onEnd }: { signal: AbortSignal, onMove: (h: number) => void, onEnd: () => void }) {
  const plot = chart({ x: "step h", y: "error of ΔC/h", label: "Error of the finite difference against h", logX: true, logY: true, margin: [22, 14, 44, 58] });
  const valley = svg("path", { class: "nn-guide" });
  const [left, right, least] = ["end", "start", "middle"].map((anchor) => svg("text", { class: "nn-small", "text-anchor": anchor }));
  const curve = svg("path", { class: "nn-u" });
  const grip = svg("g", { "data-handle": "h" }, svg("circle", { r: 22, class: "nn-touch" }), svg("circle", { r: 8, class: "nn-marble nn-grip" }));
  plot.inside.append(valley, curve);
  plot.over.append(left, right, least, grip);
  write(left, "← rounding");
  write(right, "truncation →");
  let now = ENDS[0];
  const move = (h: number) => onMove(Number(Math.max(ENDS[0], Math.min(ENDS[1], h)).toPrecision(3)));
  handle(grip, {
    name: "Step h",
    signal,
    area: plot.root,
    onMove: (px) => move(plot.x.invert(px)),
    onNudge: (dx, dy, large) => move(now * 10 ** ((dx || dy) * (large ? 1.2 : 0.12))),
    onEdge: (end) => move(ENDS[end === "Home" ? 0 : 1]),
    onEnd,
  });

  return {
    element: plot.element,
    size: (width: number, height: number) => plot.size(width, height),
    /** Draw the sweep, and the present h with its error. */
    draw(sweep: { h: Float64Array, error: Float64Array, best: number }, h: number, error: number) {
      let most = 1;
      for (const value of sweep.error) if (value < 1e300) most = Math.max(most, value); // what is larger leaves the chart
      plot.domains(ENDS, [FLOOR, 10 ** (2 * Math.ceil(Math.log10(most) / 2))]);
      const y = (value: number) => plot.y(Math.max(FLOOR, value));
      set(curve, "d", line(sweep.h.length, (i) => plot.x(sweep.h[i]), (i) => y(sweep.error[i])));
      const at = plot.x(sweep.best);
      set(valley, "d", `M${at.toFixed(1)},${plot.margin.top}V${plot.height - plot.margin.bottom}`);
      const place = (text: SVGTextElement, x: number) => set(text, "transform", `translate(${x.toFixed(1)},${plot.margin.top - 8})`);
      const half = 0.5 * (plot.width - plot.margin.left - plot.margin.right);
      write(left, half > 120 ? "← rounding" : "rounding");
      write(right, half > 120 ? "truncation →" : "truncation");
      place(left, at - 8);
      place(right, at + 8);
      write(least, `least near ${worked(sweep.best, 1)}`);
      set(least, "transform", `translate(${at.toFixed(1)},${plot.height - plot.margin.bottom - 6})`);
      const py = Math.max(plot.margin.top, y(Number.isFinite(error) ? error : most));
      put(grip, plot.x(h), py);
      // The power of ten: as an ARIA value 1e-12 is no number.
      for (const [key, value] of Object.entries({ "aria-valuenow": h, "aria-valuemin": ENDS[0], "aria-valuemax": ENDS[1] })) set(grip, key, Number(Math.log10(value).toFixed(2)));
      set(grip, "aria-valuetext", `h ${worked(h)}, error ${worked(error)}`);
      now = h;
    },
  };
}
