// The sum that step 2 takes: what comes back to one neuron, term by term, a block for each way.
import { activation } from "../shared/core/activations.ts";
import { errorOf } from "../shared/core/rules.ts";
import { html } from "../shared/view/dom.ts";
import { factor, worked } from "../shared/view/numbers.ts";
import type { Net } from "./words.ts";
import type { Rule } from "../shared/core/rules.ts";

/** @param unit names the neuron j of layer l */
export function backSum(unit: (l: number, j: number) => string) {
  const element = html("div", { class: "nn-back-sum" });
  let written = "";
  const block = (name: string, [caption, product, value]: string[]) =>
    html("div", { class: name }, html("span", {}, caption), html("span", {}, product), html("b", {}, value));
  return {
    element,
    /** Write out the sum for neuron k of the l-th layer of weights; without one, or by a rule that takes none, nothing. */
    draw(at: { net: Net, theta: Float64Array, l: number, k: number, row: number, rule: Rule } | null) {
      const blocks = at && at.rule !== "blame_active" ? blocksOf(at) : [];
      const text = blocks.flat().join("|");
      if (text === written) return;
      written = text;
      element.replaceChildren(...blocks.map(([name, ...texts]) => block(name, texts)));
    },
  };

  function blocksOf({ net, theta, l, k, row, rule }: { net: Net, theta: Float64Array, l: number, k: number, row: number, rule: Rule }) {
    const { terms, sum, slope, error } = errorOf(net, theta, l, k, row);
    const ways = terms.map(([w, d], j) => ["nn-way", `from ${unit(l + 2, j)}`, `${factor(w)} × ${factor(d)}`, worked(w * d)]);
    const own = activation(net.activations[l]);
    const bent = Number.isNaN(slope) ? `through the ${own.called}’s slopes` : `× ${own.symbol}′(z) = ${worked(slope)}`;
    const last = rule === "forget_slope" ? [] : [["nn-way-end", "its error δ", bent, worked(error)]];
    return [...ways, ["nn-way-end", "their sum", "w × δ, added", worked(sum)], ...last];
  }
}
