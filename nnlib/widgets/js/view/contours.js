// The map of a cost: bands and lines of equal cost on a canvas, denser towards the valley's floor.
import { contours } from "d3-contour";
import { interpolateRgb } from "d3-interpolate";

const LEVELS = 13;

/** The costs that the lines stand for: spaced by squares, so that the flat floor is drawn as finely as the slopes. */
export function levels(/** @type {Float64Array} */ C) {
  let [low, high] = [Infinity, -Infinity];
  for (const c of C) {
    if (c < low) low = c;
    if (c > high) high = c;
  }
  return Array.from({ length: LEVELS }, (_, i) => low + (high - low) * ((i + 0.35) / LEVELS) ** 2);
}

/**
 * Draw the map into a context, within a box in CSS pixels.
 * @param {CanvasRenderingContext2D} context
 * @param {{ C: Float64Array, n: number, thresholds: number[] }} surface
 * @param {{ left: number, top: number, width: number, height: number }} box
 * @param {(name: string) => string} colour
 */
export function drawContours(context, { C, n, thresholds }, box, colour) {
  const ramp = interpolateRgb(colour("surface-low"), colour("surface-high"));
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  context.fillStyle = ramp(0);
  context.fillRect(box.left, box.top, box.width, box.height);
  // Grid values stand at the box's edges and evenly between; d3-contour counts a cell from half a step before them.
  const [sx, sy] = [box.width / (n - 1), box.height / (n - 1)];
  const bands = contours().size([n, n]).thresholds(thresholds)(/** @type {any} */ (C));
  context.strokeStyle = colour("muted");
  context.lineWidth = 0.6;
  for (const [i, band] of bands.entries()) {
    context.beginPath();
    for (const polygon of band.coordinates) {
      for (const ring of polygon) {
        for (let p = 0; p < ring.length; p++) {
          const px = box.left + (ring[p][0] - 0.5) * sx;
          const py = box.top + box.height - (ring[p][1] - 0.5) * sy;
          if (p === 0) context.moveTo(px, py);
          else context.lineTo(px, py);
        }
      }
    }
    context.fillStyle = ramp((i + 1) / bands.length);
    context.fill("evenodd");
    context.globalAlpha = 0.55;
    context.stroke();
    context.globalAlpha = 1;
  }
  context.restore();
}
