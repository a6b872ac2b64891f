// Pictures of 28 by 28 numbers for DigitReader: ink from 0 to 1, and signed numbers, whose sign is told by a hatch as well.
import { SIDE } from "../shared/core/digits.ts";
import { canvas2d, html } from "../shared/view/dom.ts";

/** Ink from 0 to 1 on a canvas that is already paper. */
export function inkOn(context: CanvasRenderingContext2D, values: ArrayLike<number>, side: number, ink: string) {
  const edge = (i: number) => Math.round((i * side) / SIDE);
  context.fillStyle = ink;
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > 0)) continue;
    const [row, column] = [Math.floor(i / SIDE), i % SIDE];
    context.globalAlpha = values[i];
    context.fillRect(edge(column), edge(row), edge(column + 1) - edge(column), edge(row + 1) - edge(row));
  }
  context.globalAlpha = 1;
}

/** Signed numbers: the middle tone is zero, colour is positive, paper with a hatch negative. `colour` looks a name up. */
export function signedOn(context: CanvasRenderingContext2D, values: ArrayLike<number>, side: number, colour: (name: string) => string, positive: string) {
  const edge = (i: number) => Math.round((i * side) / SIDE);
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  context.fillStyle = colour("surface-high");
  context.fillRect(0, 0, side, side);
  context.strokeStyle = colour("ink");
  context.lineWidth = 1;
  for (let i = 0; i < values.length; i++) {
    const part = most > 0 ? values[i] / most : 0;
    if (Math.abs(part) < 0.02) continue;
    const [x, y] = [edge(i % SIDE), edge(Math.floor(i / SIDE))];
    const [w, h] = [edge((i % SIDE) + 1) - x, edge(Math.floor(i / SIDE) + 1) - y];
    context.fillStyle = colour(part > 0 ? positive : "paper");
    context.globalAlpha = Math.abs(part);
    context.fillRect(x, y, w, h);
    if (part > -0.15) continue;
    context.globalAlpha = 0.25 - 0.5 * part;
    context.beginPath();
    context.moveTo(x, y + h);
    context.lineTo(x + w, y);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** A frame around a pixel, and a dot in the middle of others. */
export function marksOn(context: CanvasRenderingContext2D, side: number, framed: number, dotted: number[], colour: (name: string) => string) {
  const cell = side / SIDE;
  for (const i of dotted) {
    const [x, y] = [((i % SIDE) + 0.5) * cell, (Math.floor(i / SIDE) + 0.5) * cell];
    for (const [name, size] of [["paper", 0.42], ["ink", 0.27]] as [string, number][]) {
      context.fillStyle = colour(name);
      context.beginPath();
      context.arc(x, y, cell * size, 0, 7);
      context.fill();
    }
  }
  if (framed < 0) return;
  for (const [name, width, away] of [["paper", 5, 2.5], ["ink", 2, 2.5]] as [string, number, number][]) {
    Object.assign(context, { strokeStyle: colour(name), lineWidth: width });
    context.strokeRect((framed % SIDE) * cell - away, Math.floor(framed / SIDE) * cell - away, cell + 2 * away, cell + 2 * away);
  }
}

/** A picture with a title: a canvas that is drawn by `draw(context, side)`. */
export function frame(title: string, label: string) {
  const canvas = html("canvas", { class: "nn-layer", role: "img", "aria-label": label });
  const element = html("div", { class: "nn-frame" }, html("p", { class: "nn-title" }, title), canvas);
  let side = 0;
  return {
    element,
    canvas,
    size(width: number) {
      side = Math.floor(width);
    },
    draw(paint: (context: CanvasRenderingContext2D, side: number) => void) {
      paint(canvas2d(canvas, side, side), side);
    },
  };
}

/** What the tones of a signed picture mean. */
export function legend(positive: string, more: string, less: string) {
  const swatch = (kind: string) => html("span", { class: `nn-swatch nn-swatch-${kind}`, style: `--nn-own: var(--nn-${positive})` });
  return html("p", { class: "nn-legend" }, html("span", {}, swatch("more"), more), html("span", {}, swatch("less"), less));
}
