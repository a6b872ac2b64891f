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
