// What the panels of Unrolled share: a column for each step, the output's column beside them, and which numbers there is room for.
import { set, svg } from "../shared/view/dom.ts";
import { sized } from "../shared/view/drawing.ts";

const LEFT = 54; // for a panel's name and its scale
const [DIGIT, POINT] = [7.5, 4]; // pixels
export const LINE = 14;

/** Where everything of a picture so wide, with so many steps, stands. */
export function columns(width: number, steps: number) {
  const step = (width - LEFT) / (steps + 1);
  return { left: LEFT, step, x: (t: number) => LEFT + (t + 0.5) * step };
}

/** Of the numbers in a row show those that there is room for: the last and the first, then the others from the left. */
export function showFitting(numbers: SVGElement[], step: number) {
  const wide = ({ textContent }: SVGElement) => [...textContent ?? ""].reduce((sum, letter) => sum + (letter === "." ? POINT : DIGIT), 0);
  const shown: number[] = [];
  for (const t of [numbers.length - 1, ...numbers.keys()]) {
    const fits = shown.every((other) => other === t || Math.abs(other - t) * step >= (wide(numbers[t]) + wide(numbers[other])) / 2);
    if (fits) shown.push(t);
    set(numbers[t], "visibility", fits ? "visible" : "hidden");
  }
}

export type Columns = ReturnType<typeof columns>;

export const barWidth = ({ step }: Columns) => Math.min(18, step * 0.42);

/** Let a bar reach from one height to another: it is as high as what it shows, and nothing has no bar. */
export const grow = (rect: Element, x: number, wide: number, from: number, to: number) => {
  for (const [key, value] of Object.entries({ x: x - wide / 2, y: Math.min(from, to), width: wide, height: Math.abs(to - from) })) set(rect, key, value.toFixed(2));
};

/** The end of a bar, drawn over it: the bar itself is paler. */
export const cap = (x: number, wide: number, y: number) => `M${x - wide / 2},${y}h${wide}`;

/** One part for each step that there can be. */
export const eachOf = (most: number) => (make: (t: number) => any) => Array.from({ length: most }, (_, t) => make(t));

/** A panel: an SVG with its name at the left. */
export function panel(label: string, title: string, colour: string) {
  const name = svg("text", { class: "nn-panel-name", "text-anchor": "middle", style: `fill: var(--nn-${colour})` }, title);
  const root = svg("svg", { role: "group", "aria-label": label }, name);
  return {
    root,
    /** Take a size, and put the name at this height. */
    size(width: number, height: number, middle: number) {
      sized(root, width, height);
      set(name, "transform", `translate(11,${middle}) rotate(-90)`);
    },
  };
}

/** Show the parts of the steps that there are. */
export const only = (parts: SVGElement[], steps: number) => {
  for (const [t, part] of parts.entries()) set(part, "display", t < steps ? false : "none");
};
