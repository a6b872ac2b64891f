// Descent in words: where the marble is and what stands out, its path as a table, and the nnlib code that walks it.
import { python, pythonList, shown, worked } from "../shared/view/numbers.ts";
import { guessSays } from "./guess.ts";
import type { Path } from "../shared/core/descent.ts";
import type { Problem } from "../shared/core/network.ts";
import type { Guess } from "./guess.ts";
import { raceSays, type Racer } from "./race.ts";

const LEAPT = 100; // times the cost at the start: then the marble is far beyond the map

/** @param now stable is the largest learning rate that settles near the marble */
export function sentence({ path, steps, stable, rate, activation, guess, race }: { path: Path, steps: number, stable: number, rate: number, activation: string, guess: Guess | null, race: Racer[] }) {
  const [w, b] = [path.theta[2 * steps], path.theta[2 * steps + 1]];
  const [dw, db] = [path.gradient[2 * steps], path.gradient[2 * steps + 1]];
  const when = steps === 0 ? "At the start" : `After ${steps} step${steps === 1 ? "" : "s"}`;
  // Where it leaps out of the valley the numbers explode, and say no more than that.
  const leapt = path.cost[steps] > LEAPT * path.cost[0];
  const where = leapt ? `${when}, the marble has leapt away: its steps are too long for this valley, and the cost is more than ${LEAPT} times what it was.` : `${when}, (w, b) = (${shown(w)}, ${shown(b)}): the cost is ${shown(path.cost[steps])}, and its slope (∂C/∂w, ∂C/∂b) is (${shown(dw)}, ${shown(db)}).`;
  const now = `${where}${raceSays(race, steps, path)}${guessSays(guess, path, steps)}`;
  if (path.divergedAt > 0 && (steps === path.steps || path.divergedAt <= 60)) {
    return `${now} Diverged at step ${path.divergedAt}: the learning rate ${worked(rate)} is too high for this slope; the last finite parameters are kept; try ${worked(Math.min(rate / 2, roundDown(stable)))} or less.`;
  }
  if (rate > stable) {
    const then = activation === "identity" ? "each step across the valley overshoots by more than the last" : "steps of this kind do not settle near here";
    return `${now} The learning rate ${worked(rate)} is above ${worked(stable)}, the largest stable one at the marble: ${then}.`;
  }
  if (Math.hypot(dw, db) < 1e-3) return `${now} The ground is almost flat here, which need not mean the lowest place.`;
  return now;
}

/** The sentence of the simple form: before weights, biases and slopes have their names. */
export function shortly({ path, steps, stable, rate, away }: { path: Path, steps: number, stable: number, rate: number, away: boolean }) {
  if (away) return `After ${steps} step${steps === 1 ? "" : "s"} the marble has leapt out of the picture. Choose a smaller learning rate, and press Rewind and Play.`;
  const now = steps === 0 ? `The marble is at its start, ${shown(path.cost[0], 3)} high. Press Play.` : `After ${steps} step${steps === 1 ? "" : "s"} the marble is ${shown(path.cost[steps], 3)} high.`;
  return rate > stable ? `${now} Its steps are too long for this valley: it leaps across and never settles.` : now;
}

/** With two digits, and not above x: a rate that may be tried. */
function roundDown(x: number) {
  if (!Number.isFinite(x)) return x;
  const unit = 10 ** (Math.floor(Math.log10(x)) - 1);
  return Math.floor(x / unit) * unit;
}

export function table(path: Path, steps: number) {
  const rows = Array.from({ length: steps + 1 }, (_, i) => [i, path.theta[2 * i], path.theta[2 * i + 1], path.cost[i], path.gradient[2 * i], path.gradient[2 * i + 1]]);
  return { caption: "The path, step by step", columns: ["step", "w", "b", "cost", "∂C/∂w", "∂C/∂b"], rows };
}

export function code(problem: Problem, get: (name: string) => any) {
  const momentum = get("momentum") ? `, momentum=${python(get("momentum"))}` : "";
  return [
    "import nnlib as nn",
    `X = [[x] for x in ${pythonList(problem.X)}]`,
    `Y = [[y] for y in ${pythonList(problem.Y)}]`,
    `net = nn.Network([1, 1], "${problem.activations[0]}", theta=${pythonList(get("start"))})`,
    `history = nn.fit(net, X, Y, cost=nn.${problem.cost}, optimizer=nn.SGD(${python(get("learning_rate"))}${momentum}), epochs=${get("steps")})`,
    "print(net.theta.tolist(), history.cost[-1])",
    ...get("race").flatMap(([rule, rate, momentum]: [string, number, number]) => [
      `net = nn.Network([1, 1], "${problem.activations[0]}", theta=${pythonList(get("start"))})`,
      `history = nn.fit(net, X, Y, cost=nn.${problem.cost}, optimizer=${optimizer(rule, rate, momentum)}, epochs=${get("steps")})`,
      "print(net.theta.tolist(), history.cost[-1])",
    ]),
  ].join("\n");
}

/** One that races, as nnlib has it. */
function optimizer(rule: string, rate: number, momentum: number) {
  if (rule === "adam") return `nn.Adam(${python(rate)})`;
  const ball = rule !== "plain" && momentum ? `, momentum=${python(momentum)}${rule === "nesterov" ? ", nesterov=True" : ""}` : "";
  return `nn.SGD(${python(rate)}${ball})`;
}
