// The network as a diagram: every unit a small picture of the plane, every connection a line as strong as its weight.
import { layout } from "../shared/core/network.ts";
import { canvas2d, html, set, svg } from "../shared/view/dom.ts";
import { sized } from "../shared/view/drawing.ts";
import { unitOf } from "./names.ts";
import { layerColour, tile } from "./shades.ts";
import type { Plane } from "../shared/core/plane.ts";

const FINGER = 44; // pixels, to be hit by one

/**
 * One Tab stop for the whole network: the arrows move among its units, and pick each one's bias.
 * @param options onPick gets the place in theta of the weight or bias that was pointed at
 */
export function networkDiagram({ colour, ramp, signal, onPick }: { colour: (name: string) => string, ramp: (name: string, deep?: number) => Uint32Array, signal: AbortSignal, onPick: (place: number) => void }) {
  const canvas = html("canvas", { class: "nn-layer" });
  const over = svg("svg", { role: "listbox", "aria-label": "The network, every unit with its own picture of the plane; pick one to see where its sum is zero" });
  const element = html("div", { class: "nn-network" }, canvas, over);
  let sizes: number[] = [];
  let places: ReturnType<typeof layout> = { weightsAt: [], biasesAt: [], P: 0 };
  /** centre x, y of every unit, layer by layer */
  let spots: number[][][] = [];
  let tiles: ReturnType<typeof tile>[][] = [];
  let [width, height, side, reach, grid] = [0, 0, 0, 0, 0]; // reach: the side of the square that a finger hits
  let context: CanvasRenderingContext2D | null = null;
  let stale = true; // whether the canvas must take its size first
  /** each unit after the inputs, to be picked */
  let units: SVGElement[][] = [];
  const ends = [0, 1];

  const arrange = () => {
    if (!width || !sizes.length) return;
    stale = true;
    const most = Math.max(...sizes);
    const columns = sizes.length;
    side = Math.min(58, (height - 26) / most - 8, (width / columns) * 0.62);
    const pitch = Math.min(side + 22, (height - 24) / most); // from one unit to the next
    reach = Math.max(side, Math.min(FINGER, pitch));
    spots = sizes.map((units, l) =>
      Array.from({ length: units }, (_, j) => [
        side / 2 + 4 + (l * (width - side - 8)) / (columns - 1),
        22 + (height - 24) / 2 + (j - (units - 1) / 2) * pitch,
      ]),
    );
    sized(over, width, height);
    hit();
  };
  /** What the pointer can take hold of: a wide invisible line on every weight, a square on every unit for its bias. */
  const hit = () => {
    const parts: SVGElement[] = [];
    const take = (part: SVGElement, place: number) => {
      part.addEventListener("click", () => onPick(place), { signal });
      parts.push(part);
    };
    const L = sizes.length - 1;
    for (let l = 0; l < L; l++) {
      for (let j = 0; j < sizes[l + 1]; j++) {
        for (let k = 0; k < sizes[l]; k++) take(svg("path", { d: curve(l, j, k), class: "nn-wire" }), places.weightsAt[l] + j * sizes[l] + k);
      }
    }
    units = spots.map((column, l) =>
      column.map(([x, y], j) => svg("rect", { x: x - reach / 2, y: y - reach / 2, width: reach, height: reach, class: "nn-unit", role: "option", tabindex: -1, "aria-selected": "false", "aria-label": l === L ? "output" : `unit ${j + 1} of hidden layer ${l}`, "data-unit": `${l},${j}` })));
    for (let l = 1; l <= L; l++) for (const [j, unit] of units[l].entries()) take(unit, places.biasesAt[l - 1] + j);
    const names = sizes.map((_, l) => (l === 0 ? "inputs" : l === L ? "output ŷ" : `hidden ${l}`));
    const titles = names.map((name, l) => svg("text", { x: spots[l][0][0], y: 12, class: "nn-layer-name", "text-anchor": l === 0 ? "start" : l === L ? "end" : "middle", dx: l === 0 ? -side / 2 : l === L ? side / 2 : 0 }, name));
    over.replaceChildren(...titles, ...parts);
  };
  over.addEventListener("keydown", (event) => {
    const [l, j] = ((event.target as Element).getAttribute("data-unit") ?? "").split(",").map(Number);
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1], Home: [-9, -9], End: [9, 9], Enter: [0, 0] }[event.key];
    if (!way || !l || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const to = Math.max(1, Math.min(sizes.length - 1, l + way[0]));
    const unit = Math.max(0, Math.min(sizes[to] - 1, j + way[1]));
    onPick(places.biasesAt[to - 1] + unit);
    units[to][unit].focus({ preventScroll: true });
  }, { signal });
  const control = ([x1]: number[], [x2]: number[]) => (x1 + x2) / 2;
  const curve = (l: number, j: number, k: number) => {
    const [from, to] = [spots[l][k], spots[l + 1][j]];
    const [x1, x2, m] = [from[0] + side / 2, to[0] - side / 2, control(from, to)];
    return `M${x1},${from[1]}C${m},${from[1]} ${m},${to[1]} ${x2},${to[1]}`;
  };

  /** A unit's own boundary in its picture: a dark line in a pale one, to be seen on every shade. */
  const outline = (pen: CanvasRenderingContext2D, line: number[], left: number, low: number, step: number) => {
    pen.beginPath();
    for (let p = 0; p < line.length; p += 4) {
      pen.moveTo(left + line[p] * step, low - line[p + 1] * step);
      pen.lineTo(left + line[p + 2] * step, low - line[p + 3] * step);
    }
    for (const [name, width] of LINES) {
      Object.assign(pen, { strokeStyle: colour(name), lineWidth: width });
      pen.stroke();
    }
  };

  return {
    element,
    size(w: number, h: number) {
      if (width === w && height === h) return; // what has the focus stays
      [width, height] = [w, h];
      Object.assign(element.style, { width: `${w}px`, height: `${h}px` });
      arrange();
    },
    /** Take another architecture, and a grid of n x n places. */
    shape(wanted: number[], n: number) {
      if (String(wanted) === String(sizes) && n === grid) return;
      sizes = wanted.slice();
      grid = n;
      places = layout(sizes);
      tiles = sizes.map((units) => Array.from({ length: units }, () => tile(n)));
      arrange();
    },
    /** Draw it: the units' values from the plane, the connections from theta, the picked one marked. */
    draw(plane: Plane, theta: Float64Array, picked: number) {
      if (!spots.length) return;
      const pen = stale || !context ? (context = canvas2d(canvas, width, height)) : context;
      if (!stale) pen.clearRect(0, 0, width, height);
      stale = false;
      const L = sizes.length - 1;
      const at = unitOf(sizes, picked);
      for (let l = 1; l <= L; l++) {
        for (const [j, unit] of units[l].entries()) {
          const chosen = l === at.l && j === at.j;
          set(unit, "tabindex", chosen ? 0 : -1); // where the Tab key enters
          set(unit, "aria-selected", String(chosen));
        }
      }
      pen.strokeStyle = colour("weight");
      for (let l = 0, p = 0; l < L; l++) {
        p = places.weightsAt[l];
        for (let j = 0; j < sizes[l + 1]; j++) {
          const to = spots[l + 1][j];
          for (let k = 0; k < sizes[l]; k++, p++) {
            const from = spots[l][k];
            const size = Math.abs(theta[p]);
            const m = (from[0] + to[0]) / 2;
            pen.globalAlpha = size < 0.02 ? 0.25 : 0.85;
            pen.lineWidth = p === picked ? 3 + Math.min(6, 1.3 * size) : 0.6 + Math.min(6, 1.3 * size);
            pen.setLineDash(theta[p] < 0 ? DASH : SOLID);
            pen.beginPath();
            pen.moveTo(from[0] + side / 2, from[1]);
            pen.bezierCurveTo(m, from[1], m, to[1], to[0] - side / 2, to[1]);
            if (p === picked) pen.strokeStyle = colour("ink");
            pen.stroke();
            if (p === picked) pen.strokeStyle = colour("weight");
          }
        }
      }
      pen.setLineDash(SOLID);
      pen.globalAlpha = 1;
      for (let l = 0; l <= L; l++) {
        const name = l === 0 ? "input" : layerColour(l, L);
        const shades = ramp(name);
        pen.strokeStyle = colour(name);
        for (let j = 0; j < sizes[l]; j++) {
          if (l === 0) [ends[0], ends[1]] = plane.view[j];
          else plane.range(l, j, ends);
          const small = tiles[l][j];
          small.paint(plane.A[l], j, sizes[l], ends[0], ends[1], shades);
          const [x, y] = spots[l][j];
          pen.drawImage(small.canvas, x - side / 2, y - side / 2, side, side);
          if (l > 0) outline(pen, plane.boundary(l, j), x - side / 2, y + side / 2, side / (plane.n - 1));
          pen.strokeStyle = colour(name);
          const chosen = l > 0 && picked === places.biasesAt[l - 1] + j;
          pen.lineWidth = chosen ? 4.5 : 2;
          if (chosen) pen.strokeStyle = colour("ink");
          pen.strokeRect(x - side / 2, y - side / 2, side, side);
          if (chosen) pen.strokeStyle = colour(name);
        }
      }
    },
  };
}

const DASH = [5, 4];
const LINES = [["paper", 3.2], ["ink", 1.4]] as [string, number][];
const SOLID: number[] = [];
