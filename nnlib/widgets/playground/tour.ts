// The tour of Playground, as data.
import type { Step } from "../shared/view/tour.ts";

export const TOUR: Step[] = [
  { part: ".nn-picture", says: "Each point is an example: filled ones are of class 1, open ones of class 0. The shade behind them is what the network says about every place." },
  { part: ".nn-play", says: "Press Play. The network takes one small step after another, and the shade follows.", until: { trait: "steps", by: 30 } },
  { part: ".nn-network", says: "Each square is one unit’s own picture of the plane. Pick a unit, and its line appears in the large picture too.", until: { trait: "picked" } },
  { part: ".nn-scrub", says: "The curve is the cost at every step, dashed for examples held back. Drag this slider to the left, and the training runs backwards.", until: { trait: "steps", by: -10 } },
  { part: ".nn-settings", says: "Data, layers, activation and all else are in Settings. Open it and choose the spiral: it needs more units, and more patience." },
];
