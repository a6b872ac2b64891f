// How steep an activation is. Where most of its slope is gone, it is saturated.
import { valuesAndSlopes } from "./activations.ts";
import { linspace } from "./surface.ts";

const SATURATED = 0.1; // of the steepest slope: below it a push on z hardly moves a
const JUMP = 0.25; // as in nnlib.figures: a slope that changes by more than this within STEP jumps
const FAR = 40; // a bounded function is flat there
const STEP = 1 / 16;
const Z = linspace(-FAR, FAR, (2 * FAR) / STEP + 1);

const known = new Map<string, ReturnType<typeof measured>>();

/** The steepest slope that a function has and where, and its straight pieces: 1 is a line, 2 have a corner, Infinity bends. */
export function shapeOf(name: string) {
  if (!known.has(name)) known.set(name, measured(name));
  return known.get(name)!;
}

function measured(name: string) {
  const { slope } = valuesAndSlopes(name, Z);
  const at = slope.reduce((best, value, i) => (Math.abs(value) > Math.abs(slope[best]) ? i : best), slope.length >> 1);
  const different = new Set(slope).size;
  return { steepest: { z: Z[at], slope: slope[at] }, pieces: different <= 2 ? different : Infinity };
}

/** How much of the steepest slope is left, from 0 to 1. */
export const left = (name: string, slope: number) => Math.min(1, Math.abs(slope / shapeOf(name).steepest.slope));

/** Whether a push on z hardly moves a. */
export const saturated = (name: string, slope: number) => left(name, slope) < SATURATED;

/** Whether a function's slope jumps between two sums that lie side by side. */
export const jumps = (slope: number, next: number) => Math.abs(next - slope) > JUMP;
