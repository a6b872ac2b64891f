// The step that the reader draws before it is taken: an arrow from the marble to a ring that is dragged, and how good it was.
import { compareSteps } from "../shared/core/descent.ts";
import { handle } from "../shared/view/controls.ts";
import { put, set, svg } from "../shared/view/dom.ts";
import { tellHandle } from "../shared/view/drawing.ts";
import { dragged, shown } from "../shared/view/numbers.ts";
import type { Path } from "../shared/core/descent.ts";
import type { chart } from "../shared/view/chart.ts";

/** A drawn step: where it ends, and which step it is, counted from 1. */
export type Guess = [number, number, number];

/** A state's drawn step, where there is one that the path comes to. */
export const guessOf = (guess: number[], path: Path): Guess | null =>
  guess.length && guess[2] <= path.steps ? (guess as Guess) : null;

/** How the drawn step and the real one differ, in words; nothing before the real one is taken. */
export function guessSays(guess: Guess | null, path: Path, steps: number) {
  if (!guess) return "";
  const k = guess[2];
  if (steps < k) return ` Step ${k} is yours to draw: drag the ring to where you think it ends, then press Step.`;
  const { ratio, degrees } = compareSteps(path, k, guess);
  if (!Number.isFinite(ratio)) return ` Step ${k} does not move at all, so nothing can be compared with the one you drew.`;
  return ` The step ${k} that you drew is ${shown(ratio, 3)} times as long as the real one, and points ${shown(degrees, 3)}° beside it.`;
}

/** The ring on a map. */
export function ring({ plot, signal, onGuess, onEnd }: { plot: ReturnType<typeof chart>, signal: AbortSignal,
    onGuess: (w: number, b: number) => void, onEnd: () => void }) {
  const group = svg("g", { "data-handle": "guess", display: "none" }, svg("circle", { r: 22, class: "nn-touch" }), svg("circle", { r: 7, class: "nn-ring nn-grip" }));
  plot.over.append(group);
  let at = [0, 0];
  const inside = (value: number, ends: number[]) => dragged(Math.max(ends[0], Math.min(ends[1], value)), ends);
  const give = (w: number, b: number) => onGuess(inside(w, plot.x.domain()), inside(b, plot.y.domain()));
  handle(group, {
    name: "End of the step that you draw", signal, onEnd,
    area: plot.root,
    onMove: (x, y) => give(plot.x.invert(x), plot.y.invert(y)),
    onNudge(dx, dy, large) {
      const size = ([low, high]: number[]) => (high - low) * (large ? 0.1 : 0.01);
      give(at[0] + dx * size(plot.x.domain()), at[1] + dy * size(plot.y.domain()));
    },
    onEdge: (end) => give(plot.x.domain()[end === "Home" ? 0 : 1], at[1]),
  });
  return {
    /** Draw the arrow on the map's canvas, from pixels of the step's start, and beside it the real step where it is taken. */
    draw(pen: CanvasRenderingContext2D, guess: Guess | null, spots: Float64Array, colour: (name: string) => string) {
      set(group, "display", guess ? false : "none");
      if (!guess) return;
      at = [guess[0], guess[1]];
      const [x, y] = [plot.x(guess[0]), plot.y(guess[1])];
      put(group, x, y);
      tellHandle(group, at[0], plot.x.domain(), `weight ${shown(at[0])}, bias ${shown(at[1])}`);
      pen.strokeStyle = colour("ink");
      pen.lineWidth = 2.2;
      pen.setLineDash([6, 4]);
      pen.beginPath();
      pen.moveTo(spots[2 * guess[2] - 2], spots[2 * guess[2] - 1]);
      pen.lineTo(x, y);
      pen.stroke();
      pen.setLineDash([]);
    },
  };
}
