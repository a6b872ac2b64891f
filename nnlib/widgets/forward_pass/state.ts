// The state of ForwardPass: which numbers agree with each other and with the network's sizes.
import { activation } from "../shared/core/activations.ts";
import { layout, network } from "../shared/core/network.ts";
import { lastStep } from "./order.ts";

/** Why traits that are each well formed cannot stand together, in a network of these sizes; "" where they can. */
export function refuse({ activations, theta, x, step, picked }: any, model: { get: (name: string) => any }) {
  const sizes: number[] = model.get("sizes");
  const counts = { activations: [activations, sizes.length - 1], theta: [theta, layout(sizes).P], x: [x, sizes[0]] };
  for (const [name, [list, count]] of Object.entries(counts)) if (list.length !== count) return `${name} must have ${count} entries`;
  if (step > lastStep(sizes)) return `step must be ${lastStep(sizes)} or less`;
  if (!isItem(sizes, picked)) return "picked must be a neuron or a connection of this network";
  if (activations.some((name: string, l: number) => activation(name).joint && sizes[l + 1] === 1)) return "an activation that shares among units, such as softmax, needs two units or more";
  return finite(sizes, activations, theta, x) ? "" : "every sum must be finite";
}

/** Whether an item is a neuron or a weight of a network of these sizes. */
function isItem(sizes: number[], [l, j, k]: number[]) {
  return k === undefined ? l < sizes.length && j < sizes[l] : l + 1 < sizes.length && j < sizes[l + 1] && k < sizes[l];
}

/** Whether every sum and activation of a pass is a finite number. */
export function finite(sizes: number[], activations: any, theta: number[], x: number[]) {
  const run = network(sizes, activations, 1);
  run.forward(theta, x);
  return [...run.Z, ...run.A].every((values) => values.every(Number.isFinite));
}
