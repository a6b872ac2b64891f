// Typed numbers, as the answer boxes and Worksheet read them; nnlib/course/judge.py reads the same.

const NUMBER = /^[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)(e[+-]?[0-9]+)?$/i;

/** The numbers of "0.5", "0,5", "1/2", "−3", "5e-3" or "(0.5, 2)"; null for other texts. A comma before a space separates a pair. */
export function numbersOf(typed: string): number[] | null {
  let text = typed.replace(/\u2212/g, "-").replace(/\s+/g, " ").trim().replace(/ ?\/ ?/g, "/");
  text = text.replace(/^\(/, "").replace(/\)$/, "").replace(/^\[/, "").replace(/\]$/, "").trim();
  let parts = text.split(/ ?; ?|, | (?=[+\-.,0-9])/);
  if (parts.length === 1 && text.split(",").length === 2 && text.includes(".")) parts = text.split(","); // (0.5,2.5)
  const found = parts.map((part) => {
    const [top, ...rest] = part.trim().split("/");
    const bottom = rest.length ? rest.join("/") : "1";
    if (!NUMBER.test(top) || !NUMBER.test(bottom)) return null;
    const [value, by] = [top, bottom].map((half) => Number(half.replace(",", ".")));
    return by ? value / by : NaN;
  });
  return found.includes(null) ? null : (found as number[]);
}
