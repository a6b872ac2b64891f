// What DigitReader counts of a drawing, and the Python that it gives away.
import { SIDE } from "../shared/core/digits.ts";

const LINE = 64; // letters of the picture's bytes in a line of code

/** How many points a drawing has. */
export const pointsOf = (strokes: number[][]) => strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);

/** Python that computes what is on the screen: the picture's inked part as bytes, its reading, and the telling pixel. */
export function pythonCode({ x, best, other, digit, next, blank }: { blank: boolean, x: Float64Array, best: number, other: number, digit: number, next: { pixel: number, to: number } }, own = false) {
  const [row, column] = [Math.floor(next.pixel / SIDE), next.pixel % SIDE];
  return [
    "import base64",
    "import numpy as np",
    "import nnlib as nn",
    ...(own ? ["", "# net is the network that you gave to DigitReader"] : ["from nnlib.widgets import digits", "", "net = digits.network()"]),
    `picture = np.zeros((${SIDE}, ${SIDE}))`,
    ...inkedPart(x),
    ...(blank ? ["print(picture.sum())  # draw a digit, and there is something to read"] : readingOf({ best, other, digit, next, row, column })),
  ].join("\n");
}

function readingOf({ best, other, digit, next, row, column }: { best: number, other: number, digit: number, next: { to: number }, row: number, column: number }) {
  return [
    "X = picture.reshape(1, -1)",
    "p = net.predict(X)[0]",
    `print(p[${best}], p[${other}])`,
    "",
    `Y = nn.data.one_hot([${digit}], 10)  # if it were ${digit === 8 ? "an" : "a"} ${digit}`,
    "grad = net.backward(net.forward(X), Y, cost=nn.cross_entropy)",
    `slope = (grad.delta[0] @ net.W[0]).reshape(${SIDE}, ${SIDE})  # of the cost, in each pixel`,
    `picture[${row}, ${column}] = ${next.to}  # the most telling pixel`,
    `print(net.predict(X)[0, ${digit}])`,
  ];
}

function inkedPart(x: Float64Array) {
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
