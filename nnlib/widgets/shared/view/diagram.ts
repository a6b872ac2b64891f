// A network diagram: columns of neurons in the course's colours, connections as wide as their weights. It draws what it is given.
import { ends, labelPlaces, layout, LINE } from "./diagram_layout.ts";
import { hands } from "./diagram_hands.ts";
import { html, put, set, svg, write } from "./dom.ts";
import { index, moveTo, sized } from "./drawing.ts";
import { inCircle, inSmallCircle, shown, tell } from "./numbers.ts";
import type { Item, Layout } from "./diagram_layout.ts";

/**
 * What is drawn at a neuron: `value` or `text` in its circle, filled as strongly as it glows, from 0 to 1, and lines of small text: [label, number]. `bias` sets a dot at its rim, below its number; `aside` is a number beside it.
 * What is drawn at a connection: its `value`, or where there is one its `strength`, gives width and line style; `label` writes the value on it where there is room.
 */
export type NodeLook = { value?: number, glow?: number, text?: string, bias?: number, z?: number, aside?: number, className?: string, says?: string };
export type EdgeLook = { value: number, strength?: number, label?: boolean, className?: string, says?: string };
export type Look = { node: (l: number, j: number) => NodeLook, edge: (l: number, j: number, k: number) => EdgeLook, selected?: Item | null,
    lit?: Set<string>, scale?: number, under?: string, small?: (x: number) => string, lines?: string };

const COLOURS = ["hidden1", "hidden2"];
let shines = 0;
const SMALL = 18; // circles below this radius hold two digits
const ASIDE = 48; // pixels beside the last column for a word and its numbers
const GLOW = 16; // pixels around a lamp, as many as a widget's card has beside the drawing

/** The colour token of a layer, and what readers call it. */
export const colourOf = (l: number, layers: number) => (l === 0 ? "input" : l === layers - 1 ? "output" : COLOURS[(l - 1) % 2]);

/** The course's name of a unit: "input 1", "blue neuron 2", "output 3". From the third hidden layer on its number is said. */
export function unitName(sizes: number[], l: number, j: number, names: { inputs?: string[], outputs?: string[] } = {}) {
  if (l === 0) return names.inputs?.[j] ?? `input ${j + 1}`;
  if (l === sizes.length - 1) return names.outputs?.[j] ?? (sizes[l] === 1 ? "the output" : `output ${j + 1}`);
  const colour = l % 2 ? "blue" : "magenta";
  return `${colour} neuron ${j + 1}${l > 2 || sizes.length > 5 ? ` of hidden layer ${l}` : ""}`;
}

