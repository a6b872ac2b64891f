// Activations as readers see them: in menus, in formulas, and on the axis of a chart.
import { activation, ELEMENTWISE } from "../core/activations.ts";
import { shown } from "./numbers.ts";

/** The options of a menu: name and label, with the sign of the function before it. */
export const menuOf = (sign: string, names: string[] = ELEMENTWISE) =>
  names.map((name) => [name, sign ? `${sign}: ${activation(name).label}` : activation(name).label]) as [string, string][];

const SIGNS = [["exp(-z)", "e⁻ᶻ"], ["exp(z)", "eᶻ"], ["sigmoid", "σ"], ["a * a", "a²"], ["2 * ", "2"], [" * ", " "], ["-", "−"]];
/** A formula of the table in the signs of a page. */
export const typeset = (formula: string) => SIGNS.reduce((text, [code, sign]) => text.replaceAll(code, sign), formula);

/** What an activation's values lie between, in words. */
export function boundsOf(name: string) {
  const [low, high] = activation(name).range;
  if (Number.isFinite(high - low)) return `between ${shown(low)} and ${shown(high)}`;
  if (Number.isFinite(low)) return `${shown(low)} or more, not bounded above`;
  return Number.isFinite(high) ? `${shown(high)} or less, not bounded below` : "not bounded";
}

/** The heights of a chart of the function: its range, with some room, and where that is infinite as far as `reach`. */
export function heightsOf(name: string, reach: number) {
  const [low, high] = activation(name).range;
  const room = Number.isFinite(high - low) ? 0.05 + (high - low) / 10 : reach / 6.5;
  return [Number.isFinite(low) ? low - room : -reach, Number.isFinite(high) ? high + room : reach];
}
