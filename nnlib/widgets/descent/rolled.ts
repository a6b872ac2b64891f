// The cost per step of Descent: a line for the whole path, strong as far as the marble has rolled.
import { ball, chart, trace } from "../shared/view/chart.ts";
import { CLOSE, roundUp } from "../shared/view/numbers.ts";
import { drawRace } from "./race.ts";
import type { Path } from "../shared/core/descent.ts";
import type { Racer } from "./race.ts";

/** The chart. Its heights are round numbers, so that its axis rests while the learning rate is dragged. */
export function costChart(horizon: number, colour: (name: string) => string) {
  const plot = chart({ x: "step", y: "cost C", label: "Cost per step" });
  let top = 0;
  return {
    element: plot.element,
    size: (width: number, height: number) => plot.size(width, height),
    /** Draw it, with what lies ahead or without; and the curves of those that race beside it. */
    draw({ cost, steps: last }: Path, steps: number, ahead: boolean, race: Racer[]) {
      let most = 0;
      for (let step = 0; step <= last; step++) most = Math.max(most, cost[step]);
      const wanted = Math.min(most, 4 * cost[0]) || 1;
      if (wanted > top || wanted < top / 4) top = roundUp(wanted, CLOSE);
      plot.domains([0, horizon], [0, top]);
      const { px: x, py } = plot.pixels();
      const y = (step: number) => py(cost[step]);
      const pen = plot.pen();
      pen.strokeStyle = colour("ink");
      pen.lineWidth = 1.2;
      pen.globalAlpha = 0.55;
      if (ahead) trace(pen, last + 1, x, y);
      pen.lineWidth = 2.2;
      pen.globalAlpha = 1;
      trace(pen, steps + 1, x, y);
      if (race.length) drawRace(pen, race, steps, (one, step) => [x(step), Math.max(plot.margin.top, py(one.cost[step]))], plot.width, colour);
      const beyond = y(steps) < plot.margin.top; // hollow at the edge
      const [fill, edge] = [colour("output"), colour("paper")];
      plot.beyond(() => ball(pen, x(steps), Math.max(plot.margin.top, y(steps)), 5, beyond ? edge : fill, beyond ? fill : edge));
    },
  };
}
