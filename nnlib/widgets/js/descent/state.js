// The state of Descent: what a link may hold, and which data, model and start agree.
import { finiteAt } from "../core/descent.js";
import { fits } from "../core/neuron.js";
import { is } from "../view/traits.js";
import { guessCheck } from "./guess.js";

export const HORIZON = 200; // steps drawn ahead, and the most that can be rolled

export const MOST_MOMENTUM = 0.9999;

/** What each trait of a link may be. @type {Record<string, (x: any) => string>} */
export const shared = {
  start: is.numbers(2),
  learning_rate: is.positive,
  momentum: is.number(0, MOST_MOMENTUM),
  steps: is.whole(0, HORIZON),
  activation: is.oneOf(["identity", "sigmoid"]),
  cost: is.oneOf(["mse", "cross_entropy"]),
  view: is.oneOf(["map", "surface", "fog", "both"]),
  turn: (x) => is.numbers(2)(x) || is.number(0.12, 1.5)(x[1]) && "two angles, the second from 0.12 to 1.5",
  guess: guessCheck(HORIZON),
  X: is.list,
  Y: is.list,
};

/** Why traits that are each well formed cannot stand together; "" where they can. */
export const refuse = (/** @type {any} */ { activation, cost, X, Y, start }) =>
  X.length !== Y.length
    ? "X and Y must have as many numbers as each other"
    : !fits(activation, cost) || (cost === "cross_entropy" && Y.some((/** @type {number} */ y) => y < 0 || y > 1))
      ? "cross_entropy needs the sigmoid, and targets from 0 to 1"
      : !finiteAt({ X: Float64Array.from(X), Y: Float64Array.from(Y), k: 1, activation, cost }, start)
        ? "the cost at the start must be finite"
        : "";
