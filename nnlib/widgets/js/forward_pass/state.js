// The state of ForwardPass: what a link may hold, for a network of these sizes, and which numbers agree.
import { ACTIVATIONS, layout, network } from "../core/network.js";
import { is } from "../view/traits.js";
import { NOTATIONS } from "./notation.js";
import { lastStep } from "./order.js";

/** What each trait of a link may be. */
export function shared(/** @type {{ get: (name: string) => any }} */ model) {
  const sizes = model.get("sizes");
  return {
    theta: is.numbers(layout(sizes).P),
    x: is.numbers(sizes[0]),
    step: is.whole(0, lastStep(sizes)),
    by: is.oneOf(["neuron", "layer"]),
    notation: is.oneOf(NOTATIONS.map(([name]) => name)),
    picked: (/** @type {any} */ item) => (isItem(sizes, item) ? "" : "a neuron or a connection of this network"),
    feeds: is.flag,
    sizes: (/** @type {any} */ given) => (JSON.stringify(given) === JSON.stringify(sizes) ? "" : `the sizes of this network, ${sizes.join(", ")}`),
    activations: (/** @type {any} */ names) =>
      Array.isArray(names) && names.length === sizes.length - 1 && names.every((name) => Object.hasOwn(ACTIVATIONS, name) || name === "softmax")
        ? "" : `${sizes.length - 1} names of activations`,
  };
}

/** Why traits that are each well formed cannot stand together; "" where they can. */
export const refuse = (/** @type {any} */ { sizes, activations, theta, x }) =>
  activations.some((/** @type {string} */ name, /** @type {number} */ l) => name === "softmax" && sizes[l + 1] === 1)
    ? "softmax needs two units or more"
    : finite(sizes, activations, theta, x) ? "" : "every sum must be finite";

/** Whether an item is a neuron or a weight of a network of these sizes. */
function isItem(/** @type {number[]} */ sizes, /** @type {any} */ item) {
  if (!Array.isArray(item) || (item.length !== 2 && item.length !== 3) || !item.every((i) => Number.isInteger(i) && i >= 0)) return false;
  const [l, j, k] = item;
  return k === undefined ? l < sizes.length && j < sizes[l] : l + 1 < sizes.length && j < sizes[l + 1] && k < sizes[l];
}

/** Whether every sum and activation of a pass is a finite number. */
export function finite(/** @type {number[]} */ sizes, /** @type {any} */ activations, /** @type {number[]} */ theta, /** @type {number[]} */ x) {
  const run = network(sizes, activations, 1);
  run.forward(theta, x);
  return [...run.Z, ...run.A].every((values) => values.every(Number.isFinite));
}
