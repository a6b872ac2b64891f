// The map of Descent: the cost over (w, b) as contours, the path on it, the start's cross, and the marble to drag.
import { extent } from "../shared/core/relief.ts";
import { canvas2d, html, put, svg, write } from "../shared/view/dom.ts";
import { tellHandle } from "../shared/view/drawing.ts";
import { arrow, ball, chart } from "../shared/view/chart.ts";
import { mapPainter } from "../shared/view/contours.ts";
import { handle } from "../shared/view/controls.ts";
import { dragged, shown, worked } from "../shared/view/numbers.ts";
import { drawDownhill, drawFog } from "./fog.ts";
import { ring } from "./guess.ts";
import { legs } from "./legs.ts";
import { drawRace } from "./race.ts";
import type { Path } from "../shared/core/descent.ts";
import type { Ground } from "./ground.ts";
import type { Guess } from "./guess.ts";
import type { Racer } from "./race.ts";

const CLOSE = 5; // pixels: steps so near to each other are one leg of the path
const APART = 8; // pixels between places of the path that labels keep away from

export function costMap({ name = "Marble", signal, colour, onPlace, onGuess, onEnd }: { name?: string, signal: AbortSignal, colour: (name: string) => string, onPlace: (w: number, b: number) => void,
    onGuess: (w: number, b: number) => void, onEnd: () => void }) {
  const paint = mapPainter();
  const [least, most] = [html("span"), html("span")];
  const key = html("p", { class: "nn-map-key" }, "cost ", least, html("i"), most);
  const plot = chart({ x: "weight w", y: "bias b", label: "Map of the cost over weight and bias", key });
  const ground = html("canvas", { class: "nn-layer" });
  plot.element.prepend(ground);
  const box = () => {
    const { left, right, top, bottom } = plot.margin;
    return { left, top, width: plot.width - left - right, height: plot.height - top - bottom };
  };
  // The marble is seen on the canvas; here it is taken hold of.
  const marble = svg("g", { "data-handle": name.toLowerCase() }, svg("circle", { r: 22, class: "nn-touch" }), svg("circle", { r: 8.5, class: "nn-touch nn-grip" }));
  plot.over.append(marble);
  const drawn = ring({ plot, signal, onGuess, onEnd });

  const place = (x: number, y: number) => {
    const [w, b] = [dragged(plot.x.invert(x), plot.x.domain()), dragged(plot.y.invert(y), plot.y.domain())];
    onPlace(bounded(w, plot.x.domain()), bounded(b, plot.y.domain()));
  };
  let at = [0, 0];
  let away = false; // off the map
  let spots = new Float64Array(); // the path in pixels: x, y, x, y, ...
  handle(marble, {
    name,
    signal,
    area: plot.root,
    onMove: place,
    onNudge(dx, dy, large) {
      const size = ([low, high]: number[]) => (high - low) * (large ? 0.1 : 0.01);
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
    size: (width: number, height: number) => plot.size(width, height),
    domains: (w: number[], b: number[]) => plot.domains(w, b),
    /** Draw the cost itself: its bands and lines, with labels beside the path as it was drawn last; in fog without them. */
    drawGround(surface: Ground, fog: boolean) {
      paint(canvas2d(ground, plot.width, plot.height), surface, box(), colour, fog ? null : along(spots, plot.width));
      for (const [i, end] of extent(surface.C).entries()) write([least, most][i], worked(end, 2));
    },
    titles: (x: string) => plot.titles(x, "bias b"),
    /**
     * Draw the path: the last legs as a thin line that fades with age, those ahead fainter, every leg's end a dot; and the
     * lowest place of the map as a small cross. In a race the others have theirs, whole.
     */
    drawPath(path: Path, steps: number, { fog, ahead, guess, lowest, race }: { fog: boolean, ahead: boolean, guess: Guess | null, lowest: number[] | null, race: Racer[] }) {
      const context = plot.pen();
      const { left, right, top, bottom } = plot.margin;
      const { px, py } = plot.pixels();
      if (spots.length !== path.theta.length) spots = new Float64Array(path.theta.length);
      for (let i = 0; i <= 2 * path.steps; i += 2) {
        spots[i] = far(px(path.theta[i]));
        spots[i + 1] = far(py(path.theta[i + 1]));
      }
      const cased = (draw: () => void) => {
        for (const [name, width] of [["paper", 4], ["ink", 2]] as [string, number][]) {
          context.strokeStyle = context.fillStyle = colour(name);
          context.lineWidth = width;
          context.beginPath();
          draw();
          context.stroke();
        }
      };
      const stroke = (to: number, strength: number) => {
        for (const leg of legs(steps, to, (one, other) => near(spots, one, other, CLOSE))) {
          context.globalAlpha = strength * leg.strength;
          cased(() => {
            context.moveTo(spots[2 * leg.from], spots[2 * leg.from + 1]);
            context.lineTo(spots[2 * leg.to], spots[2 * leg.to + 1]);
          });
          context.beginPath();
          context.arc(spots[2 * leg.to], spots[2 * leg.to + 1], 2, 0, 7);
          context.fill();
        }
        context.globalAlpha = 1;
      };
      const here = [spots[2 * steps], spots[2 * steps + 1]];
      if (fog) drawFog(context, box(), here, colour);
      if (lowest && !fog) cased(() => plus(context, px(lowest[0]), py(lowest[1])));
      if (ahead) stroke(path.steps, 0.5);
      stroke(0, 1);
      drawn.draw(context, guess, spots, colour);
      if (fog) drawDownhill(context, here, [px(0) - px(path.gradient[2 * steps]), py(0) - py(path.gradient[2 * steps + 1])], colour);

      at = [path.theta[2 * steps], path.theta[2 * steps + 1]];
      const [x, y] = here;
      const [mx, my] = [inside(x, left + 4, plot.width - right - 4), inside(y, top + 4, plot.height - bottom - 4)];
      put(marble, mx, my);
      away = Math.hypot(mx - x, my - y) > 8;
      plot.beyond((pen) => {
        if (steps > 0) cross(pen, spots[0], spots[1], colour("output"));
        if (race.length) drawRace(pen, race, steps, (one, step) => [inside(px(one.theta[2 * step]), left, plot.width - right), inside(py(one.theta[2 * step + 1]), top, plot.height - bottom)], plot.width, colour, [mx, my]);
        if (away) arrow(pen, mx, my, Math.atan2(y - my, x - mx), colour("error"));
        ball(pen, mx, my, 8.5, colour("output"), colour("paper"));
      });
    },
    /** Tell a screen reader where the marble is. */
    tell() {
      tellHandle(marble, at[0], plot.x.domain(), `weight ${shown(at[0])}, bias ${shown(at[1])}${away ? ", off the map" : ""}`);
    },
  };
}

const inside = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
const bounded = (value: number, [low, high]: number[]) => inside(value, low, high);
const far = (pixels: number) => inside(pixels, -1e5, 1e5); // a canvas loses lines that end at infinity

/** The cross of the lowest place, to be stroked. */
function plus(pen: CanvasRenderingContext2D, x: number, y: number) {
  pen.moveTo(x - 5, y);
  pen.lineTo(x + 5, y);
  pen.moveTo(x, y - 5);
  pen.lineTo(x, y + 5);
}

/** Places along a path of spots, no farther from each other than APART, as long as it stays near a map of this width. */
function along(spots: Float64Array, width: number) {
  const places: number[][] = [];
  for (let i = 0; i + 3 < spots.length; i += 2) {
    const [x, y, dx, dy] = [spots[i], spots[i + 1], spots[i + 2] - spots[i], spots[i + 3] - spots[i + 1]];
    const parts = Math.ceil(Math.hypot(dx, dy) / APART);
    if (parts * APART > 2 * width) break; // it leaps out of the map
    for (let part = 0; part <= parts; part++) places.push([x + (dx * part) / (parts || 1), y + (dy * part) / (parts || 1)]);
  }
  return places;
}

/** The start's cross. */
function cross(pen: CanvasRenderingContext2D, x: number, y: number, colour: string) {
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.beginPath();
  for (const slant of [-6, 6]) {
    pen.moveTo(x - 6, y - slant);
    pen.lineTo(x + 6, y + slant);
  }
  pen.stroke();
}

/** Whether a step's spot lies within so many pixels of another's. */
function near(spots: Float64Array, step: number, other: number, pixels: number) {
  return Math.abs(spots[2 * step] - spots[2 * other]) + Math.abs(spots[2 * step + 1] - spots[2 * other + 1]) < pixels;
}
