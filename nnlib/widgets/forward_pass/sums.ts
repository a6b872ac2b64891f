// The sums of a layer written out with their numbers: z = w × x + ... + b, and what the activation makes of it.
import { activation } from "../shared/core/activations.ts";
import { html, write } from "../shared/view/dom.ts";
import { colourOf } from "../shared/view/diagram.ts";
import { tell, worked } from "../shared/view/numbers.ts";
import { symbols } from "./notation.ts";
import type { Values } from "./equation.ts";
import type { Focus } from "./order.ts";

export function sums(sizes: number[]) {
  const element = html("div", { class: "nn-sums" });
  let built = "";
  let refresh: (() => void)[] = [];
  let now: Values;

  const build = (l: number, rows: number[], column: number | null, notation: string, f: string) => {
    refresh = [];
    const n = sizes[l];
    const s = symbols(notation, l);
    const from = colourOf(l, sizes.length);
    const to = colourOf(l + 1, sizes.length);
    const inColour = (colour: string, ...inside: (Node | string)[]) => html("span", { style: `color: var(--nn-${colour})` }, ...inside);
    /** A number that is kept up; in brackets where it is a negative factor, a question mark where it is not known. */
    const live = (colour: string, value: () => number | undefined, bracket = false) => {
      const digits = html("span", {});
      const open = html("span", {});
      const close = html("span", {});
      refresh.push(() => {
        const x = value();
        write(open, bracket && x !== undefined && x < 0 ? "(" : "");
        write(close, bracket && x !== undefined && x < 0 ? ")" : "");
        if (x === undefined) {
          write(digits, "?");
          digits.removeAttribute("data-value");
        } else tell(digits, x, worked);
      });
      return inColour(colour, open, digits, close);
    };
    const term = (k: number, ...inside: (Node | string)[]) => html("span", { class: column === k ? "nn-term nn-term-lit" : "nn-term" }, ...inside);
    const row = (j: number) => {
      const names = html("div", { class: "nn-sum-line" }, inColour(to, s.z(j)), " = ");
      const digits = html("div", { class: "nn-sum-line" }, ...(rows.length > 1 ? [inColour(to, s.z(j))] : []), " = ");
      for (let k = 0; k < n; k++) {
        names.append(k ? " + " : "", term(k, inColour("weight", s.w(j, k)), " ", inColour(from, s.x(k))));
        digits.append(k ? " + " : "", term(k, live("weight", () => now.w(j, k), true), " × ", live(from, () => now.x(k), true)));
      }
      names.append(" + ", s.b(j));
      digits.append(" + ", live("ink", () => now.b(j), true), " = ", html("b", {}, live(to, () => now.z(j))));
      const [before, after] = activation(f).applied.split("z");
      if (rows.length > 1) digits.append(", ", inColour(to, s.a(j)), " = ", html("b", {}, live(to, () => now.a(j))));
      const activated = html("div", { class: "nn-sum-line" }, inColour(to, s.a(j)), ` = ${before}`, live(to, () => now.z(j)), after, ...(before ? [" = ", html("b", {}, live(to, () => now.a(j)))] : []));
      return html("div", { class: "nn-sum" }, ...(rows.length > 1 ? [digits] : [names, digits, activated]));
    };
    element.replaceChildren(...rows.map(row));
  };

  return {
    element,
    /** Write out the sums in these rows of layer l; the terms of one column stand out. */
    draw({ l, row, column }: Focus, notation: string, f: string, values: Values) {
      const rows = row === null ? Array.from({ length: sizes[l + 1] }, (_, j) => j) : [row];
      const key = [l, row, column, notation, f].join();
      now = values;
      if (key !== built) {
        built = key;
        build(l, rows, column, notation, f);
      }
      for (const show of refresh) show();
    },
  };
}