/** @param options stage draws it large, as what a widget is about; aside is a word for the numbers beside the last column; decimals is how many numbers have, else three digits; onPoint gets the item under the mouse or with the keyboard's focus. `drag` lets neurons be dragged: `up` is in pixels since it began. */
export function diagram({ sizes, names = {}, label, signal, onPick, onPoint = () => {}, drag, stage = false, decimals, aside = "" }: { sizes: number[], names?: { inputs?: string[], outputs?: string[] }, label: string, stage?: boolean, decimals?: number, aside?: string, signal: AbortSignal,
    onPick: (item: Item) => void, onPoint?: (item: Item | null) => void,
    drag?: { can: (item: Item) => boolean, start: (item: Item) => void, move: (item: Item, up: number) => void, end: () => void } }) {
  const layers = sizes.length;
  const unit = (l: number, j: number) => unitName(sizes, l, j, names);
  const shine = `nn-shine-${++shines}-${Math.floor(performance.now())}`; // a unique id, as several widgets share a page
  const root = svg("svg", { class: `nn-net ${stage ? "nn-net-stage" : ""}`, role: "listbox", "aria-label": label, "aria-orientation": "horizontal" });
  const halo = svg("path", { class: "nn-net-halo", "aria-hidden": "true" });
  const [lines, texts, circles] = [svg("g", { role: "presentation" }), svg("g", { class: "nn-net-labels", "aria-hidden": "true" }), svg("g", { role: "presentation" })];
  const option = (item: Item, className: string, ...parts: SVGElement[]) =>
    svg("g", { class: className, role: "option", tabindex: -1, "data-item": item.join(), "aria-selected": "false" }, ...parts);

  const heads = sizes.map((_, l) => svg("text", { class: "nn-net-head", "text-anchor": "middle", style: `fill: var(--nn-${colourOf(l, layers)})`, "aria-hidden": "true" }));
  const edges: { item: Item, group: SVGGElement, line: SVGPathElement, number: SVGTextElement }[] = [];
  const nodes = sizes.map((n, l) =>
    Array.from({ length: n }, (_, j) => {
      const small = () => svg("tspan", {});
      const lamp = l > 0 && l === layers - 1; // an output lights up its surroundings, too
      const parts = {
        halo: svg("circle", { class: "nn-net-glow", fill: lamp ? `url(#${shine})` : "none", opacity: 0 }),
        circle: svg("circle", { class: "nn-net-circle" }),
        value: svg("text", { class: "nn-net-value", "text-anchor": "middle" }),
        mark: svg("circle", { class: "nn-net-bias", r: 4 }),
        above: svg("text", { class: "nn-net-small", "text-anchor": "middle" }),
        below: svg("text", { class: "nn-net-small", "text-anchor": "middle" }),
        name: svg("text", { class: "nn-net-small nn-net-name", "text-anchor": "middle" }),
        aside: svg("text", { class: "nn-net-aside" }),
        asideName: svg("text", { class: "nn-net-small nn-net-aside-name" }),
        bias: small(),
        sum: small(),
        sumName: small(),
      };
      parts.above.append(...(l ? [svg("tspan", { class: "nn-net-symbol" }, "b "), parts.bias] : [parts.bias]));
      parts.below.append(parts.sumName, parts.sum);
      const touch = svg("circle", { class: "nn-touch" });
      const group = option([l, j], "nn-net-node", ...(lamp ? [parts.halo] : []), touch, parts.circle);
      // Its texts stand apart: a reader of screens hears the option's own name, and not the letters of a drawing.
      const words = svg("g", { "aria-hidden": "true", "data-words": `${l},${j}` }, parts.value, parts.mark, parts.above, parts.below, parts.name, ...(aside && l === layers - 1 ? [parts.asideName, parts.aside] : []));
      for (const part of [group, words]) set(part, "style", `--nn-own: var(--nn-${colourOf(l, layers)})`);
      if (drag?.can([l, j])) group.classList.add("nn-net-drag");
      circles.append(group);
      texts.append(words);
      for (let k = 0; l && k < sizes[l - 1]; k++) {
        const line = svg("path", { class: "nn-net-line" });
        const number = svg("text", { class: "nn-net-weight", "text-anchor": "middle", visibility: "hidden" });
        const edge = { item: [l - 1, j, k], group: option([l - 1, j, k], "nn-net-edge", line), line, number };
        edges.push(edge);
        lines.append(edge.group);
        texts.append(number);
      }
      return { ...parts, touch, group, words };
    }),
  );
  const dots = svg("g", { "aria-hidden": "true" });
  const stop = (offset: number, opacity: number) => svg("stop", { offset, style: `stop-color: var(--nn-output); stop-opacity: ${opacity}` });
  root.append(svg("defs", {}, svg("radialGradient", { id: shine }, stop(0.6, 0.75), stop(0.8, 0.3), stop(1, 0))));
  root.append(halo, lines, ...heads, dots, circles, texts);
  const key = html("p", { class: "nn-net-key", "aria-hidden": "true" });
  for (const [name, text] of [["plus", "positive weight"], ["minus", "negative"], ["large", "large"]]) {
    key.append(html("span", {}, html("span", { class: `nn-net-sample nn-net-${name}` }), html("span", {}, text)));
  }
  const element = html("div", { class: "nn-net-place" }, root, key);

  const room = aside ? ASIDE : 0;
  let place = layout(sizes, 300, false, stage, room);
  let last: Look | null = null;
  const hand = hands({ root, place: () => place, signal, onPick, onPoint, drag });

  const outside = decimals === undefined ? undefined : (x: number) => inCircle(x, decimals); // the numbers beside circles and lines
  /** Write a number into a circle: as large as it fits, all three digits where they can be read. */
  const inside = (text: SVGTextElement, value: number) => {
    if (decimals !== undefined) (write(text, inCircle(value, decimals)), text.removeAttribute("data-value"));
    else if (place.r >= SMALL) tell(text, value);
    else (write(text, inSmallCircle(value)), text.removeAttribute("data-value"));
  };

  return {
    element,
    root,
    unit,
    /** Whether there is room for many labels on the connections between two layers. */
    roomy: () => place.gap >= 100,
    /** Take a width; answers the height that the drawing needs. */
    size(width: number) {
      place = layout(sizes, width, Boolean(names.outputs), stage, room);
      sized(root, width, place.height);
      const { r } = place;
      for (const [l, column] of nodes.entries()) {
        moveTo(heads[l], place.at[l][0].x, 13);
        write(heads[l], headName(l, layers, place.roomy));
        for (const [j, node] of column.entries()) {
          for (const part of [node.group, node.words]) moveTo(part, place.at[l][j].x, place.at[l][j].y);
          set(node.circle, "r", r);
          set(node.halo, "r", r + GLOW);
          set(node.touch, "r", Math.max(22, r));
          set(node.above, "y", -r - (stage ? 8 : 6));
          const under = r + (stage ? 18 : 12.5);
          set(node.name, "y", under);
          set(node.below, "y", under + (l === layers - 1 && names.outputs ? LINE : 0)); // its name is nearest to a neuron: it is there before the number
          for (const [part, y] of [[node.asideName, -4], [node.aside, 12]] as [SVGElement, number][]) (set(part, "x", r + 8), set(part, "y", y));
          write(node.asideName, aside);
          set(node.mark, "cy", -r);
        }
      }
      for (const { item, line } of edges) {
        const [x1, y1, x2, y2] = ends(place, item);
        set(line, "d", `M${x1.toFixed(1)},${y1.toFixed(1)}L${x2.toFixed(1)},${y2.toFixed(1)}`);
      }
      if (last) this.draw(last);
      return place.height;
    },
    draw(look: Look) {
      last = look;
      const { node, edge, selected = null, lit = new Set(), scale = 1, under = "z", small = outside, lines: what = "weight" } = look;
      const chosen = selected?.join() ?? "";
      hand.chosen(selected);
      write(key.firstChild?.lastChild as Element, `positive ${what}`);
      root.classList.toggle("nn-net-some", lit.size > 0);
      for (const [l, column] of nodes.entries()) {
        for (const [j, parts] of column.entries()) {
          const { value, text = "", bias, z, aside: besides, className = "", says, glow } = node(l, j);
          const name = `${l},${j}`;
          set(parts.circle, "style", glow === undefined ? "" : `--nn-glow: ${Math.round(100 * glow)}%`);
          set(parts.halo, "opacity", (glow ?? 0).toFixed(2));
          const told = value === undefined ? text : shown(value);
          if (value === undefined) (write(parts.value, text), parts.value.removeAttribute("data-value"));
          else inside(parts.value, value);
          const long = (parts.value.textContent ?? "").length;
          const size = Math.min(stage ? 17 : 13.5, (2 * place.r - 3) / (0.66 * Math.max(3, long)));
          set(parts.value, "style", `font-size: ${size.toFixed(1)}px`);
          set(parts.value, "y", (size * 0.36).toFixed(1));
          const shows = place.roomy || name === chosen || lit.has(name); // where columns crowd, only those in question are told in full
          if (l === 0) write(parts.bias, names.inputs?.[j] ?? `x${index(j + 1)}`);
          else number(parts.bias, shows ? bias : undefined, parts.above, outside);
          set(parts.mark, "visibility", l && bias !== undefined ? "visible" : "hidden");
          write(parts.sumName, z === undefined ? "" : `${under} `);
          number(parts.sum, shows ? z : undefined, parts.below, small);
          // A long number below the last column ends where the drawing does.
          const far = l === layers - 1 && 7 * (parts.below.textContent ?? "").length > 2 * place.r + 8;
          set(parts.below, "text-anchor", far ? "end" : "middle");
          set(parts.below, "x", far ? place.r + 4 : 0);
          if (besides !== undefined) tell(parts.aside, besides);
          write(parts.name, l === layers - 1 ? (names.outputs?.[j] ?? "") : "");
          set(parts.group, "class", `nn-net-node ${drag?.can([l, j]) ? "nn-net-drag " : ""}${className} ${lit.has(name) ? "nn-net-lit" : ""}`);
          set(parts.words, "class", `nn-net-words ${className} ${glow === undefined ? "" : "nn-net-glowing"}`);
          set(parts.group, "aria-selected", String(name === chosen));
          set(parts.group, "aria-label", says ?? `${unit(l, j)}${told ? `: ${told}` : ""}`);
        }
      }
      const labelled = [];
      for (const { item, group, line, number } of edges) {
        const [l, j, k] = item;
        const { value, strength = value, label: wanted, className = "", says } = edge(l, j, k);
        const name = item.join();
        set(line, "stroke-width", (thickness(strength / scale) * crowd(sizes[l] * sizes[l + 1])).toFixed(2));
        set(group, "class", `nn-net-edge ${strength < 0 ? "nn-net-negative" : ""} ${className} ${lit.has(name) ? "nn-net-lit" : ""}`);
        set(group, "aria-selected", String(name === chosen));
        set(group, "aria-label", says ?? `weight from ${unit(l, k)} to ${unit(l + 1, j)}: ${shown(value)}`);
        if (!wanted && name !== chosen) {
          set(number, "visibility", "hidden");
          continue;
        }
        say(number, value, outside);
        labelled.push({ number, item, wide: 7 * (number.textContent ?? "").length + 4, must: name === chosen });
      }
      for (const [i, spot] of labelPlaces(place, labelled).entries()) {
        const { number } = labelled[i];
        set(number, "visibility", spot ? "visible" : "hidden");
        if (spot) moveTo(number, spot.x, spot.y + 4);
      }
      set(halo, "d", haloOf(place, selected));
    },
    /** Let a dot run along every connection that is lit, or those of one layer: `part` from 0 to 1 of its way; anything else hides the dots. */
    pulse(part: number, layer = -1) {
      const running = part >= 0 && part <= 1 && last ? edges.filter(({ item }) => last?.lit?.has(item.join()) && (layer < 0 || item[0] === layer)) : [];
      while (dots.childElementCount < running.length) dots.append(svg("circle", { r: 4.5, class: "nn-net-dot" }));
      for (const [i, dot] of [...dots.children].entries()) {
        set(dot, "visibility", i < running.length ? "visible" : "hidden");
        if (i >= running.length) continue;
        const [x1, y1, x2, y2] = ends(place, running[i].item);
        put(dot as SVGCircleElement, x1 + part * (x2 - x1), y1 + part * (y2 - y1));
        set(dot, "style", `--nn-own: var(--nn-${colourOf(running[i].item[0], layers)})`); // a number has the colour of where it comes from
      }
    },
  };
}

