// The activations of ForwardPass: a choice for each layer after the inputs.
import { choice } from "../view/controls.js";

const FUNCTIONS = [["identity", "identity"], ["sigmoid", "sigmoid σ"], ["tanh", "tanh"], ["relu", "ReLU"], ["softmax", "softmax"]];

/** @param {{ sizes: number[], signal: AbortSignal, onInput: (l: number, name: string) => void }} options */
export function functionChoices({ sizes, signal, onInput }) {
  const choices = sizes.slice(1).map((units, l) => {
    const symbol = sizes.length > 2 ? `f${"₁₂₃₄₅"[l]}` : "f";
    return choice({
      label: `Activation of ${l + 2 === sizes.length ? "the outputs" : `hidden layer ${l + 1}`}`,
      options: FUNCTIONS.filter(([name]) => name !== "softmax" || units > 1).map(([name, text]) => [name, `${symbol}: ${text}`]), // softmax of one unit is 1
      signal,
      onInput: (name) => onInput(l, name),
    });
  });
  return {
    elements: choices.map(({ element }) => element),
    show(/** @type {string[]} */ activations) {
      for (const [l, made] of choices.entries()) made.show(activations[l]);
    },
  };
}
