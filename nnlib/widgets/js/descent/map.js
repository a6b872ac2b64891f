// The map of Descent: the cost over (w, b) as contours, the path on it, the start's cross, and the marble to drag.
import { canvas2d, html, put, set, svg } from "../view/dom.js";
import { ball, chart } from "../view/chart.js";
import { mapPainter } from "../view/contours.js";
import { handle } from "../view/controls.js";
import { dragged, shown } from "../view/numbers.js";
import { drawDownhill, drawFog } from "./fog.js";
import { ring } from "./guess.js";

/**
 * @param {{ name?: string, signal: AbortSignal, within: (act: () => void) => void, colour: (name: string) => string, onPlace: (w: number, b: number) => void,
 *   onGuess: (w: number, b: number) => void, onEnd: () => void }} options
 */
export function costMap({ name = "Marble", signal, within, colour, onPlace, onGuess, onEnd }) {
  const paint = mapPainter();
  const plot = chart({ x: "weight w", y: "bias b", label: "Map of the cost over weight and bias" });
  const ground = html("canvas", { class: "nn-layer" });
  const spare = html("canvas"); // where a finer ground is painted in slices before it is shown
  plot.element.prepend(ground);
  const box = () => {
    const { left, right, top, bottom } = plot.margin;
    return { left, top, width: plot.width - left - right, height: plot.height - top - bottom };
  };
  // The marble is seen on the canvas; here it is taken hold of.
  const marble = svg("g", { "data-handle": name.toLowerCase() }, svg("circle", { r: 22, class: "nn-touch" }), svg("circle", { r: 8.5, class: "nn-touch nn-grip" }));
  plot.over.append(marble);
  const drawn = ring({ plot, signal, within, onGuess, onEnd });

  const place = (/** @type {number} */ x, /** @type {number} */ y) => {
    const [w, b] = [dragged(plot.x.invert(x), plot.x.domain()), dragged(plot.y.invert(y), plot.y.domain())];
    onPlace(bounded(w, plot.x.domain()), bounded(b, plot.y.domain()));
  };
  let at = [0, 0];
  let seenAt = [0, 0]; // in pixels, at the map's edge where it is off the map
  let away = false; // off the map
  let spots = new Float64Array(); // the path in pixels: x, y, x, y, ...
  handle(marble, {
    name,
    signal,
    within,
    area: plot.root,
    onMove: place,
    onNudge(dx, dy, large) {
      const size = (/** @type {number[]} */ [low, high]) => (high - low) * (large ? 0.1 : 0.01);
      const [wide, high] = [plot.x.domain(), plot.y.domain()];
      onPlace(bounded(dragged(at[0] + dx * size(wide), wide), wide), bounded(dragged(at[1] + dy * size(high), high), high));
    },
    onEdge(end) {
      onPlace(plot.x.domain()[end === "Home" ? 0 : 1], at[1]);
    },
    onEnd,
  });
  plot.root.addEventListener(
    "click",
    (event) => {
      const box = plot.root.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      const { left, right, top, bottom } = plot.margin;
      if (x < left || x > plot.width - right || y < top || y > plot.height - bottom) return;
      place(x, y);
      onEnd();
    },
    { signal },
  );

  return {
    element: plot.element,
    size: (/** @type {number} */ width, /** @type {number} */ height) => plot.size(width, height),
    domains: (/** @type {number[]} */ w, /** @type {number[]} */ b) => plot.domains(w, b),
    /** Draw the cost itself at once: its bands and lines. */
    drawSurface(/** @type {{ C: Float64Array, n: number, thresholds: number[] }} */ surface) {
      paint(canvas2d(ground, plot.width, plot.height), surface, box(), colour).work(() => false);
    },
    /** The same in slices: the old ground is seen until the new one stands. */
    paintSurface(/** @type {{ C: Float64Array, n: number, thresholds: number[] }} */ surface) {
      /** @type {ReturnType<typeof paint> | undefined} */
      let painting;
      return (/** @type {() => boolean} */ late) => {
        if (!painting) {
          painting = paint(canvas2d(spare, plot.width, plot.height), surface, box(), colour);
          if (late()) return false;
        }
        if (!painting.work(late)) return false;
        canvas2d(ground, plot.width, plot.height).drawImage(spare, 0, 0, plot.width, plot.height);
        return true;
      };
    },
    titles: (/** @type {string} */ x) => plot.titles(x, "bias b"),
    /**
     * Draw the path: what is rolled as a strong line, what lies ahead as a faint one, every step a dot.
     * @param {import("../core/descent.js").Path} path
     * @param {number} steps
     * @param {{ fog: boolean, ahead: boolean, guess: import("./guess.js").Guess | null }} seen
     */
    drawPath(path, steps, { fog, ahead, guess }) {
      const context = plot.pen();
      const { left, right, top, bottom } = plot.margin;
      const { px, py } = plot.pixels();
      if (spots.length !== path.theta.length) spots = new Float64Array(path.theta.length);
      for (let i = 0; i <= 2 * path.steps; i += 2) {
        spots[i] = far(px(path.theta[i]));
        spots[i + 1] = far(py(path.theta[i + 1]));
      }
      const stroke = (/** @type {number} */ first, /** @type {number} */ last, /** @type {number} */ width) => {
        context.lineWidth = width;
        context.beginPath();
        let before = -1; // the spot drawn last
        for (let step = first; step <= last; step++) {
          if (step < last && near(spots, step, before, 0.4)) continue; // less than the eye resolves
          context.lineTo(spots[2 * step], spots[2 * step + 1]);
          before = step;
        }
        context.stroke();
        context.beginPath();
        before = -1;
        for (let step = first; step <= last; step++) {
          if (near(spots, step, before, 2.5)) continue; // dots that lie on each other are one
          context.moveTo(spots[2 * step] + width, spots[2 * step + 1]);
          context.arc(spots[2 * step], spots[2 * step + 1], width, 0, 7);
          before = step;
        }
        context.fill();
      };
      const here = [spots[2 * steps], spots[2 * steps + 1]];
      if (fog) drawFog(context, box(), here, colour);
      context.strokeStyle = context.fillStyle = colour("ink");
      if (ahead && steps < path.steps) {
        context.globalAlpha = 0.5;
        stroke(steps, path.steps, 1.4);
        context.globalAlpha = 1;
      }
      if (steps > 0) stroke(0, steps, 2.2);
      drawn.draw(context, guess, spots, colour);
      if (fog) drawDownhill(context, here, [px(0) - px(path.gradient[2 * steps]), py(0) - py(path.gradient[2 * steps + 1])], colour);

      at = [path.theta[2 * steps], path.theta[2 * steps + 1]];
      const [x, y] = here;
      const [mx, my] = (seenAt = [inside(x, left + 4, plot.width - right - 4), inside(y, top + 4, plot.height - bottom - 4)]);
      away = Math.hypot(mx - x, my - y) > 8;
      plot.beyond((pen) => {
        if (steps > 0) cross(pen, spots[0], spots[1], colour("output"));
        if (away) arrow(pen, mx, my, Math.atan2(y - my, x - mx), colour("error"));
        ball(pen, mx, my, 8.5, colour("output"), colour("paper"));
      });
    },
    /** Put the handle where the marble is seen. In a drag it need not follow at once: the hand has it. */
    follow() {
      put(marble, seenAt[0], seenAt[1]);
    },
    /** Say where the marble is, to whoever does not see it. */
    tell() {
      const [low, high] = plot.x.domain();
      set(marble, "aria-valuenow", at[0]);
      set(marble, "aria-valuemin", low);
      set(marble, "aria-valuemax", high);
      set(marble, "aria-valuetext", `weight ${shown(at[0])}, bias ${shown(at[1])}${away ? ", off the map" : ""}`);
    },
  };
}