/** Write a number: with three digits, or in a way of its own, with its exact value beside it. */
function say(element: Element, value: number, as?: (x: number) => string) {
  if (!as) return tell(element, value);
  write(element, as(value));
  set(element, "data-exact", value);
}

/** A small number that may be missing, with its line of text. */
function number(element: Element, value: number | undefined, line: Element, as?: (x: number) => string) {
  set(line, "visibility", value === undefined ? "hidden" : "visible");
  if (value !== undefined) say(element, value, as);
}

/** A line's width: wider with its weight, and never so wide that it hides its neighbours. */
const thickness = (value: number) => {
  const size = Math.abs(value);
  return Number.isFinite(size) ? 1 + (6 * size) / (size + 1.2) : 7;
};

/** Lines are thinner where many cross. */
const crowd = (lines: number) => (lines > 16 ? 0.6 : 1);

function headName(l: number, layers: number, long: boolean) {
  if (l === 0) return long ? "inputs" : "in";
  if (l === layers - 1) return long ? "outputs" : "out";
  return layers === 3 ? "hidden" : long ? `hidden ${l}` : `h${l}`;
}

function haloOf(place: Layout, item: Item | null) {
  if (!item?.length) return "";
  if (item.length === 3) {
    const [x1, y1, x2, y2] = ends(place, item);
    return `M${x1},${y1}L${x2},${y2}`;
  }
  const { x, y } = place.at[item[0]][item[1]];
  const r = place.r + 1;
  return `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`;
}
