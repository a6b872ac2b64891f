// Pictures of 28 by 28 numbers for DigitReader: ink from 0 to 1, and signed numbers, whose sign is told by a hatch as well.
import { SIDE } from "../core/digits.js";
import { canvas2d, html } from "../view/dom.js";

/** Ink from 0 to 1 on a canvas that is already paper. */
export function inkOn(/** @type {CanvasRenderingContext2D} */ context, /** @type {ArrayLike<number>} */ values, /** @type {number} */ side, /** @type {string} */ ink) {
  const edge = (/** @type {number} */ i) => Math.round((i * side) / SIDE);
  context.fillStyle = ink;
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > 0)) continue;
    const [row, column] = [Math.floor(i / SIDE), i % SIDE];
    context.globalAlpha = values[i];
    context.fillRect(edge(column), edge(row), edge(column + 1) - edge(column), edge(row + 1) - edge(row));
  }
  context.globalAlpha = 1;
}

/**
 * Signed numbers: the middle tone is zero, colour is positive, paper with a hatch negative. `colour` looks a name up.
 * @param {CanvasRenderingContext2D} context
 * @param {ArrayLike<number>} values
 * @param {number} side
 * @param {(name: string) => string} colour
 * @param {string} positive
 */
export function signedOn(context, values, side, colour, positive) {
  const edge = (/** @type {number} */ i) => Math.round((i * side) / SIDE);
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
export function marksOn(/** @type {CanvasRenderingContext2D} */ context, /** @type {number} */ side, /** @type {number} */ framed, /** @type {number[]} */ dotted, /** @type {(name: string) => string} */ colour) {
  const cell = side / SIDE;
  for (const i of dotted) {
    const [x, y] = [((i % SIDE) + 0.5) * cell, (Math.floor(i / SIDE) + 0.5) * cell];
    for (const [name, size] of /** @type {[string, number][]} */ ([["paper", 0.42], ["ink", 0.27]])) {
      context.fillStyle = colour(name);
      context.beginPath();
      context.arc(x, y, cell * size, 0, 7);
      context.fill();
    }
  }
  if (framed < 0) return;
  for (const [name, width, away] of /** @type {[string, number, number][]} */ ([["paper", 5, 2.5], ["ink", 2, 2.5]])) {
    Object.assign(context, { strokeStyle: colour(name), lineWidth: width });
    context.strokeRect((framed % SIDE) * cell - away, Math.floor(framed / SIDE) * cell - away, cell + 2 * away, cell + 2 * away);
  }
}

/** A picture with a title: a canvas that is drawn by `draw(context, side)`. */
export function frame(/** @type {string} */ title, /** @type {string} */ label) {
  const canvas = html("canvas", { class: "nn-layer", role: "img", "aria-label": label });
  const element = html("div", { class: "nn-frame" }, html("p", { class: "nn-title" }, title), canvas);
  let side = 0;
  return {
    element,
    canvas,
    size(/** @type {number} */ width) {
      side = Math.floor(width);
    },
    draw(/** @type {(context: CanvasRenderingContext2D, side: number) => void} */ paint) {
      paint(canvas2d(canvas, side, side), side);
    },
  };
}

/** What the tones of a signed picture mean. */
export function legend(/** @type {string} */ positive, /** @type {string} */ more, /** @type {string} */ less) {
  const swatch = (/** @type {string} */ kind) => html("span", { class: `nn-swatch nn-swatch-${kind}`, style: `--nn-own: var(--nn-${positive})` });
  return html("p", { class: "nn-legend" }, html("span", {}, swatch("more"), more), html("span", {}, swatch("less"), less));
}
