// The activations of ForwardPass: a choice for each layer after the inputs.
import { activation, NAMES } from "../shared/core/activations.ts";
import { menuOf } from "../shared/view/activation_words.ts";
import { choice } from "../shared/view/controls.ts";
import { index } from "../shared/view/drawing.ts";


export function functionChoices({ sizes, signal, onInput }: { sizes: number[], signal: AbortSignal, onInput: (l: number, name: string) => void }) {
  const choices = sizes.slice(1).map((units, l) => {
    const symbol = sizes.length > 2 ? `f${index(l + 1)}` : "f";
    return choice({
      label: `Activation of ${l + 2 === sizes.length ? "the outputs" : `hidden layer ${l + 1}`}`,
      options: menuOf(symbol, NAMES.filter((name) => units > 1 || !activation(name).joint)), // softmax of one unit is 1
      signal,
      onInput: (name) => onInput(l, name),
    });
  });
  return {
    elements: choices.map(({ element }) => element),
    show(activations: string[]) {
      for (const [l, made] of choices.entries()) made.show(activations[l]);
    },
  };
}
