// What would change the mind of DigitReader: the slope of the cost in every pixel as a picture, and its most telling pixel.
import { choice } from "../shared/view/controls.ts";
import { html, write } from "../shared/view/dom.ts";
import { chance, said, shown, tell, worked } from "../shared/view/numbers.ts";
import { frame, legend, marksOn, signedOn } from "./pixels.ts";

export type Why = { slopes: Float64Array, next: { pixel: number, to: number }, pixels: number[], digit: number, towards: number,
    p: number, after: number, label: number | undefined, cost: number | undefined };

export function persuasion({ signal, colour, choose }: { signal: AbortSignal, colour: (name: string) => string, choose: (towards: number) => void }) {
  const map = frame("What would change its mind", "How much each pixel would persuade it, 28 by 28 pixels");
  const title = map.element.querySelector(".nn-title") as HTMLElement;
  const options = [["-1", "the truth or the runner-up"], ...Array.from({ length: 10 }, (_, digit) => [String(digit), `a reading of ${digit}`])];
  const aimed = choice({ label: "Aim at", options: options as [string, string][], signal, onInput: (name) => choose(Number(name)) });
  const [before, after, slope, cost] = ["p-aim", "p-after", "slope", "cost"].map((name) => html("strong", { "data-name": name }));
  const [what, where] = [html("span"), html("span")];
  const priced = html("p", {}, "The cost of this image, −ln of the probability of the true digit, is ", cost, ".");
  const words = html(
    "div",
    { class: "nn-why" },
    html("label", { class: "nn-aim" }, html("span", {}, "Aim at "), aimed.element),
    html("p", {}, where, " The slope of the cost is ", slope, " there."),
    html("p", {}, what, before, " to ", after, "."),
    priced,
  );
  map.element.append(legend("output", "ink here persuades", "ink here dissuades"));
  return {
    element: html("div", { class: "nn-because" }, map.element, words),
    words,
    legend: html("p", { class: "nn-legend" }, "A frame is around the most telling pixel; dots are on those that are changed. Play changes one after the other until the reading is another."),
    size: map.size,
    draw(why: Why) {
      const { pixel, to } = why.next;
      const persuading = why.slopes.map((value) => -value);
      write(title, `What would make it ${why.digit === 8 ? "an" : "a"} ${why.digit}`);
      map.draw((context, side) => {
        signedOn(context, persuading, side, colour, "output");
        marksOn(context, side, pixel, why.pixels, colour);
      });
      aimed.show(String(why.towards));
      write(where, `The most telling pixel is in row ${Math.floor(pixel / 28) + 1}, column ${(pixel % 28) + 1}.`);
      write(what, `${to ? "Filling" : "Emptying"} it takes the probability of ${why.digit} from `);
      const tiny = chance(why.p) === chance(why.after) && why.p < 0.5; // then only their digits differ
      for (const [part, p] of [[before, why.p], [after, why.after]] as [Element, number][]) tell(part, p, tiny ? worked : (x) => said(chance(x)));
      tell(slope, why.slopes[pixel], worked);
      priced.hidden = why.cost === undefined;
      if (why.cost !== undefined) tell(cost, why.cost, (x) => said(shown(x)));
      else cost.removeAttribute("data-value");
    },
  };
}
