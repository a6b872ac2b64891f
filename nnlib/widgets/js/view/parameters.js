// A network's parameters by their place in theta: where each stands in the diagram, its symbol, and its name in words.
import { layout } from "../core/network.js";
import { placeOf } from "../core/nudge.js";
import { unitName } from "./diagram.js";

/** @typedef {import("./diagram_layout.js").Item} Item */

export function parameters(/** @type {number[]} */ sizes) {
  const { W, b, P } = layout(sizes);
  const unit = (/** @type {number} */ l, /** @type {number} */ j) => unitName(sizes, l, j);
  return {
    P,
    /** Where parameter p stands in the diagram: a weight on its connection, a bias at its neuron. */
    item(/** @type {number} */ p) {
      const { layer, to, from } = placeOf(sizes, p);
      return from < 0 ? [layer + 1, to] : [layer, to, from];
    },
    /** The parameter at an item of the diagram; -1 at an input, which has none. */
    at(/** @type {Item} */ [l, j, k]) {
      return k !== undefined ? W[l] + j * sizes[l] + k : l > 0 ? b[l - 1] + j : -1;
    },
    name(/** @type {number} */ p) {
      const { layer, to, from } = placeOf(sizes, p);
      return from < 0 ? `bias of ${unit(layer + 1, to)}` : `weight from ${unit(layer, from)} to ${unit(layer + 1, to)}`;
    },
    /** The same in few words, after the symbol. */
    short(/** @type {number} */ p) {
      const { layer, to, from } = placeOf(sizes, p);
      return from < 0 ? `bias of ${unit(layer + 1, to)}` : `${unit(layer, from)} to ${unit(layer + 1, to)}`;
    },
    /** The course's symbol: W from a to b, counted from 1; the layer is not in the symbol. */
    symbol(/** @type {number} */ p) {
      const { to, from } = placeOf(sizes, p);
      return from < 0 ? `b${low(to + 1)}` : `W${low(from + 1)},${low(to + 1)}`;
    },
    layerOf: (/** @type {number} */ p) => placeOf(sizes, p).layer,
    /** The name of each layer of parameters. */
    layers: sizes.slice(1).map((_, l) => `${layerName(sizes.length, l)} to ${layerName(sizes.length, l + 1)}`),
  };
}

/** A number as an index below the line. */
const low = (/** @type {number} */ n) => String(n).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]);

/** What a layer is called, as over the diagram's columns. */
export const layerName = (/** @type {number} */ layers, /** @type {number} */ l) =>
  l === 0 ? "inputs" : l === layers - 1 ? "outputs" : layers === 3 ? "hidden" : `hidden ${l}`;

/** The data and the network of a widget as the mathematics wants them. */
export function problemOf(/** @type {(name: string) => any} */ get, /** @type {(table: any) => Float64Array} */ numbersOf) {
  const [X, Y] = [numbersOf(get("X")), numbersOf(get("Y"))];
  return { sizes: [...get("sizes")], activations: [...get("activations")], cost: get("cost"), X, Y, N: X.length / get("sizes")[0] };
}
