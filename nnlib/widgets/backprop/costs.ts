// The cost per update of Backprop: backpropagation's path as a line, the chosen wrong rule's as a dashed one that peels off.
import { chart, line } from "../shared/view/chart.ts";
import { CLOSE, roundUp } from "../shared/view/numbers.ts";
import { set, svg, write } from "../shared/view/dom.ts";
import type { Path } from "../shared/core/descent.ts";

/** @param horizon how many updates are drawn */
export function costPaths(horizon: number) {
  const plot = chart({ x: "update", y: "cost C", label: "Cost per update", margin: [10, 12, 44, 52] });
  const right = svg("path", { class: "nn-right-rule" });
  const wrong = svg("path", { class: "nn-wrong-rule" });
  const now = svg("circle", { r: 5.5, class: "nn-marble" });
  const [one, other] = ["nn-right-name", "nn-wrong-name"].map((name) => svg("text", { class: `nn-path-name ${name}`, "text-anchor": "end" }));
  plot.inside.append(right, wrong);
  plot.over.append(one, other, now);

  return {
    element: plot.element,
    size: (width: number, height: number) => plot.size(width, height),
    /**
     * Draw both paths, where there are two, and the present place on the rule's own.
     * @param name what the wrong rule is called; "" where the rule is backpropagation
     */
    draw(correctPath: Path, rulePath: Path, name: string, steps: number) {
      let most = 0;
      for (const path of [correctPath, rulePath]) for (let i = 0; i <= path.steps; i++) most = Math.max(most, path.cost[i]);
      const top = roundUp(Math.min(most, 2 * correctPath.cost[0]) || 1, CLOSE);
      plot.domains([0, horizon], [0, top]);
      const height = (cost: number) => plot.y(Math.min(cost, 100 * top)); // a coordinate that is too large would not be drawn
      const trace = (path: Path) => line(path.steps + 1, (i) => plot.x(i), (i) => height(path.cost[i]));
      set(right, "d", trace(correctPath));
      set(wrong, "d", name ? trace(rulePath) : "");
      write(one, "backpropagation");
      write(other, name ? `${name}, dashed` : "");
      for (const [i, text] of [one, other].entries()) set(text, "transform", `translate(${plot.width - plot.margin.right - 4},${plot.margin.top + 12 + 17 * i})`);
      const y = height(rulePath.cost[steps]);
      set(now, "cx", plot.x(steps).toFixed(1));
      set(now, "cy", Math.max(plot.margin.top, y).toFixed(1));
      now.classList.toggle("nn-beyond", y < plot.margin.top);
    },
  };
}
