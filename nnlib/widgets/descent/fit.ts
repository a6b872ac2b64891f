// The fit of Descent: the data, the neuron's curve at the marble and at the start, and what each example is missed by.
import { valuesAndSlopes } from "../shared/core/activations.ts";
import { linspace } from "../shared/core/surface.ts";
import { ball, chart, trace } from "../shared/view/chart.ts";
import { handle } from "../shared/view/controls.ts";
import { put, set, svg } from "../shared/view/dom.ts";
import { tellHandle } from "../shared/view/drawing.ts";
import { dragged, shown } from "../shared/view/numbers.ts";

const POINTS = 64; // of a curve: a sigmoid in a few hundred pixels shows no corner

export function fitChart({ inputs, target, colour, signal, onPoint, onEnd }: { inputs: string, target: string, colour: (name: string) => string, signal: AbortSignal, onPoint: (i: number, x: number, y: number) => void, onEnd: () => void }) {
  const plot = chart({ x: inputs, y: target, label: "Data and fit" });
  let drawnX: ArrayLike<number> = [];
  let drawnY: ArrayLike<number> = [];
  let points: SVGGElement[] = [];
  let binary = false;
  let data: { X: Float64Array, Y: Float64Array } = { X: new Float64Array(), Y: new Float64Array() };

  const move = (i: number, x: number, y: number) => {
    const [low, high] = plot.x.domain();
    const [least, most] = plot.y.domain();
    const target = binary ? Number(y > 0.5) : dragged(Math.max(least, Math.min(most, y)), [least, most]);
    onPoint(i, dragged(Math.max(low, Math.min(high, x)), [low, high]), target);
  };
  const make = (i: number) => {
    const group = svg("g", { "data-handle": `example ${i + 1}` }, svg("circle", { r: 12, class: "nn-touch" }), svg("circle", { r: 4.2, class: "nn-touch nn-grip" }));
    handle(group, {
      name: `Example ${i + 1} of ${data.Y.length}; Page Down for the next`,
      signal,
      area: plot.root,
      onMove: (px, py) => move(i, plot.x.invert(px), plot.y.invert(py)),
      onNudge(dx, dy, large) {
        const by = large ? 0.1 : 0.01;
        const [low, high] = plot.x.domain();
        const [least, most] = plot.y.domain();
        const y = binary ? (dy ? Number(dy > 0) : data.Y[i]) : data.Y[i] + dy * by * (most - least);
        move(i, data.X[i] + dx * by * (high - low), y);
      },
      onEnd,
    });
    group.addEventListener(
      "keydown",
      (event) => {
        const way = { PageDown: 1, PageUp: -1 }[event.key];
        if (!way) return;
        event.preventDefault();
        choose((i + way + points.length) % points.length).focus();
      },
      { signal },
    );
    return group;
  };
  /** One stop for the Tab key among all examples. */
  const choose = (i: number) => {
    for (const [j, point] of points.entries()) set(point, "tabindex", j === i ? 0 : -1);
    return points[i];
  };

  /** Put the handles of the examples that have moved where they are seen. */
  const place = () => {
    const fresh = drawnX.length !== data.X.length || plot.fresh;
    plot.fresh = false;
    for (const [i, point] of points.entries()) {
      if (!fresh && drawnX[i] === data.X[i] && drawnY[i] === data.Y[i]) continue;
      put(point, plot.x(data.X[i]), plot.y(data.Y[i]));
      tellHandle(point, data.Y[i], plot.y.domain(), `${inputs} ${shown(data.X[i])}, ${target} ${shown(data.Y[i])}`);
    }
    [drawnX, drawnY] = [data.X, data.Y];
  };

  return {
    element: plot.element,
    size: (width: number, height: number) => plot.size(width, height),
    /** Take data and domains; `classes` where every target is 0 or 1, which then can only switch. */
    data(X: Float64Array, Y: Float64Array, classes: boolean) {
      data = { X, Y };
      binary = classes;
      if (points.length !== Y.length) {
        points = Array.from(Y, (_, i) => make(i));
        plot.over.replaceChildren(...points);
        choose(0);
      }
    },
    domains: (x: number[], y: number[]) => plot.domains(x, y),
    /** Draw the neuron's curve at the marble's (w, b), and at the start where it has left there, and the examples. */
    draw(activation: string, [w, b]: number[], start: number[] | null) {
      const [low, high] = plot.x.domain();
      const at = linspace(low, high, POINTS);
      const outputs = (X: Float64Array, w: number, b: number) => valuesAndSlopes(activation, X.map((x) => w * x + b)).a;
      const predicted = outputs(data.X, w, b);
      const { px, py } = plot.pixels();
      const pen = plot.pen();
      pen.strokeStyle = colour("error");
      pen.lineWidth = 1.2;
      pen.globalAlpha = 0.65;
      pen.beginPath();
      for (let i = 0; i < data.Y.length; i++) {
        const [x, to] = [px(data.X[i]), py(predicted[i])];
        if (!Number.isFinite(to)) continue;
        pen.moveTo(x, py(data.Y[i]));
        pen.lineTo(x, Math.max(-1e4, Math.min(1e4, to)));
      }
      pen.stroke();
      pen.strokeStyle = colour("output");
      if (start) {
        pen.lineWidth = 1.5;
        pen.globalAlpha = 0.75;
        pen.setLineDash([5, 4]);
        const first = outputs(at, start[0], start[1]);
        trace(pen, POINTS, (i) => px(at[i]), (i) => py(first[i]));
        pen.setLineDash([]);
      }
      pen.lineWidth = 2.5;
      pen.globalAlpha = 1;
      const now = outputs(at, w, b);
      trace(pen, POINTS, (i) => px(at[i]), (i) => py(now[i]));
      place();
      plot.beyond(() => {
        for (let i = 0; i < data.Y.length; i++) ball(pen, px(data.X[i]), py(data.Y[i]), 4.2, colour("input"), colour("paper"), 1);
      });
    },
  };
}
