// What DigitReader takes from an address, and the Python that it gives away.
import { SIDE, UNITS } from "../core/digits.js";
import { MOST_POINTS } from "./pad.js";

const FIELD = SIDE * UNITS;
const LINE = 64; // letters of the picture's bytes in a line of code

/** A check for strokes: lists of x, y, x, y and so on, whole numbers on the field, not too many. */
export function drawingCheck(/** @type {any} */ x) {
  const wanted = `strokes of at most ${MOST_POINTS} points, each with x and y from 0 to ${FIELD}`;
  if (!Array.isArray(x) || x.length > MOST_POINTS) return wanted;
  let points = 0;
  for (const stroke of x) {
    if (!Array.isArray(stroke) || !stroke.length || stroke.length % 2) return wanted;
    if (!stroke.every((at) => Number.isInteger(at) && at >= 0 && at <= FIELD)) return wanted;
    points += stroke.length / 2;
  }
  return points > MOST_POINTS ? wanted : "";
}

/**
 * Python that computes what is on the screen: the picture's inked part as bytes, its reading, and the telling pixel.
 * @param {{ x: Float64Array, best: number, other: number, digit: number, next: { pixel: number, to: number } }} now
 */
export function pythonCode({ x, best, other, digit, next }) {
  const [row, column] = [Math.floor(next.pixel / SIDE), next.pixel % SIDE];
  return [
    "import base64",
    "import numpy as np",
    "import nnlib as nn",
    "from nnlib.widgets import digits",
    "",
    "net = digits.network()",
    `picture = np.zeros((${SIDE}, ${SIDE}))`,
    ...inkedPart(x),
    "X = picture.reshape(1, -1)",
    "p = net.predict(X)[0]",
    `print(p[${best}], p[${other}])`,
    "",
    `Y = nn.data.one_hot([${digit}], 10)  # if it were ${digit === 8 ? "an" : "a"} ${digit}`,
    "grad = net.backward(net.forward(X), Y, cost=nn.cross_entropy)",
    `slope = (grad.delta[0] @ net.W[0]).reshape(${SIDE}, ${SIDE})  # of the cost, in each pixel`,
    `picture[${row}, ${column}] = ${next.to}  # the most telling pixel`,
    `print(net.predict(X)[0, ${digit}])`,
  ].join("\n");
}

function inkedPart(/** @type {Float64Array} */ x) {
  const inked = Array.from(x.keys()).filter((i) => x[i] > 0);
  if (!inked.length) return [];
  const rows = inked.map((i) => Math.floor(i / SIDE));
  const columns = inked.map((i) => i % SIDE);
  const [top, bottom, left, right] = [Math.min(...rows), Math.max(...rows) + 1, Math.min(...columns), Math.max(...columns) + 1];
  let bytes = "";
  for (let r = top; r < bottom; r++) for (let c = left; c < right; c++) bytes += String.fromCharCode(Math.round(255 * x[r * SIDE + c]));
  const text = btoa(bytes);
  const lines = Array.from({ length: Math.ceil(text.length / LINE) }, (_, i) => `    "${text.slice(i * LINE, (i + 1) * LINE)}"`);
  return [
    "ink = base64.b64decode(",
    ...lines,
    ")",
    `ink = np.frombuffer(ink, np.uint8).reshape(${bottom - top}, ${right - left}) / 255`,
    `picture[${top}:${bottom}, ${left}:${right}] = ink`,
  ];
}
