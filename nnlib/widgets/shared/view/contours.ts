// The map of a cost: its heights as shades and lines on a canvas, denser towards the valley's floor.
import { interpolateRgb } from "d3-interpolate";
import { isolines } from "../core/isolines.ts";

const LEVELS = 13;
const SHADES = 256;

/** The costs that the lines stand for: spaced by squares, so that the flat floor is drawn as finely as the slopes. */
export function levels(C: Float64Array) {
  const [low, high] = extent(C);
  return Array.from({ length: LEVELS }, (_, i) => low + (high - low) * ((i + 0.35) / LEVELS) ** 2);
}

/** The lowest and the highest cost. */
export function extent(C: Float64Array) {
  let [low, high] = [Infinity, -Infinity];
  for (const c of C) {
    if (c < low) low = c;
    if (c > high) high = c;
  }
  return [low, high];
}

/** A painter of maps: it keeps the small picture that it shades, and the shades of the present theme. */
export function mapPainter() {
  const small = document.createElement("canvas");
  let ends = "";
  const shades = new Uint32Array(SHADES);
  const bytes = new Uint8ClampedArray(shades.buffer); // red, green, blue, opacity, as a picture holds them
  return (context: CanvasRenderingContext2D, { C, n, thresholds }: { C: Float64Array, n: number, thresholds: number[] },
    box: { left: number, top: number, width: number, height: number }, colour: (name: string) => string) => {
    const [cool, warm] = [colour("surface-low"), colour("surface-high")];
    if (ends !== cool + warm) {
      ends = cool + warm;
      const ramp = interpolateRgb(cool, warm);
      for (let i = 0; i < SHADES; i++) bytes.set([...(ramp(i / (SHADES - 1)).match(/\d+/g) as RegExpMatchArray).map(Number), 255], 4 * i);
    }
    if (small.width !== n) small.width = small.height = n;
    const paint = small.getContext("2d") as CanvasRenderingContext2D;
    const picture = paint.createImageData(n, n);
    const [low, high] = extent(C);
    const pixels = new Uint32Array(picture.data.buffer);
    const scale = (SHADES - 1) ** 2 / (high - low || 1);
    for (let row = 0; row < n; row++) {
      const top = (n - 1 - row) * n; // the picture's first row is the top
      for (let column = 0; column < n; column++) {
        pixels[top + column] = shades[Math.sqrt((C[row * n + column] - low) * scale) | 0];
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
    context.strokeStyle = colour("muted");
    context.lineWidth = 0.7;
    context.globalAlpha = 0.6;
    context.beginPath();
    for (const line of isolines(C, n, thresholds)) {
      for (let p = 0; p < line.length; p += 4) {
        context.moveTo(box.left + line[p] * sx, bottom - line[p + 1] * sy);
        context.lineTo(box.left + line[p + 2] * sx, bottom - line[p + 3] * sy);
      }
    }
    context.stroke();
    context.restore();
  };
}
