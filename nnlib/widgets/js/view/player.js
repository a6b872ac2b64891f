// A player: one button that starts and stops what moves, and the Space key that does so anywhere in the widget.
import { button } from "./controls.js";
import { write } from "./dom.js";

/** What a widget tells its players before it goes to another state: to Reset, Undo, Redo, or a link's. */
export const HALT = "nn-halt";

/**
 * @param {{ body: HTMLElement, label: string, stopLabel: string, signal: AbortSignal, start: () => boolean | void, stop: () => void }} options
 *   start answers false where there is nothing to play.
 */
export function player({ body, label, stopLabel, signal, start, stop }) {
  let playing = false;
  const show = (/** @type {boolean} */ on) => {
    playing = on;
    write(element, on ? stopLabel : label);
    element.title = on ? stopLabel : label;
  };
  const end = () => {
    if (!playing) return;
    show(false);
    stop();
  };
  const toggle = () => {
    if (playing) end();
    else if (start() !== false) show(true);
  };
  const element = button({ label, signal, onClick: toggle });
  body.addEventListener(
    "keydown",
    (event) => {
      const target = /** @type {Element} */ (event.target);
      if (event.key !== " " || target.closest("button, select, summary, input[type=text]")) return;
      event.preventDefault();
      toggle();
    },
    { signal },
  );
  signal.addEventListener("abort", end);
  body.addEventListener(HALT, end, { signal });
  return {
    element,
    /** Stop it, where it plays. */
    end,
    toggle,
    playing: () => playing,
  };
}
