// The large picture: the output over the plane, the line where it is a half, and the examples; a brush paints new ones.
import { isolines } from "../shared/core/isolines.ts";
import { isHeld } from "../shared/core/samples.ts";
import { canvas2d, html, set, svg, write } from "../shared/view/dom.ts";
import { sized } from "../shared/view/drawing.ts";
import { dragged, shown } from "../shared/view/numbers.ts";
import { unitOf } from "./names.ts";
import { layerColour, tile } from "./shades.ts";
import type { Plane } from "../shared/core/plane.ts";

const HALF = [0.5];
const PALE = 0.5; // the deepest shade is half the colour, so that filled points stand out
const FAR = 0.0135; // of the picture, between points that one stroke paints

/** @param options onPaint gets places (x1, x2) */
export function outputPicture({ view, colour, ramp, signal, onPaint, onEnd }: { view: () => number[][], colour: (name: string) => string, ramp: (name: string, deep?: number) => Uint32Array, signal: AbortSignal,
    onPaint: (points: number[][]) => void, onEnd: () => void }) {
  const ground = html("canvas", { class: "nn-layer" });
  const half = html("canvas", { class: "nn-layer" });
  const dots = html("canvas", { class: "nn-layer" });
  const cross = svg("path", { d: "M-12,0H-4M4,0H12M0,-12V-4M0,4V12", class: "nn-cross" });
  const over = svg("svg", { role: "img", "aria-label": "The output over the plane of x1 and x2, and the examples" }, cross);
  const frame = html("div", { class: "nn-picture" }, ground, half, dots, over);
  const boundaryLine = html("span", { class: "nn-line nn-line-own" }); // in the key
  const boundaryName = html("span");
  const boundaryKey = html("span", {}, boundaryLine, boundaryName);
  const key = html("p", { class: "nn-picture-key" },
    html("span", {}, html("span", { class: "nn-dot-key nn-dot-one" }), "class 1"), html("span", {}, html("span", { class: "nn-dot-key" }), "class 0"),
    html("span", {}, html("span", { class: "nn-dot-key nn-dot-held" }), "held back for the test"), html("span", {}, html("span", { class: "nn-line" }), "ŷ is a half"), boundaryKey);
  const tiles: Map<number, ReturnType<typeof tile>> = new Map();
  let side = 0;
  let brush = false;
  let at = [0, 0]; // of the brush
  const part = (value: number, axis: number) => (value - view()[axis][0]) / (view()[axis][1] - view()[axis][0]);
  const px = (x: number) => part(x, 0) * side;
  const py = (y: number) => (1 - part(y, 1)) * side;
  /** A place in the plane, from parts of the picture's width and height. */
  const placed = (parts: number[]) => parts.map((part, axis) => {
    const [low, high] = view()[axis];
    return Math.max(low, Math.min(high, dragged(low + Math.max(0, Math.min(1, part)) * (high - low), [low, high])));
  });

  let box: DOMRect | null = null;
  const place = (event: PointerEvent) => {
    const { left, top } = box as DOMRect;
    return placed([(event.clientX - left) / side, 1 - (event.clientY - top) / side]);
  };
  const put = (point: number[]) => {
    at = point;
    onPaint([point]);
    showBrush();
  };
  const showBrush = () => {
    set(cross, "transform", `translate(${px(at[0])},${py(at[1])})`);
    if (brush) set(over, "aria-valuetext", `x1 ${shown(at[0])}, x2 ${shown(at[1])}`);
  };
  over.addEventListener("pointerdown", (event) => {
    if (!brush || event.button !== 0) return;
    event.preventDefault();
    over.focus({ preventScroll: true });
    over.setPointerCapture(event.pointerId);
    box = over.getBoundingClientRect();
    put(place(event));
  }, { signal });
  over.addEventListener("pointermove", (event) => {
    if (!box || !over.hasPointerCapture(event.pointerId)) return;
    const [x, y] = place(event);
    if (Math.hypot(part(x, 0) - part(at[0], 0), part(y, 1) - part(at[1], 1)) >= FAR) put([x, y]);
  }, { signal });
  over.addEventListener("lostpointercapture", () => {
    box = null;
    onEnd();
  }, { signal });
  over.addEventListener("keydown", (event) => {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!brush || (!way && event.key !== "Enter")) return;
    event.preventDefault();
    if (!way) {
      put(at);
      onEnd();
      return;
    }
    const far = (event.shiftKey ? 0.25 : 0.05) / 2.6; // in the usual picture, which is 2.6 wide, round numbers
    at = placed(at.map((value, axis) => part(value, axis) + way[axis] * far));
    showBrush();
  }, { signal });

  return {
    element: frame,
    key,
    size(width: number) {
      side = width;
      sized(over, width, width);
      Object.assign(frame.style, { width: `${width}px`, height: `${width}px` });
      showBrush();
    },
    /** Make the picture take points, or leave it a picture. */
    brush(on: boolean) {
      if (on === brush) return;
      brush = on;
      frame.classList.toggle("nn-brush", on);
      set(over, "tabindex", on ? 0 : false);
      set(over, "role", on ? "slider" : "img");
      for (const [key, value] of Object.entries({ "aria-valuemin": view()[0][0], "aria-valuemax": view()[0][1], "aria-valuenow": at[0] })) set(over, key, on && value);
      set(over, "aria-valuetext", false);
      set(over, "aria-label", on ? "Brush: arrows move it, Enter adds a point" : "The output over the plane of x1 and x2, and the examples");
      if (on) showBrush();
    },
    /** Draw the output, the line where it is a half, and the boundary of the hidden unit that the picked parameter is of; of none where it is -1. */
    draw(plane: Plane, sizes: number[], picked: number) {
      const { output: values, n } = plane;
      const context = canvas2d(ground, side, side);
      if (!tiles.has(n)) tiles.set(n, tile(n));
      const small = tiles.get(n) as ReturnType<typeof tile>;
      small.paint(values, 0, 1, 0, 1, ramp("output", PALE));
      const step = side / (n - 1);
      context.drawImage(small.canvas, -step / 2, -step / 2, side + step, side + step);
      const pen = canvas2d(half, side, side);
      const along = (line: number[]) => {
        pen.beginPath();
        for (let p = 0; p < line.length; p += 4) {
          pen.moveTo(line[p] * step, side - line[p + 1] * step);
          pen.lineTo(line[p + 2] * step, side - line[p + 3] * step);
        }
        pen.stroke();
      };
      pen.strokeStyle = colour("ink");
      pen.lineWidth = 2;
      along(isolines(values, n, HALF)[0]);
      const L = sizes.length - 1;
      const { l, j } = picked < 0 ? { l: L, j: 0 } : unitOf(sizes, picked);
      if (boundaryKey.hidden !== (l === L)) boundaryKey.hidden = l === L; // the output's is drawn already
      if (l === L) return;
      const shade = layerColour(l, L);
      write(boundaryName, `where unit ${j + 1} of hidden ${l} is undecided`);
      set(boundaryLine, "style", `--nn-own: var(--nn-${shade})`);
      const boundary = plane.boundary(l, j);
      Object.assign(pen, { strokeStyle: colour(shade), lineWidth: 5.5 });
      along(boundary);
      Object.assign(pen, { strokeStyle: colour("paper"), lineWidth: 1.8 }); // a double line, so that not its colour alone tells it
      along(boundary);
    },
    /** Draw the examples: class 1 filled, class 0 open; discs are trained with, diamonds held back. */
    points(rows: Float64Array) {
      const context = canvas2d(dots, side, side);
      const r = Math.max(2.6, side / 120);
      for (const test of [true, false]) {
        for (const label of [0, 1]) {
          context.beginPath();
          for (let i = 0; 3 * i < rows.length; i++) {
            if (isHeld(i) !== test || rows[3 * i + 2] !== label) continue;
            const x = px(rows[3 * i]);
            const y = py(rows[3 * i + 1]);
            if (!test) {
              context.moveTo(x + r, y);
              context.arc(x, y, r, 0, 2 * Math.PI);
              continue;
            }
            context.moveTo(x + r, y);
            context.lineTo(x, y + r);
            context.lineTo(x - r, y);
            context.lineTo(x, y - r);
            context.closePath();
          }
          context.fillStyle = colour(label ? "output" : "paper");
          context.strokeStyle = colour(label ? "paper" : "ink");
          context.lineWidth = label ? 1 : 1.1;
          context.fill();
          context.stroke();
        }
      }
    },
  };
}
