// The schema: what each trait may be, as nnlib/widgets/schema.py describes it; links, kept states and typed numbers are checked by it.

/** A kind of value. */
export type Kind =
  | NumberKind
  | { kind: "flag" | "text" }
  | { kind: "choice", names: string[] }
  | { kind: "list", of: Kind, least: number, most: number, rising?: true, distinct?: true, pairs?: true }
  | { kind: "row", of: Kind[], empty?: true }
  | { kind: "record", fields: Record<string, Kind>, needs: string[] }
  | { kind: "table", of: Kind, columns: number | null, least: number, most: number };
type NumberKind = { kind: "number" | "whole", low: number, high: number, above?: true, below?: true };

/** A trait: `view` ones are only looked at; `fixed` ones belong to how the widget was made, and no link holds them. */
export type Trait = Kind & { words: string, default: unknown, view?: true, fixed?: true };
export type Schema = Record<string, Trait>;

/** Whether a value, as JSON has it, is of a kind; a table is one flat list. */
export function fits(x: unknown, of: Kind): boolean {
  switch (of.kind) {
    case "number":
      return typeof x === "number" && x >= of.low && x <= of.high && !(of.above && x === of.low) && !(of.below && x === of.high);
    case "whole":
      return Number.isInteger(x) && (x as number) >= of.low && (x as number) <= of.high;
    case "flag":
      return typeof x === "boolean";
    case "text":
      return typeof x === "string";
    case "choice":
      return typeof x === "string" && of.names.includes(x);
    case "list":
      return Array.isArray(x) && x.length >= of.least && x.length <= of.most && x.every((entry) => fits(entry, of.of))
        && !(of.pairs && x.length % 2) && !(of.rising && x.some((entry, i) => i && entry <= x[i - 1])) && !(of.distinct && new Set(x).size < x.length);
    case "row":
      return Array.isArray(x) && (x.length === of.of.length || Boolean(of.empty && !x.length)) && x.every((entry, i) => fits(entry, of.of[i]));
    case "record":
      return x !== null && typeof x === "object" && !Array.isArray(x) && of.needs.every((name) => Object.hasOwn(x, name))
        && Object.entries(x).every(([name, value]) => Object.hasOwn(of.fields, name) && fits(value, of.fields[name]));
    case "table": {
      if (!Array.isArray(x) || !x.every((entry) => fits(entry, of.of))) return false;
      const rows = x.length / (of.columns ?? (x.length || 1)); // where any number of columns will do, as few rows as it may be
      return Number.isInteger(rows) && rows >= of.least && rows <= of.most;
    }
  }
}

/** What a control needs of a trait that is a number, or holds numbers: their ends, and what may be typed; of a row, its last. */
export function rangeOf(trait: Kind) {
  let of = trait;
  while ("of" in of) of = Array.isArray(of.of) ? of.of[of.of.length - 1] : of.of;
  if (of.kind !== "number" && of.kind !== "whole") throw new TypeError(`a ${trait.kind} of ${of.kind} has no ends`);
  const { low, high, kind } = of;
  const number = of;
  return {
    low,
    high,
    step: kind === "whole" ? 1 : 0,
    allowed: (x: number) => fits(x, number),
    /** The nearest number that may be taken: a drawing may reach further. */
    nearest: (x: number) => Math.max(low, Math.min(high, x)),
  };
}

/** How many entries a list may have. */
export const countsOf = (trait: Kind) => (trait.kind === "list" ? [trait.least, trait.most] : []);

/** The names of a choice. */
export const namesOf = (trait: Kind) => (trait.kind === "choice" ? trait.names : []);

/** A refusal as the reader meets it; nothing where there is nothing to refuse. */
export const refusal = (reason: string | undefined) =>
  reason ? `The state in this page's address was refused: ${reason}. The figure starts as it was made.` : "";

/** What is wrong with a state from outside, as a sentence; nothing where each of its traits may be taken. */
export function problemWith(state: unknown, schema: Schema) {
  if (state === null || typeof state !== "object" || Array.isArray(state)) return refusal("it cannot be read");
  for (const [name, value] of Object.entries(state)) {
    if (!Object.hasOwn(schema, name) || schema[name].fixed) return refusal(`nothing here is called ${name.slice(0, 20)}`);
    if (!fits(value, schema[name])) return refusal(`${name} must be ${schema[name].words}`);
  }
  return "";
}
