// The network as a diagram: every unit a small picture of the plane, every connection a line as strong as its weight.
import { hands } from "../shared/view/diagram_hands.ts";
import { ends } from "../shared/view/diagram_layout.ts";
import { canvas2d, html, set, svg } from "../shared/view/dom.ts";
import { sized } from "../shared/view/drawing.ts";
import { parameters } from "../shared/view/parameters.ts";
import { namesOf } from "./names.ts";
import { layerColour, tile } from "./shades.ts";
import type { Plane } from "../shared/core/plane.ts";
import type { Item, Layout } from "../shared/view/diagram_layout.ts";

/**
 * One Tab stop for the whole network, as in the other diagrams: the arrows walk along its connections, Enter picks.
 * @param options onPick gets the place in theta of the weight or bias that was picked
 */
export function networkDiagram({ colour, ramp, signal, onPick }: { colour: (name: string) => string, ramp: (name: string, deep?: number) => Uint32Array, signal: AbortSignal, onPick: (place: number) => void }) {
  const canvas = html("canvas", { class: "nn-layer" });
  const over = svg("svg", { role: "listbox", "aria-orientation": "horizontal", "aria-label": "The network, every unit with its own picture of the plane; pick one to see where its sum is zero" });
  const element = html("div", { class: "nn-network" }, canvas, over);
  let sizes: number[] = [];
  let names = parameters([2, 1]);
  let items: Item[] = []; // where each number of theta is in the diagram
  let options = new Map<string, SVGElement>(); // what can be picked, by its item
  let selected: SVGElement | undefined;
  let place: Layout = { width: 0, height: 0, r: 0, gap: 0, roomy: true, text: 0, at: [] };
  let tiles: ReturnType<typeof tile>[][] = [];
  let grid = 0;
  let context: CanvasRenderingContext2D | null = null;
  let stale = true; // whether the canvas must take its size first
  const range = [0, 1];
  const hand = hands({ root: over, place: () => place, signal, onPoint() {}, onPick: (item) => names.at(item) >= 0 && onPick(names.at(item)) });

  /** Columns of tiles that fill the height. */
  const arrange = () => {
    const { width, height } = place;
    if (!width || !sizes.length) return;
    stale = true;
    const most = Math.max(...sizes);
    const side = Math.min(58, (height - 26) / most - 8, (width / sizes.length) * 0.62);
    const pitch = Math.min(side + 22, (height - 24) / most); // from one unit to the next
    const gap = (width - side - 8) / (sizes.length - 1);
    const at = sizes.map((units, l) =>
      Array.from({ length: units }, (_, j) => ({ x: side / 2 + 4 + l * gap, y: 22 + (height - 24) / 2 + (j - (units - 1) / 2) * pitch })));
    place = { ...place, r: side / 2, gap, at };
    sized(over, width, height);
    outlines(side);
  };
  /** The canvas shows the network; these lines and squares over it can be named, focused and picked. */
  const outlines = (side: number) => {
    const last = sizes.length - 1;
    const called = namesOf(sizes);
    const heads = sizes.map((_, l) => {
      const [anchor, x] = l === 0 ? ["start", -side / 2] : l === last ? ["end", side / 2] : ["middle", 0];
      return svg("text", { x: place.at[l][0].x + Number(x), y: 12, class: "nn-layer-name", "text-anchor": anchor }, l === 0 ? "inputs" : l === last ? "output ŷ" : `hidden ${l}`);
    });
    const option = (shape: SVGElement, item: Item, label: string) => {
      for (const [key, value] of Object.entries({ role: "option", tabindex: -1, "aria-selected": "false", "aria-label": label, "data-item": item.join() })) set(shape, key, value);
      options.set(item.join(), shape);
    };
    options = new Map();
    for (const [p, item] of items.entries()) {
      if (item.length < 3) continue; // a bias is picked on its unit
      const [x1, y1, x2, y2] = ends(place, item);
      option(svg("path", { class: "nn-wire", d: `M${x1},${y1}L${x2},${y2}` }), item, called[p].title);
    }
    for (const [l, column] of place.at.entries()) {
      for (const [j, { x, y }] of column.entries()) {
        const label = l === 0 ? `input ${j + 1}` : l === last ? "output" : `unit ${j + 1} of hidden layer ${l}`;
        option(svg("rect", { x: x - side / 2, y: y - side / 2, width: side, height: side, class: "nn-unit" }), [l, j], label);
      }
    }
    over.replaceChildren(...heads, ...options.values());
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
    size(width: number, height: number) {
      if (place.width === width && place.height === height) return; // what has the focus stays
      place = { ...place, width, height };
      Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
      arrange();
    },
    /** Take another architecture, and a grid of n x n places. */
    shape(wanted: number[], n: number) {
      if (String(wanted) === String(sizes) && n === grid) return;
      sizes = wanted.slice();
      grid = n;
      names = parameters(sizes);
      items = Array.from({ length: names.P }, (_, p) => names.item(p));
      tiles = sizes.map((units) => Array.from({ length: units }, () => tile(n)));
      arrange();
    },
    /** Draw it: the units' values from the plane, the connections from theta, the picked one marked. */
    draw(plane: Plane, theta: Float64Array, picked: number) {
      if (!place.at.length) return;
      const pen = stale || !context ? (context = canvas2d(canvas, place.width, place.height)) : context;
      if (!stale) pen.clearRect(0, 0, place.width, place.height);
      stale = false;
      const chosen = items[picked];
      const now = options.get(chosen.join());
      if (now !== selected) {
        selected?.setAttribute("aria-selected", "false");
        now?.setAttribute("aria-selected", "true");
        selected = now;
      }
      hand.chosen(chosen);
      for (const [p, item] of items.entries()) {
        if (item.length < 3) continue;
        const [x1, y1, x2, y2] = ends(place, item);
        const size = Math.abs(theta[p]);
        pen.strokeStyle = colour(p === picked ? "ink" : "weight");
        pen.globalAlpha = size < 0.02 ? 0.25 : 0.85;
        pen.lineWidth = (p === picked ? 3 : 0.6) + Math.min(6, 1.3 * size);
        pen.setLineDash(theta[p] < 0 ? DASH : SOLID);
        pen.beginPath();
        pen.moveTo(x1, y1);
        pen.lineTo(x2, y2);
        pen.stroke();
      }
      pen.setLineDash(SOLID);
      pen.globalAlpha = 1;
      const [side, last] = [2 * place.r, sizes.length - 1];
      for (const [l, column] of place.at.entries()) {
        const name = l === 0 ? "input" : layerColour(l, last);
        const shades = ramp(name);
        for (const [j, { x, y }] of column.entries()) {
          const [left, top] = [x - place.r, y - place.r];
          if (l === 0) [range[0], range[1]] = plane.view[j];
          else plane.range(l, j, range);
          const small = tiles[l][j];
          small.paint(plane.A[l], j, sizes[l], range[0], range[1], shades);
          pen.drawImage(small.canvas, left, top, side, side);
          if (l > 0) outline(pen, plane.boundary(l, j), left, top + side, side / (plane.n - 1));
          const marked = chosen.join() === `${l},${j}`;
          pen.strokeStyle = colour(marked ? "ink" : name);
          pen.lineWidth = marked ? 4.5 : 2;
          pen.strokeRect(left, top, side, side);
        }
      }
    },
  };
}

const DASH = [5, 4];
const LINES = [["paper", 3.2], ["ink", 1.4]] as [string, number][];
const SOLID: number[] = [];
