// Digits: the trained network as it travels, and what a drawing looks like to it. nnlib/widgets/digits.py does the same.
export const SIDE = 28; // pixels
export const UNITS = 10; // of the drawing, in a pixel
const BOX = 20; // the pixels that MNIST scaled its digits to

export type Example = { image: Uint8Array, label: number, number: number };

/** The network and the surprising test images of a text that digits.as_text() wrote. */
export function unpack(text: string) {
  const { sizes, activations, theta: own, W, scale, b, images, labels, numbers } = JSON.parse(text);
  const theta = own ? doubles(own) : [];
  for (let l = 0; l + 1 < sizes.length && !own; l++) {
    const weights = new Int8Array(bytes(W[l]).buffer);
    const worth = floats(scale[l]); // what 1 of a unit's whole numbers is worth
    const biases = floats(b[l]);
    for (const [i, w] of weights.entries()) theta.push(w * worth[Math.floor(i / sizes[l])]);
    theta.push(...biases);
  }
  const all = bytes(images);
  const examples: Example[] = labels.map((label: number, i: number) => ({ image: all.slice(i * SIDE * SIDE, (i + 1) * SIDE * SIDE), label, number: numbers[i] }));
  return { sizes: sizes as number[], activations: activations as any[], theta: Float64Array.from(theta), examples, own: Boolean(own) };
}

const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Little-endian float64. */
function doubles(text: string) {
  const view = new DataView(bytes(text).buffer);
  return Array.from({ length: view.byteLength / 8 }, (_, i) => view.getFloat64(8 * i, true));
}

/** Little-endian float32. */
function floats(text: string) {
  const view = new DataView(bytes(text).buffer);
  return Array.from({ length: view.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/**
 * What a drawing looks like to the network, made as MNIST's images were: scaled to fit a box of 20 by 20 pixels, and
 * moved until its centre of mass is in the middle. 784 bytes, 0 is empty and 255 full.
 * @param strokes each is x, y, x, y and so on, in tenths of a pixel
 * @param pen the line's width, in pixels
 */
export function picture(strokes: number[][], pen: number) {
  if (!strokes.length) return new Uint8Array(SIDE * SIDE);
  const low = [Infinity, Infinity]; // of x and of y
  const high = [-Infinity, -Infinity];
  for (const stroke of strokes) {
    for (const [i, at] of stroke.entries()) {
      low[i % 2] = Math.min(low[i % 2], at);
      high[i % 2] = Math.max(high[i % 2], at);
    }
  }
  const extent = Math.max(high[0] - low[0], high[1] - low[1]);
  const scale = extent > 0 ? (BOX - pen) / extent : 0;
  const placed = strokes.map((stroke) => stroke.map((at, i) => (at - (low[i % 2] + high[i % 2]) / 2) * scale + SIDE / 2));
  const grey = inked(placed, pen);
  const room = (SIDE - BOX) / 2; // so far the box may move without leaving the picture
  let total = 0;
  let x = 0;
  let y = 0;
  for (const [i, ink] of grey.entries()) {
    total += ink;
    x += ink * (i % SIDE);
    y += ink * Math.floor(i / SIDE);
  }
  if (!total) return grey; // a dot of a pen too thin to be seen
  const move = [x, y].map((sum) => Math.min(room, Math.max(-room, SIDE / 2 - (sum / total + 0.5))));
  return inked(placed.map((stroke) => stroke.map((at, i) => at + move[i % 2])), pen);
}

/** How far lines cover each pixel, as bytes: by the distance of its centre. */
function inked(strokes: number[][], pen: number) {
  const near = new Float64Array(SIDE * SIDE).fill(Infinity);
  for (const stroke of strokes) {
    for (let i = 0; i === 0 || i + 2 < stroke.length; i += 2) {
      const [x0, y0] = [stroke[i], stroke[i + 1]];
      const [x1, y1] = stroke.length > 2 ? [stroke[i + 2], stroke[i + 3]] : [x0, y0];
      towards(near, x0, y0, x1 - x0, y1 - y0);
    }
  }
  return Uint8Array.from(near, (square) => Math.floor(255 * Math.min(1, Math.max(0, pen / 2 + 0.5 - Math.sqrt(square))) + 0.5));
}

/** Each pixel's squared distance from one piece of line, where that is less. */
function towards(near: Float64Array, x0: number, y0: number, dx: number, dy: number) {
  const length = dx * dx + dy * dy;
  for (let i = 0; i < near.length; i++) {
    const x = (i % SIDE) + 0.5;
    const y = Math.floor(i / SIDE) + 0.5;
    const t = length > 0 ? Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length)) : 0;
    const ex = x - (x0 + t * dx);
    const ey = y - (y0 + t * dy);
    near[i] = Math.min(near[i], ex * ex + ey * ey);
  }
}

/** An image of any size as MNIST's were made: `ink` from 0 to 1 a pixel, row by row. Nothing where there is none. */
export function fitted(ink: ArrayLike<number>, width: number, height: number) {
  let [left, right, top, bottom] = [width, 0, height, 0];
  let [total, x, y] = [0, 0, 0]; // of the ink, and of its first moments
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const here = ink[row * width + column];
      if (!(here > 0)) continue;
      [left, right] = [Math.min(left, column), Math.max(right, column + 1)];
      [top, bottom] = [Math.min(top, row), Math.max(bottom, row + 1)];
      total += here;
      x += here * (column + 0.5);
      y += here * (row + 0.5);
    }
  }
  if (!total) return null;
  const scale = BOX / Math.max(right - left, bottom - top);
  /** Where the image's origin goes: its centre of mass to the middle, as far as the box then stays inside. */
  const origin = (sum: number, low: number, high: number) => Math.min(SIDE - scale * high, Math.max(-scale * low, SIDE / 2 - (scale * sum) / total));
  const [ox, oy] = [origin(x, left, right), origin(y, top, bottom)];
  const found = new Float64Array(SIDE * SIDE);
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const here = ink[row * width + column];
      if (here > 0) spread(found, here, [ox + scale * column, ox + scale * (column + 1)], [oy + scale * row, oy + scale * (row + 1)]);
    }
  }
  return Uint8Array.from(found, (value) => Math.floor(255 * Math.min(1, value) + 0.5));
}

