// The cost over two parameters of the network as a map: coarse while something moves, fine at rest, the old one as a ghost.
import { isolines } from "../shared/core/isolines.ts";
import { levels } from "../shared/core/relief.ts";
import { slice } from "../shared/core/slice.ts";
import { linspace } from "../shared/core/surface.ts";
import { chart } from "../shared/view/chart.ts";
import { mapPainter } from "../shared/view/contours.ts";
import { handle } from "../shared/view/controls.ts";
import { canvas2d, html, put, svg } from "../shared/view/dom.ts";
import { tellHandle } from "../shared/view/drawing.ts";
import { dragged, shown } from "../shared/view/numbers.ts";
import { namesOf } from "./names.ts";
import type { RunSettings, trainingRun } from "../shared/core/training.ts";
import type { Ui } from "../shared/view/shell.ts";

const FINE = 64;
const COARSE = 32;
const MOVING = 6; // milliseconds of a frame for the map while something moves
const RESTING = 12; // and at rest
const NEAR = 6; // parameters are shown from -6 to 6, or twice, four times, ... as far

export function costSlice({ ui, colour, onPlace, onEnd }: { ui: Ui, colour: (name: string) => string, onPlace: (u: number, v: number) => void, onEnd: () => void }) {
  const { signal, get } = ui;
  const paint = mapPainter();
  const plot = chart({ x: "", y: "", label: "Map of the cost over two parameters of the network" });
  const ground = html("canvas", { class: "nn-layer" });
  plot.element.prepend(ground);
  const marble = svg("g", { "data-handle": "parameters" }, svg("circle", { r: 22, class: "nn-touch" }), svg("circle", { r: 8, class: "nn-marble nn-grip" }));
  plot.over.append(marble);
  let at = [0, 0];
  const within = (x: number, [low, high]: number[]) => Math.max(low, Math.min(high, x));
  handle(marble, {
    name: "The two parameters",
    signal,
    area: plot.root,
    onMove: (x, y) => onPlace(within(dragged(plot.x.invert(x), plot.x.domain()), plot.x.domain()), within(dragged(plot.y.invert(y), plot.y.domain()), plot.y.domain())),
    onNudge(dx, dy, large) {
      const by = ([low, high]: number[]) => (high - low) * (large ? 0.1 : 0.01);
      const [wide, high] = [plot.x.domain(), plot.y.domain()];
      onPlace(within(dragged(at[0] + dx * by(wide), wide), wide), within(dragged(at[1] + dy * by(high), high), high));
    },
    onEdge: (end) => onPlace(plot.x.domain()[end === "Home" ? 0 : 1], at[1]),
    onEnd,
  });

  type Surface = { C: Float64Array, n: number, u: Float64Array, v: Float64Array, thresholds: number[] };
  let job: { work: ReturnType<typeof slice>, theta: Float64Array, of: string } | null = null;
  let surface: Surface | null = null;
  let drawn: { of: string, n: number, theta: Float64Array } = { of: "", n: 0, theta: new Float64Array() }; // what the surface shows
  let ghost: Surface | null = null;
  let ghostly = ""; // which parameters and which task it is of
  let shade = ""; // the theme that the map was painted in
  let before: Float64Array = new Float64Array(); // theta of the last frame
  const same = (a: Float64Array, b: Float64Array, besides: number[]) =>
    a.length === b.length && a.every((value, p) => value === b[p] || besides.includes(p));
  const span = (value: number) => {
    let reach = NEAR;
    while (Math.abs(value) > 0.95 * reach) reach *= 2;
    return [-reach, reach];
  };
  const render = () => {
    if (!surface || !plot.width) return;
    const { left, right, top, bottom } = plot.margin;
    const box = { left, top, width: plot.width - left - right, height: plot.height - top - bottom };
    const context = canvas2d(ground, plot.width, plot.height);
    paint(context, surface, box, colour);
    if (!ghost) return;
    const { px, py } = plot.pixels();
    const { C, n, u, v, thresholds } = ghost;
    const [su, sv] = [(u[n - 1] - u[0]) / (n - 1), (v[n - 1] - v[0]) / (n - 1)];
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.width, box.height);
    context.clip();
    context.strokeStyle = colour("hidden2");
    context.setLineDash([4, 4]);
    context.lineWidth = 1.4;
    context.beginPath();
    for (const line of isolines(C, n, thresholds.filter((_, i) => i % 3 === 1))) {
      for (let p = 0; p < line.length; p += 4) {
        context.moveTo(px(u[0] + line[p] * su), py(v[0] + line[p + 1] * sv));
        context.lineTo(px(u[0] + line[p + 2] * su), py(v[0] + line[p + 3] * sv));
      }
    }
    context.stroke();
    context.restore();
  };

  return {
    element: html("div", {}, plot.element, html("p", { class: "nn-note nn-caption" }, "Bluer is costlier. Drag the point, or another weight: the map before stays as dashes.")),
    size(width: number, height: number) {
      if (plot.size(width, height)) this.forget();
    },
    /** Draw all of it anew. */
    forget() {
      job = null;
      drawn = { of: "", n: 0, theta: new Float64Array() };
    },
    /** Keep the present map as a ghost, in place of the one before. */
    keepGhost() {
      ghost = surface;
    },
    forgetGhost() {
      ghost = null;
    },
    draw(run: ReturnType<typeof trainingRun>, version: number) {
      const { theta, settings } = run;
      const [p, q] = get("axes");
      const [wide, high] = [span(theta[p]), span(theta[q])];
      const task = `${p} ${q} ${settings.sizes} ${settings.activations} ${settings.cost} ${settings.penalties.l1} ${settings.penalties.l2} ${settings.train.N} ${version0(settings)}`;
      const of = `${task} ${wide} ${high}`;
      if (ghostly !== task) [ghost, ghostly] = [null, task];
      if (shade !== colour("cost-high")) {
        shade = colour("cost-high");
        render();
      }
      const names = namesOf(settings.sizes);
      plot.titles(names[p].title, names[q].title);
      plot.domains(wide, high);
      at = [theta[p], theta[q]];
      const { px, py } = plot.pixels();
      put(marble, px(at[0]), py(at[1]));
      const moving = !same(before, theta, []);
      if (moving) before = theta.slice();
      const told = (one: { of: string, theta: Float64Array }) => one.of === of && same(one.theta, theta, [p, q]);
      if (told(drawn) && (drawn.n === FINE || moving)) {
        if (drawn.n !== FINE) ui.request();
        return;
      }
      const n = moving || !told(drawn) ? COARSE : FINE;
      // A map of parameters that have moved on is finished all the same while they move: late is better than never.
      if (!job || (job.of !== of) || (!moving && (!told(job) || job.work.n < n))) job = { work: slice({ ...settings, ...settings.train }, theta, p, q, linspace(wide[0], wide[1], n), linspace(high[0], high[1], n)), theta: theta.slice(), of };
      const begun = performance.now();
      if (job.work.work(() => performance.now() - begun > (moving ? MOVING : RESTING))) {
        const { C, n: size, u, v } = job.work;
        surface = { C, n: size, u, v, thresholds: levels(C) };
        drawn = { of, n: size, theta: job.theta };
        job = null;
        render();
      }
      ui.request();
    },
    /** Say where the point is, to whoever does not see it. */
    tell() {
      tellHandle(marble, at[0], plot.x.domain(), `to the right ${shown(at[0])}, upwards ${shown(at[1])}`);
    },
  };
}

/** What tells one set of examples from another: its numbers' sum, in order. */
function version0({ train }: RunSettings) {
  let sum = 0;
  for (let i = 0; i < train.X.length; i++) sum = (sum * 31 + train.X[i] + train.Y[i >> 1]) % 1e9;
  return sum;
}
