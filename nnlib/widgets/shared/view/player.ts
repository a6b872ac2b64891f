// What moves: a player, whose button and Space key start and stop it, and a motion that runs once.
import { button, relabel } from "./controls.ts";
import { set } from "./dom.ts";

/** The event that stops a widget's players before it shows another state: after Reset, Undo, Redo, or a link. */
export const HALT = "nn-halt";

/** @param options start answers false where there is nothing to play. */
export function player({ body, label, stopLabel, signal, start, stop }: { body: HTMLElement, label: string, stopLabel: string, signal: AbortSignal, start: () => boolean | void, stop: () => void }) {
  let playing = false;
  const show = (on: boolean) => {
    playing = on;
    relabel(element, on ? stopLabel : label);
    set(element, "data-other", on ? label : stopLabel); // style.css keeps room for it: what is beside the button must not move
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
  element.classList.add("nn-primary");
  show(false);
  body.addEventListener(
    "keydown",
    (event) => {
      const target = event.target as Element;
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

/** Whether the reader asked for no motion. */
export const unmoved = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** How far something has come that starts fast and comes to rest. */
export const easeOut = (part: number) => (part > 1 ? part : 1 - (1 - part) ** 3);

/** Run once: `show` gets the part of the time that is over, in each frame until that is past 1. Gives what ends it early. */
export function runOnce(milliseconds: number, show: (part: number) => void) {
  const begun = performance.now();
  let frame = 0;
  const next = () => {
    frame = requestAnimationFrame((time) => {
      const part = Math.max(0, time - begun) / milliseconds;
      show(part);
      if (part <= 1) next();
    });
  };
  next();
  return () => cancelAnimationFrame(frame);
}