/** Ink on a rectangle, given to each pixel by the area that it has of it. */
function spread(found: Float64Array, ink: number, [x0, x1]: number[], [y0, y1]: number[]) {
  for (let row = Math.max(0, Math.floor(y0)); row < Math.min(SIDE, y1); row++) {
    const high = Math.min(y1, row + 1) - Math.max(y0, row);
    for (let column = Math.max(0, Math.floor(x0)); column < Math.min(SIDE, x1); column++) {
      found[row * SIDE + column] += ink * high * (Math.min(x1, column + 1) - Math.max(x0, column));
    }
  }
}

const FAINT = 0.2; // of the strongest contrast: as little is paper or noise
const FULL = 0.7; // as much is ink
const FLAT = 0.1; // with less contrast than this an image shows nothing

/**
 * How inked each pixel of a grey image is, from 0 to 1: by how far its tone is from that of the edge, so that dark ink on
 * paper and chalk on a board are read alike. Nothing where all is of one tone.
 * @param grey from 0 to 1, row by row
 */
export function inkOf(grey: ArrayLike<number>, width: number, height: number) {
  const edge: number[] = [];
  for (let column = 0; column < width; column++) edge.push(grey[column], grey[(height - 1) * width + column]);
  for (let row = 0; row < height; row++) edge.push(grey[row * width], grey[row * width + width - 1]);
  const ground = edge.sort((a, b) => a - b)[edge.length >> 1];
  const contrast = Float64Array.from(grey, (tone) => Math.abs(tone - ground));
  const most = contrast.reduce((a, b) => Math.max(a, b), 0);
  return most < FLAT ? null : contrast.map((value) => Math.min(1, Math.max(0, (value / most - FAINT) / (FULL - FAINT))));
}
