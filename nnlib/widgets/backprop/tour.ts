// The tour of Backprop, as data.
import type { Step } from "../shared/view/tour.ts";

export const TOUR: Step[] = [
  { part: ".nn-net-place", says: "Inputs are at the left, predictions at the right. The forward pass is done: every neuron shows its activation. Now somebody must be to blame for the error." },
  { part: ".nn-backprop > .nn-bar", says: "Press Step. The outputs get their errors first, and then the error goes back through the same weights, a layer at each step.", until: { trait: "step" } },
  { part: ".nn-net-place", says: "δ below a neuron is its error. Pick another connection, and the sentence below writes its numbers out.", until: { trait: "pick" } },
  { part: ".nn-check", says: "As soon as every error is known, each connection and bias gets a slope, and each slope is checked by a nudge." },
  { part: ".nn-backprop > .nn-bar .nn-choice", says: "Choose a wrong rule here. The sentence above says how it errs, and the check finds the slopes that it gets wrong.", until: { trait: "rule" } },
];
