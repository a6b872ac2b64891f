// The words of Worksheet: what each box is called, its formula in symbols and in numbers, and a hint for each known slip.
import { activation } from "../shared/core/activations.ts";
import { index } from "../shared/view/drawing.ts";
import { factor, signed, worked } from "../shared/view/numbers.ts";
import type { Box, Slip, Solved } from "../shared/core/worksheet.ts";

/** "input 1", "hidden 2", "output 1"; two hidden layers are called by their colours, and one input or output has no number. */
export function unit(sizes: number[], l: number, j: number) {
  const last = sizes.length - 1;
  const name = l === 0 ? "input" : l === last ? "output" : last > 2 ? (l === 1 ? "blue" : "magenta") : "hidden";
  return sizes[l] === 1 && (l === 0 || l === last) ? name : `${name} ${j}`;
}

/** The weight's symbol in the course: W from k to j. */
const W = ({ j, k }: { j: number, k: number }) => `W${index(k)},${index(j)}`;

/** What a box is called. */
export function called(sizes: number[], box: Box) {
  const own = unit(sizes, box.l, box.j);
  if (box.kind === "C") return "the cost C";
  if (box.kind === "dW") return `slope of ${W(box)}, ${unit(sizes, box.l - 1, box.k)} to ${own}`;
  if (box.kind === "db") return `slope of the bias of ${own}`;
  return `${box.kind === "delta" ? "δ" : box.kind} of ${own}`;
}

/** The letter beside a box in the diagram; slopes are in a column with a head. */
export const letter = (box: Box) => ({ z: "z", a: "a", C: "C", delta: "δ", dW: "", db: "" })[box.kind];

/** The formula in symbols. */
export function formula(sizes: number[], f: string, box: Box) {
  const { l, j, k, kind } = box;
  const { symbol } = activation(f);
  const from = l === 1 ? "x" : "a";
  const before = Array.from({ length: sizes[l - 1] }, (_, i) => `${W({ j, k: i + 1 })} × ${from}${index(i + 1)}`);
  if (kind === "z") return `z = ${before.join(" + ")} + b${index(j)}`;
  if (kind === "a") return f === "identity" ? "a = f(z) = z" : `a = ${symbol}(z)`;
  if (kind === "C") return sizes[l] === 1 ? "C = (a − y)²" : "C = the sum of (a − y)² over the outputs";
  if (kind === "db") return `the slope of a bias is δ of its neuron`;
  if (kind === "dW") return `the slope of ${W({ j, k })} is δ${index(j)} × ${from}${index(k)}`;
  if (l === sizes.length - 1) return `δ = 2 (a − y) × ${symbol}′(z)`;
  const after = Array.from({ length: sizes[l + 1] }, (_, i) => `${W({ j: i + 1, k: j })} × δ${index(i + 1)}`);
  return `δ = (${after.join(" + ")}) × ${symbol}′(z), with W and δ of the next layer`;
}

/** The same with its numbers, before it is worked out. */
export function inNumbers(sizes: number[], f: string, { l, kind, terms, with: other }: Solved) {
  const products = terms.map(([one, by]) => `${factor(one)} × ${factor(by)}`).join(" + ");
  if (kind === "z") return `z = ${products} ${signed(other)}`;
  if (kind === "a") return f === "identity" ? `a = ${worked(other)}` : `a = ${activation(f).symbol}(${worked(other)})`;
  if (kind === "C") return `C = ${terms.map(([a, y]) => `(${worked(a)} ${signed(-y)})²`).join(" + ")}`;
  if (kind === "db") return `δ = ${worked(other)}`;
  if (kind === "dW") return products;
  if (l === sizes.length - 1) return `δ = 2 × (${worked(terms[0][0])} ${signed(-terms[0][1])}) × ${worked(other)}`;
  return `δ = (${products}) × ${worked(other)}`;
}

/** How the slope f′ of an activation is found. */
const slopeOf = (f: string) => ({ sigmoid: "σ′(z) = a (1 − a)", tanh: "tanh′(z) = 1 − a²", identity: "f′(z) = 1" })[f] ?? "f′(z)";

/** One sentence on a slip. */
export function slipHint(f: string, { kind }: Box, slip: Slip): string {
  const back = kind === "delta" || kind === "dW" || kind === "db";
  const hints: Record<Slip, string> = {
    bias: "The bias is missing: add b to the sum.",
    "bias sign": "The bias has the wrong sign: add it, do not subtract it.",
    weight: kind === "z" ? "That is a sum with the wrong weights: take those on the connections into this neuron, each with its own input." : kind === "dW" ? "The weight itself is not in its slope: multiply δ by the activation that the weight starts from." : "That is the wrong weight: take the weights on the connections out of this neuron.",
    sign: back ? "The sign is wrong: the error is a − y, not y − a." : kind === "a" ? "The sign of z got lost on the way: look at the minus in e⁻ᶻ." : kind === "C" ? "A square is never negative." : "The sign is wrong: look at the signs of the weights and inputs.",
    activated: "That is already the activation a. Here we want the sum z, before the activation function.",
    "plain sum": "That is z itself. Put it through the activation function.",
    slope: "That is the slope of the activation function. Here we want its value.",
    "no slope": `The slope of the activation is missing: multiply by ${slopeOf(f)}.`,
    "a for slope": `That is multiplied by a. The slope is ${slopeOf(f)}.`,
    "no 2": "The 2 of the squared error is missing: the slope of (a − y)² is 2 (a − y).",
    "no 2, no slope": `That is a − y alone. The 2 of the squared error is missing, and so is the slope ${slopeOf(f)}.`,
    half: "This cost has no half in front: it is the square itself.",
    "no square": "That is the error without its square: square each a − y.",
    "no activation": "That is δ alone. Multiply it by the activation that the weight starts from.",
    "z for a": "That is δ × z. The weight carries the activation a, not the sum z.",
    "other neuron": "That is with another neuron’s activation: take the neuron that this weight starts from.",
    "other delta": "That is with another neuron’s δ: take the neuron that this parameter leads to.",
    "times bias": "The bias itself is not in its slope: its input is always 1, so the slope is δ.",
  };
  return hints[slip];
}
