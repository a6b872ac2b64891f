// What the drawings share: sizes, places, the width of a connection, indices, and what a handle tells a screen reader.
import { set } from "./dom.ts";

/** Give an SVG a size in pixels, which its units then are. */
export function sized(root: SVGSVGElement, width: number, height: number) {
  for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) set(root, key, value);
}

/**
 * Two columns as the style sheets make them, the left one with a share of the width: below 620 pixels, one below the other.
 * A drawing is not scaled, so it must know its width.
 */
export function twoColumns(width: number, gap: number, share: number) {
  const wide = width >= 620;
  const left = wide ? Math.floor((width - gap) * share) : width;
  return { wide, left, right: wide ? width - left - gap - 1 : width };
}

/** Move an element's origin to a place. */
export const moveTo = (element: Element, x: number, y: number) => set(element, "transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);

/** The width of a connection that has room around it: wider with its weight, up to a limit. */
export const edgeWidth = (weight: number) => 1.4 + Math.min(3, Math.abs(weight));

/** A number as an index below the line. */
export const index = (n: number) => String(n).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]);

/** A handle's value for a screen reader, in a range that is wider where the value lies beyond it. */
export function tellHandle(handle: Element, value: number, [low, high]: number[], text: string) {
  const told = { "aria-valuenow": value, "aria-valuemin": Math.min(value, low), "aria-valuemax": Math.max(value, high), "aria-valuetext": text };
  for (const [key, now] of Object.entries(told)) set(handle, key, now);
}
