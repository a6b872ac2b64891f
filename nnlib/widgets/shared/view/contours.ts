// The map of a cost: a landscape lit from the upper left, with lines of equal height, denser towards the valley's floor.
import { interpolateRgb } from "d3-interpolate";
import { isolines } from "../core/isolines.ts";
import { extent, hillshade } from "../core/relief.ts";
import { worked } from "./numbers.ts";

const SHADES = 256;
const RELIEF = 0.3; // of the landscape's light and shade: on a map the colour says how high, and light must not outdo it
const ROOM = 46; // pixels between two labels
const [WIDE, HIGH] = [20, 12]; // pixels from a label's middle to what it keeps away from

export type Box = { left: number, top: number, width: number, height: number };

/** The shades from the lowest cost to the highest, in the present theme: red, green, blue. */
export function shadesOf(colour: (name: string) => string) {
  const ramp = interpolateRgb(colour("cost-low"), colour("cost-high"));
  return Array.from({ length: SHADES }, (_, i) => (ramp(i / (SHADES - 1)).match(/\d+/g) as RegExpMatchArray).map(Number));
}

/** A painter of maps: it keeps the small picture that it shades. Labels are written where `taken`, places in pixels, leaves room. */
export function mapPainter() {
  const small = document.createElement("canvas");
  return (context: CanvasRenderingContext2D, { C, n, thresholds }: { C: Float64Array, n: number, thresholds: number[] }, box: Box, colour: (name: string) => string, taken: number[][] | null = null) => {
    const shades = shadesOf(colour);
    if (small.width !== n) small.width = small.height = n;
    const paint = small.getContext("2d") as CanvasRenderingContext2D;
    const picture = paint.createImageData(n, n);
    const [low, high] = extent(C);
    const bright = hillshade(C, n).map((light) => 1 + RELIEF * (light - 1));
    const scale = (SHADES - 1) ** 2 / (high - low || 1);
    for (let row = 0; row < n; row++) {
      const top = (n - 1 - row) * n; // the picture's first row is the top
      for (let column = 0; column < n; column++) {
        const [i, to] = [row * n + column, 4 * (top + column)];
        const [red, green, blue] = shades[Math.sqrt((C[i] - low) * scale) | 0];
        picture.data[to] = red * bright[i]; // the array keeps them between 0 and 255
        picture.data[to + 1] = green * bright[i];
        picture.data[to + 2] = blue * bright[i];
        picture.data[to + 3] = 255;
      }
    }
    paint.putImageData(picture, 0, 0);

    // Grid values are at the box's edges and evenly between; a pixel's middle is half a step inside the picture.
    const [sx, sy] = [box.width / (n - 1), box.height / (n - 1)];
    const bottom = box.top + box.height;
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.width, box.height);
    context.clip();
    context.drawImage(small, box.left - sx / 2, box.top - sy / 2, box.width + sx, box.height + sy);
    context.strokeStyle = colour("ink");
    context.lineWidth = 0.7;
    context.globalAlpha = 0.35;
    context.beginPath();
    const lines = isolines(C, n, thresholds).map((line) => line.map((at, i) => (i % 2 ? bottom - at * sy : box.left + at * sx)));
    for (const line of lines) {
      for (let p = 0; p < line.length; p += 4) {
        context.moveTo(line[p], line[p + 1]);
        context.lineTo(line[p + 2], line[p + 3]);
      }
    }
    context.stroke();
    context.globalAlpha = 1;
    if (taken) writeLabels(context, lines, thresholds, box, colour, taken);
    context.restore();
  };
}

/** Write every second line's cost on it, where it is clear of the map's edges, of other labels, and of what is drawn. */
function writeLabels(context: CanvasRenderingContext2D, lines: number[][], thresholds: number[], { left, top, width, height }: Box, colour: (name: string) => string, taken: number[][]) {
  context.font = "12px " + getComputedStyle(context.canvas).fontFamily;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = colour("paper");
  context.fillStyle = colour("ink");
  const placed: number[][] = [];
  const clear = (x: number, y: number) =>
    x > left + 20 && x < left + width - 20 && y > top + 10 && y < top + height - 10 && placed.every(([a, b]) => Math.hypot(a - x, b - y) > ROOM) && taken.every(([a, b]) => Math.abs(a - x) > WIDE || Math.abs(b - y) > HIGH);
  for (let level = 0; level < lines.length; level += 2) {
    const line = lines[level];
    let best: number[] | null = null; // the place farthest to the upper right: the lines' labels then follow each other
    for (let p = 0; p < line.length; p += 4) {
      const [x, y] = [(line[p] + line[p + 2]) / 2, (line[p + 1] + line[p + 3]) / 2];
      if (clear(x, y) && (!best || x - y > best[0] - best[1])) best = [x, y];
    }
    if (!best) continue;
    placed.push(best);
    context.strokeText(worked(thresholds[level], 2), best[0], best[1]);
    context.fillText(worked(thresholds[level], 2), best[0], best[1]);
  }
}