const inside = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) => Math.max(low, Math.min(high, value));
const bounded = (/** @type {number} */ value, /** @type {number[]} */ [low, high]) => inside(value, low, high);
const far = (/** @type {number} */ pixels) => inside(pixels, -1e5, 1e5); // a canvas loses lines that end at infinity

/** The start's cross. */
function cross(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ colour) {
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.beginPath();
  for (const slant of [-6, 6]) {
    pen.moveTo(x - 6, y - slant);
    pen.lineTo(x + 6, y + slant);
  }
  pen.stroke();
}

/** A small arrow beside the marble, the way in which it is off the map. */
function arrow(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ angle, /** @type {string} */ colour) {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(x + 22 * ux, y + 22 * uy);
  pen.lineTo(x + 15 * ux - 5 * uy, y + 15 * uy + 5 * ux);
  pen.lineTo(x + 15 * ux + 5 * uy, y + 15 * uy - 5 * ux);
  pen.fill();
}

/** Whether a step's spot lies within so many pixels of another's. */
function near(/** @type {Float64Array} */ spots, /** @type {number} */ step, /** @type {number} */ other, /** @type {number} */ pixels) {
  if (other < 0) return false;
  return Math.abs(spots[2 * step] - spots[2 * other]) + Math.abs(spots[2 * step + 1] - spots[2 * other + 1]) < pixels;
}
