// The pad of DigitReader: strokes by mouse, finger or keys, in tenths of a pixel; or a test image, large.
import { SIDE, UNITS } from "../core/digits.js";
import { canvas2d, html, set, write } from "../view/dom.js";
import { inkOn } from "./pixels.js";

const FIELD = SIDE * UNITS;
const NEXT = 8; // units between a stroke's points: finer than the picture's pixels
export const MOST_POINTS = 300; // so that a link to the drawing stays short
const HELP = "Draw with mouse or finger. By keyboard: arrows move, Space puts the pen down or up, Backspace takes a stroke back.";

/**
 * @param {{ signal: AbortSignal, colour: (name: string) => string, within: (act: () => void) => void, request: () => void,
 *   begin: () => number[][], change: (strokes: number[][]) => void, commit: () => void, full: () => void }} options
 *   begin answers the strokes to which another is about to be added; change takes all strokes, a new list.
 */
export function pad({ signal, colour, within, request, begin, change, commit, full }) {
  const canvas = html("canvas", { class: "nn-layer" });
  const status = html("p", { class: "nn-unseen", role: "status" });
  const field = html("div", { class: "nn-pad", tabindex: 0, role: "application", "aria-roledescription": "drawing field", "aria-label": "Draw a digit", "aria-description": HELP }, canvas);
  const element = html("div", { class: "nn-pad-column" }, field, status);
  let side = 0;
  /** @type {number[][]} */
  let before = []; // the strokes without the one that is being drawn
  /** @type {number[] | null} */
  let stroke = null;
  let cursor = [FIELD / 2, FIELD / 2];
  let keyed = false; // whether the cursor is to be seen

  const points = () => [...before, stroke ?? []].reduce((sum, one) => sum + one.length / 2, 0);
  function start(/** @type {number[]} */ at) {
    before = begin();
    if (points() >= MOST_POINTS) return full();
    stroke = [...at];
    change([...before, stroke]);
  }
  /** The line's loose end follows the hand; where it is long enough, it becomes a point. */
  function extend(/** @type {number[]} */ at) {
    if (!stroke) return;
    const n = stroke.length;
    const [fixedX, fixedY] = n > 2 ? stroke.slice(-4, -2) : stroke;
    const far = Math.max(Math.abs(stroke[n - 2] - fixedX), Math.abs(stroke[n - 1] - fixedY)) >= NEXT;
    if ((n === 2 || far) && points() >= MOST_POINTS) return void (end(), full());
    stroke = [...(n === 2 || far ? stroke : stroke.slice(0, -2)), ...at];
    change([...before, stroke]);
  }
  function end() {
    if (!stroke) return;
    stroke = null;
    commit();
  }
  const place = (/** @type {PointerEvent} */ event, /** @type {DOMRect} */ box) =>
    [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((part) => Math.round(Math.min(1, Math.max(0, part)) * FIELD));

  /** @type {DOMRect} */
  let box;
  const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ act) => field.addEventListener(type, act, { signal });
  on("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    field.focus({ preventScroll: true });
    field.setPointerCapture(event.pointerId);
    keyed = false;
    end();
    box = field.getBoundingClientRect();
    within(() => start(place(event, box)));
  });
  on("pointermove", (event) => {
    if (!stroke || !field.hasPointerCapture(event.pointerId)) return;
    const all = event.getCoalescedEvents?.() ?? [];
    within(() => (all.length ? all : [event]).forEach((/** @type {PointerEvent} */ one) => extend(place(one, box))));
  });
  on("pointercancel", () => {
    if (stroke) change(before); // the finger scrolls instead
    stroke = null;
  });
  on("lostpointercapture", end);
  on("blur", () => (end(), (keyed = false), request()));
  on("focus", () => ((keyed = field.matches(":focus-visible")), request()));
  on("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = UNITS * (event.shiftKey ? 5 : 1);
    const [x, y] = cursor;
    const to = { ArrowLeft: [x - step, y], ArrowRight: [x + step, y], ArrowUp: [x, y - step], ArrowDown: [x, y + step], Home: [0, y], End: [FIELD, y], PageUp: [x, 0], PageDown: [x, FIELD] }[/** @type {string} */ (event.key)];
    if (to) {
      cursor = to.map((at) => Math.min(FIELD, Math.max(0, at)));
      if (stroke) change([...before, (stroke = [...stroke, ...cursor])]);
      if (stroke && points() >= MOST_POINTS) (end(), full());
    } else if (event.key === " ") stroke ? end() : start(cursor);
    else if (event.key === "Backspace") (end(), change(begin().slice(0, -1)), commit());
    else if (event.key === "Delete") (end(), change([]), commit());
    else return;
    keyed = true;
    event.preventDefault();
    event.stopPropagation();
    write(status, `${spot()}, pen ${stroke ? "down" : "up"}`);
    request();
  });
  const spot = () => `column ${Math.min(SIDE, Math.floor(cursor[0] / UNITS) + 1)}, row ${Math.min(SIDE, Math.floor(cursor[1] / UNITS) + 1)}`;

  return {
    element,
    help: html("p", { class: "nn-legend" }, HELP),
    size(/** @type {number} */ width) {
      side = Math.floor(width);
      field.style.width = field.style.height = `${side}px`;
    },
    /** Draw the strokes, or a test image. */
    draw(/** @type {number[][]} */ strokes, /** @type {number} */ pen, /** @type {Float64Array | null} */ image) {
      const context = canvas2d(canvas, side, side);
      context.fillStyle = colour("paper");
      context.fillRect(0, 0, side, side);
      const k = side / FIELD;
      if (image) inkOn(context, image, side, colour("input"));
      else {
        guide(context, k, colour("grid"));
        Object.assign(context, { lineWidth: pen * UNITS * k, lineCap: "round", lineJoin: "round", strokeStyle: colour("input") });
        for (const one of strokes) line(context, one, k);
      }
      if (keyed) cross(context, cursor[0] * k, cursor[1] * k, colour("ink"), stroke !== null);
      set(field, "aria-label", image ? "A test image; draw a digit in its place" : `Draw a digit; ${strokes.length} stroke${strokes.length === 1 ? "" : "s"} so far`);
    },
  };
}

function line(/** @type {CanvasRenderingContext2D} */ context, /** @type {number[]} */ stroke, /** @type {number} */ k) {
  context.beginPath();
  context.moveTo(stroke[0] * k, stroke[1] * k);
  for (let i = 0; i < stroke.length; i += 2) context.lineTo(stroke[i] * k, stroke[i + 1] * k);
  context.stroke();
}

/** A faint square where a digit of the right size fits. */
function guide(/** @type {CanvasRenderingContext2D} */ context, /** @type {number} */ k, /** @type {string} */ stroke) {
  Object.assign(context, { strokeStyle: stroke, lineWidth: 1 });
  context.setLineDash([4, 4]);
  context.strokeRect(4 * UNITS * k, 4 * UNITS * k, 20 * UNITS * k, 20 * UNITS * k);
  context.setLineDash([]);
}

/** Where the keyboard's pen is: a cross, with a dot in it while the pen is down. */
function cross(/** @type {CanvasRenderingContext2D} */ context, /** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ stroke, /** @type {boolean} */ down) {
  Object.assign(context, { strokeStyle: stroke, fillStyle: stroke, lineWidth: 2 });
  context.beginPath();
  if (down) context.arc(x, y, 4, 0, 7);
  context.fill();
  context.beginPath();
  for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
    context.moveTo(x + 4 * dx, y + 4 * dy);
    context.lineTo(x + 14 * dx, y + 14 * dy);
  }
  context.stroke();
}
