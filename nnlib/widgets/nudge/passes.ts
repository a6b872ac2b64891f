// The counter of Nudge: how many passes the shock method takes for every slope, against backpropagation's two.
import { html, write } from "../shared/view/dom.ts";

/** @param P how many slopes there are */
export function counter(P: number) {
  const bar = () => html("span", { class: "nn-pass-bar", "aria-hidden": "true" });
  const [shocks, both] = [bar(), bar()];
  const count = html("span", {});
  const element = html(
    "div",
    { class: "nn-passes" },
    html("span", {}, `shocks, all ${P}`), shocks, count,
    html("span", {}, "backpropagation"), both, html("span", {}, "1 forward, 1 backward"),
  );
  return {
    element,
    /** Show that so many forward passes of all have been made. */
    draw(made: number, all: number) {
      write(count, made < all ? `${made} of ${all} forward passes` : `${all} forward passes`);
      shocks.style.setProperty("--nn-part", `${(100 * made) / Math.max(all, 2)}%`);
      both.style.setProperty("--nn-part", `${200 / Math.max(all, 2)}%`);
    },
  };
}
