// A network's parameters by their place in theta: where each is in the diagram, its symbol, and its name in words.
import { finiteAt, layout } from "../core/network.ts";
import { placeOf } from "../core/nudge.ts";
import { unitName } from "./diagram.ts";
import { index } from "./drawing.ts";
import { numbersOf } from "./tables.ts";
import type { Item } from "./diagram_layout.ts";


export function parameters(sizes: number[]) {
  const { weightsAt, biasesAt, P } = layout(sizes);
  const unit = (l: number, j: number) => unitName(sizes, l, j);
  return {
    P,
    /** Where parameter p is in the diagram: a weight on its connection, a bias at its neuron. */
    item(p: number) {
      const { layer, to, from } = placeOf(sizes, p);
      return from < 0 ? [layer + 1, to] : [layer, to, from];
    },
    /** The parameter at an item of the diagram; -1 at an input, which has none. */
    at([l, j, k]: Item) {
      return k !== undefined ? weightsAt[l] + j * sizes[l] + k : l > 0 ? biasesAt[l - 1] + j : -1;
    },
    name(p: number) {
      const { layer, to, from } = placeOf(sizes, p);
      return from < 0 ? `bias of ${unit(layer + 1, to)}` : `weight from ${unit(layer, from)} to ${unit(layer + 1, to)}`;
    },
    /** The same in few words, after the symbol. */
    short(p: number) {
      const { layer, to, from } = placeOf(sizes, p);
      return from < 0 ? `bias of ${unit(layer + 1, to)}` : `${unit(layer, from)} to ${unit(layer + 1, to)}`;
    },
    /** The course's symbol: W from a to b, counted from 1; the layer is not in the symbol. */
    symbol(p: number) {
      const { to, from } = placeOf(sizes, p);
      return from < 0 ? `b${index(to + 1)}` : `W${index(from + 1)},${index(to + 1)}`;
    },
    layerOf: (p: number) => placeOf(sizes, p).layer,
    /** The name of each layer of parameters. */
    layers: sizes.slice(1).map((_, l) => `${layerName(sizes.length, l)} to ${layerName(sizes.length, l + 1)}`),
  };
}

/** What a layer is called, as over the diagram's columns. */
export const layerName = (layers: number, l: number) =>
  l === 0 ? "inputs" : l === layers - 1 ? "outputs" : layers === 3 ? "hidden" : `hidden ${l}`;

/** The data and the network of a widget as the mathematics wants them. */
export function problemOf(get: (name: string) => any) {
  const [X, Y] = [numbersOf(get("X")), numbersOf(get("Y"))];
  return { sizes: [...get("sizes")], activations: [...get("activations")], cost: get("cost"), X, Y, N: X.length / get("sizes")[0] };
}

/** Why a state does not suit the network and its data, or its cost overflows; nothing where it may be taken. */
export function refuse(state: any, model: { get: (name: string) => any }) {
  const [P, N] = [model.get("theta").length, model.get("X").shape[0]];
  if (state.theta.length !== P) return `theta must be ${P} numbers`;
  if (state.pick >= P || state.example >= N) return `pick must be below ${P}, and example below ${N}`;
  const tables: Record<string, { data: Float64Array }> = {};
  for (const name of ["X", "Y"]) {
    const count = numbersOf(model.get(name)).length;
    if (state[name].length !== count) return `${name} must be ${count} numbers`;
    tables[name] = { data: Float64Array.from(state[name]) };
  }
  return finiteAt(problemOf((name) => tables[name] ?? model.get(name)), state.theta) ? "" : "the cost must be finite";
}
