// The race of Descent: other optimizers from the marble's start, each with a dash, a shape and a name at its end.
import { path as pathOf } from "../shared/core/descent.ts";
import { named } from "../shared/core/optimizers.ts";
import { shown } from "../shared/view/numbers.ts";
import type { Path } from "../shared/core/descent.ts";

/** One that races: its name, its settings as words, and where it goes. */
export type Racer = { name: string, path: Path };

const NAMES: Record<string, string> = { plain: "plain", momentum: "momentum", nesterov: "Nesterov", adam: "Adam" };
/** The marble itself is solid and round; no colour here is one of the course's. */
const LOOKS = [
  { colour: "series2", dash: [7, 4], shape: square },
  { colour: "series3", dash: [9, 3, 2, 3], shape: triangle },
  { colour: "ink", dash: [2, 3], shape: diamond },
  { colour: "series2", dash: [14, 3], shape: triangle },
];
const LINE = 15; // pixels from a name to the next

/** All that race beside the marble, from its start. */
export const racers = (race: [string, number, number][], passes: Parameters<typeof pathOf>[0], start: ArrayLike<number>, horizon: number): Racer[] =>
  race.map(([rule, rate, momentum]) => ({ name: NAMES[rule], path: pathOf(passes, start, named(2, rule, rate, momentum), horizon) }));

/** Where a racer is after so many steps of the marble: one that diverged has stopped. */
const at = ({ path }: Racer, steps: number) => Math.min(steps, path.steps);

/** Draw each racer's way so far by its points in pixels, its shape at the end, and the names of all where they are free. */
export function drawRace(pen: CanvasRenderingContext2D, all: Racer[], steps: number, spot: (path: Path, step: number) => [number, number], right: number, colour: (name: string) => string, own?: [number, number]) {
  const labels = own ? [{ text: "yours", x: own[0], y: own[1] }] : [];
  for (const [i, racer] of all.entries()) {
    const look = LOOKS[i];
    const last = at(racer, steps);
    pen.save();
    for (const [name, width, dash] of [["paper", 4, []], [look.colour, 2, look.dash]] as [string, number, number[]][]) {
      pen.strokeStyle = colour(name);
      pen.lineWidth = width;
      pen.setLineDash(dash);
      pen.beginPath();
      for (let step = 0; step <= last; step++) pen.lineTo(...spot(racer.path, step));
      pen.stroke();
    }
    pen.restore();
    const [x, y] = spot(racer.path, last);
    pen.fillStyle = colour(look.colour);
    pen.strokeStyle = colour("paper");
    pen.lineWidth = 2;
    pen.beginPath();
    look.shape(pen, x, y);
    pen.closePath();
    pen.stroke();
    pen.fill();
    labels.push({ text: racer.name, x, y });
  }
  drawNames(pen, labels, right, colour);
}

/** The names at the ends, one below the other where the ends meet. */
function drawNames(pen: CanvasRenderingContext2D, labels: { text: string, x: number, y: number }[], right: number, colour: (name: string) => string) {
  pen.font = `13px ${colour("interface") || "sans-serif"}`;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  let free = -Infinity;
  for (const { text, x, y } of labels.sort((a, b) => a.y - b.y)) {
    const line = Math.max(y, free);
    free = line + LINE;
    const turned = x + 14 + pen.measureText(text).width > right;
    pen.textAlign = turned ? "right" : "left";
    pen.strokeStyle = colour("paper");
    pen.strokeText(text, x + (turned ? -13 : 13), line);
    pen.fillStyle = colour("ink");
    pen.fillText(text, x + (turned ? -13 : 13), line);
  }
}

/** Who is where, as sentences; "" where nobody races. */
export function raceSays(all: Racer[], steps: number, own: Path) {
  if (!all.length) return "";
  const where = all.map((racer) => {
    const step = at(racer, steps);
    const [w, b] = [racer.path.theta[2 * step], racer.path.theta[2 * step + 1]];
    return `${racer.name} is at (${shown(w)}, ${shown(b)}) with the cost ${shown(racer.path.cost[step])}`;
  });
  const costs = [own.cost[Math.min(steps, own.steps)], ...all.map((racer) => racer.path.cost[at(racer, steps)])];
  const first = costs.indexOf(Math.min(...costs));
  const lowest = steps === 0 ? "" : ` ${first ? all[first - 1].name : "Your marble"} is lowest.`;
  return ` Beside it, ${where.join("; ")}.${lowest}`;
}

function square(pen: CanvasRenderingContext2D, x: number, y: number) {
  pen.rect(x - 5, y - 5, 10, 10);
}
function triangle(pen: CanvasRenderingContext2D, x: number, y: number) {
  for (const [dx, dy] of [[0, -7], [6.5, 5], [-6.5, 5]]) pen.lineTo(x + dx, y + dy);
}
function diamond(pen: CanvasRenderingContext2D, x: number, y: number) {
  for (const [dx, dy] of [[0, -7], [6, 0], [0, 7], [-6, 0]]) pen.lineTo(x + dx, y + dy);
}
