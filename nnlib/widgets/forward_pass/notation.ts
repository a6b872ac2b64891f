// The symbols of a layer in three notations: the course's W_{a,b}, the layered w^l_{jk}, and nnlib's X @ W.T with examples in rows.
import { html } from "../shared/view/dom.ts";

export type Notation = "W_ab" | "w_jk" | "X @ W.T";

/** The choice, in words. */
export const NOTATIONS = [
  ["W_ab", "W a,b: from a to b"],
  ["w_jk", "wˡ jk: to j from k"],
  ["X @ W.T", "X @ W.T: examples in rows"],
] as [string, string][];

const letter = (name: string, below: string | number, above: string | number = "") => {
  const made = html("span", { class: "nn-letter" }, html("i", {}, name));
  if (above !== "") made.append(html("sup", {}, String(above)));
  if (below !== "") made.append(html("sub", {}, String(below)));
  return made;
};
const indexed = (name: string, ...index: number[]) => html("span", { class: "nn-indexed" }, `${name}[${index.join(", ")}]`);

/** The symbols of matrix l: of its weights, of inputs, of biases, sums and activations, for row j and column k. */
export function symbols(notation: string, l: number) {
  const first = l === 0;
  if (notation === "w_jk") {
    return {
      w: (j: number, k: number) => letter("w", `${j + 1}${k + 1}`, l + 1),
      x: (k: number) => (first ? letter("x", k + 1) : letter("a", k + 1, l)),
      b: (j: number) => letter("b", j + 1, l + 1),
      z: (j: number) => letter("z", j + 1, l + 1),
      a: (j: number) => letter("a", j + 1, l + 1),
      names: { w: `w${sup(l + 1)}`, x: first ? "x" : `a${sup(l)}`, b: `b${sup(l + 1)}`, z: `z${sup(l + 1)}`, a: `a${sup(l + 1)}` },
    };
  }
  if (notation === "X @ W.T") {
    return {
      w: (j: number, k: number) => indexed(`W[${l}]`, j, k),
      x: (k: number) => indexed(first ? "X" : `A[${l}]`, 0, k),
      b: (j: number) => indexed(`b[${l}]`, j),
      z: (j: number) => indexed(`Z[${l}]`, 0, j),
      a: (j: number) => indexed(`A[${l + 1}]`, 0, j),
      names: { w: `W[${l}].T`, x: first ? "X" : `A[${l}]`, b: `b[${l}]`, z: `Z[${l}]`, a: `A[${l + 1}]` },
    };
  }
  return {
    w: (j: number, k: number) => letter("W", `${k + 1},${j + 1}`),
    x: (k: number) => letter(first ? "X" : "A", k + 1),
    b: (j: number) => letter("b", j + 1),
    z: (j: number) => letter("Z", j + 1),
    a: (j: number) => letter("A", j + 1),
    names: { w: "W", x: first ? "X" : "A", b: "Bias", z: "Z", a: "A" },
  };
}

/** Where a weight stands and how its symbol is read: a sentence. The course's symbol does not say which layer it belongs to. */
export function reading(notation: string, l: number, j: number, k: number) {
  const [row, column] = [j + 1, k + 1];
  if (notation === "w_jk") return `w${sup(l + 1)} ${row}${column} leads to ${row} from ${column}, and is in row ${row}, column ${column}; the ${sup(l + 1)} names the layer that it leads to.`;
  if (notation === "X @ W.T") return `W[${l}][${j}, ${k}] counts from 0. Transposed by .T, it is in row ${k}, column ${j}, so that each example can be a row of X.`;
  return `W ${column},${row} leads from ${column} to ${row}, and is in row ${row}, column ${column}; which layer it belongs to is not in its symbol.`;
}

/** The same for what is not one weight: a row or a column of W. */
export function readingOfLine(notation: string, row: number | null, column: number | null, unit: string) {
  const turned = notation === "X @ W.T";
  if (row !== null) return `${turned ? "Column" : "Row"} ${row + (turned ? 0 : 1)} of ${turned ? "W.T" : "W"} holds the weights into ${unit}.`;
  if (column !== null) return `${turned ? "Row" : "Column"} ${column + (turned ? 0 : 1)} of ${turned ? "W.T" : "W"} holds the weights out of ${unit}.`;
  return `Each ${turned ? "column of W.T" : "row of W"} holds the weights into one neuron.`;
}

const sup = (n: number) => String(n).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
