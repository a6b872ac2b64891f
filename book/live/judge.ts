// The exercise checker of the page: judges as nnlib/course/judge.py and state.py do, function by function, from the same data.
import { numbersOf } from "../../nnlib/widgets/shared/core/typed.ts";

export type Verdict = { right: boolean; text: string };
export type State = Record<string, unknown>; // a widget's traits; tables are flat lists

/** What a widget's trait, or the sum of several, must be: nnlib/course/state.py makes these and says what each part means. */
type Condition = {
  trait: string | string[];
  values?: unknown[];
  each?: unknown[];
  near?: (number | null)[];
  within?: number;
  low?: number;
  high?: number;
  unless?: boolean;
  hint: string;
};

/** An exercise as plain data: exercise.py makes it. */
export type Exercise = {
  kind: "number" | "choice" | "text" | "state";
  right: number[];
  tolerance: number;
  mistakes: [values: number[], hint: string][];
  why: string;
  hint: string;
  model: string;
  options: [text: string, hint: string][];
  code: boolean;
  state?: { place: string; kept: string[]; conditions: Condition[]; number: [trait?: string, index?: number] };
};

const NEARLY = 1e-2; // relative: as far from the right value as two digits of it may be
const SHOWN = 40; // characters of a typed answer that its sentence repeats

const verdict = (right: boolean, text: string): Verdict => ({ right, text });
const list = (value: unknown) => (Array.isArray(value) ? value : [value]) as number[];
const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The verdict on a typed answer; `made()` gives the traits that the exercise's widget was made with. */
export function judge(data: Exercise, answer: string, made: () => State) {
  const { kind, right } = data;
  if (data.state && answer.includes("#")) return judgeLink(data, answer, made());
  if (kind === "choice") return judgeChoice(data, answer);
  if (kind === "text") return answer.trim() ? verdict(true, `Compare your answer with this: ${data.model}`) : verdict(false, "Write an answer first.");
  const [wanted, example] = right.length === 1 ? ["number", "0.5"] : ["pair of numbers", "(0.5, 0.5)"];
  const found = numbersOf(answer);
  if (found?.length === right.length) return judgeNumbers(data, found);
  return verdict(false, `The answer should be a ${wanted}, such as ${example}${data.state ? ", or the state of the widget" : ""}, ${instead(answer)}.`);
}

function judgeNumbers({ right, tolerance, mistakes, why, hint }: Exercise, found: number[]) {
  if (!found.every(Number.isFinite)) return verdict(false, `The answer should be a finite ${right.length === 1 ? "number" : "pair of numbers"}: something overflowed, or was divided by zero, on the way.`);
  if (close(found, right, tolerance)) return verdict(true, `Right: ${why}`);
  const known = mistakes.find(([value]) => close(found, value, tolerance));
  if (known) return verdict(false, `Not yet: ${known[1]}`);
  if (close(found, right, NEARLY)) return verdict(false, "Not yet: that is close. Give one more digit, or look for a small slip on the way.");
  return verdict(false, `Not yet: ${hint}`);
}

/** The verdict on a widget's link, as it is copied. */
function judgeLink(data: Exercise, link: string, made: State) {
  const [found, ...rest] = link.trim().split("#").slice(1).join("#").split("=");
  const unreadable = (why: string) => verdict(false, `That state cannot be read: ${why}`);
  if (!rest.length) return unreadable("the link has no state, which follows a # sign. Copy it with Copy link.");
  const { place } = data.state!;
  if (found !== place) return unreadable(`the link is that of '${found}'; the exercise asks for the figure '${place}'.`);
  try {
    return judgeState(data, { ...made, ...JSON.parse(decodeURIComponent(rest.join("="))) }, made);
  } catch {
    return unreadable("the state in the link is damaged, or cut off. Copy it again, with Copy link.");
  }
}

/** The verdict on a widget's traits; `made` are those that it was made with, and tables are flat lists in both. */
export function judgeState(data: Exercise, state: State, made: State) {
  const { kept, conditions, number } = data.state!;
  const moved = kept.filter((name) => !equal(state[name], made[name]));
  const hint = moved.length
    ? `the exercise leaves ${moved.join(" and ")} as the lesson has it; press Reset, and set the rest again.`
    : conditions.find((condition) => !holds(condition, state))?.hint;
  if (hint) return verdict(false, `Not yet: ${hint}`);
  const [trait, index] = number;
  if (trait === undefined) return verdict(true, `Right: ${data.why}`);
  const found = state[trait];
  return judgeNumbers(data, list(index === undefined ? found : (found as number[])[index]));
}

function holds({ trait, values, each, near, within, low, high, unless = false }: Condition, state: State) {
  const found: any = (Array.isArray(trait) ? trait.reduce((sum, name) => sum + (state[name] as number), 0) : state[trait]);
  let satisfied = low! <= found && found <= high!; // where there are no bounds, one of the next lines decides
  if (values) satisfied = values.some((value) => equal(value, found));
  else if (each) satisfied = found.every((part: unknown) => each.includes(part));
  else if (near) satisfied = found.length === near.length && near.every((wanted, i) => wanted === null || Math.abs(found[i] - wanted) <= within!);
  return satisfied !== unless;
}

function judgeChoice({ options, why }: Exercise, answer: string) {
  const letters = "abcdefghijklmnopqrstuvwxyz".slice(0, options.length);
  const letter = answer.trim().toLowerCase();
  if (letter.length !== 1 || !letters.includes(letter)) return verdict(false, `The answer should be a letter from a to ${letters.at(-1)}, ${instead(answer)}.`);
  const hint = options[letters.indexOf(letter)][1];
  return hint ? verdict(false, `Not yet: ${hint}`) : verdict(true, `Right: ${why}`);
}

function instead(answer: string) {
  const text = answer.replace(/\s+/g, " ").trim();
  if (!text) return "and there is nothing here";
  const letters = [...text];
  return letters.length <= SHOWN ? `not "${text}"` : `not "${letters.slice(0, SHOWN).join("")}…"`;
}

const close = (found: number[], wanted: number[], tolerance: number) =>
  found.length === wanted.length && found.every((value, i) => value === wanted[i] || Math.abs(value - wanted[i]) <= Math.max(tolerance * Math.max(Math.abs(value), Math.abs(wanted[i])), tolerance * 1e-3));
