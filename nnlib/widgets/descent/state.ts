// The state of Descent: which data, model and start agree.
import { finiteAt } from "../shared/core/network.ts";
import { fits, neuron } from "../shared/core/neuron.ts";

/** Why traits that are each well formed cannot stand together; "" where they can. */
export const refuse = ({ activation, cost, X, Y, start }: any) =>
  X.length !== Y.length
    ? "X and Y must have as many numbers as each other"
    : !fits(activation, cost) || (cost === "cross_entropy" && Y.some((y: number) => y < 0 || y > 1))
      ? "cross_entropy needs the sigmoid, and targets from 0 to 1"
      : !finiteAt(neuron(Float64Array.from(X), Float64Array.from(Y), activation, cost), start)
        ? "the cost at the start must be finite"
        : "";
