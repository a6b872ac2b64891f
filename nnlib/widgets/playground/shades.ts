// Shades: from paper to a layer's colour, and how values on a grid become a small picture in them.
import { interpolateRgb } from "d3-interpolate";

const SHADES = 256;
export const LAYERS = ["hidden1", "hidden2", "hidden1"]; // the third hidden layer takes the first one's colour again

/** The colour of the units of layer l, from 1, of a network with L layers after the inputs. */
export const layerColour = (l: number, L: number) => (l === L ? "output" : LAYERS[l - 1]);

/** A keeper of shades: `of(name)` answers 256 pixels, from paper to that colour, or part of the way, in the present theme. */
export function shades(colour: (name: string) => string) {
  const known: Map<string, { ends: string, pixels: Uint32Array }> = new Map();
  return (name: string, deep = 0.92) => {
    const ends = colour("paper") + colour(name);
    const key = name + deep;
    let found = known.get(key);
    if (found?.ends === ends) return found.pixels;
    const pixels = new Uint32Array(SHADES);
    const bytes = new Uint8ClampedArray(pixels.buffer);
    const ramp = interpolateRgb(colour("paper"), colour(name));
    for (let i = 0; i < SHADES; i++) bytes.set([...(ramp((deep * i) / (SHADES - 1)).match(/\d+/g) as RegExpMatchArray).map(Number), 255], 4 * i);
    known.set(key, { ends, pixels });
    return pixels;
  };
}

/** A small picture of n x n pixels that can be painted again and again, and drawn at any size. */
export function tile(n: number) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = n;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  const picture = context.createImageData(n, n);
  const pixels = new Uint32Array(picture.data.buffer);
  return {
    canvas,
    /** Values `every` apart from `first` on, rows upwards, between low and high. */
    paint(values: Float64Array, first: number, every: number, low: number, high: number, ramp: Uint32Array) {
      const scale = (SHADES - 1) / (high - low);
      for (let row = 0, at = first; row < n; row++) {
        const top = (n - 1 - row) * n;
        for (let column = 0; column < n; column++, at += every) {
          const shade = ((values[at] - low) * scale) | 0;
          pixels[top + column] = ramp[shade < 0 ? 0 : shade > 255 ? 255 : shade];
        }
      }
      context.putImageData(picture, 0, 0);
    },
  };
}
