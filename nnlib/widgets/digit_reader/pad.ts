// The pad of DigitReader: strokes by mouse, finger or keys, in tenths of a pixel; or a test image, large.
import { SIDE, UNITS } from "../shared/core/digits.ts";
import { canvas2d, html, set, write } from "../shared/view/dom.ts";
import { inkOn } from "./pixels.ts";
import { pointsOf } from "./state.ts";

const FIELD = SIDE * UNITS;
const NEXT = 8; // units between a stroke's points: finer than the picture's pixels
const HELP = "Draw with mouse or finger. By keyboard: arrows move, Space puts the pen down or up, Backspace takes a stroke back.";

/** @param options most: points of a drawing; begin answers the strokes to which another is about to be added; change takes all strokes, a new list. */
export function pad({ most, signal, colour, request, begin, change, commit, full }: { most: number, signal: AbortSignal, colour: (name: string) => string, request: () => void,
    begin: () => number[][], change: (strokes: number[][]) => void, commit: () => void, full: () => void }) {
  const canvas = html("canvas", { class: "nn-layer" });
  const status = html("p", { class: "nn-unseen", role: "status" });
  const field = html("div", { class: "nn-pad", tabindex: 0, role: "application", "aria-roledescription": "drawing field", "aria-label": "Draw a digit", "aria-description": HELP }, canvas);
  const element = html("div", { class: "nn-pad-column" }, field, status);
  let side = 0;
  let before: number[][] = []; // the strokes without the one that is being drawn
  let stroke: number[] | null = null;
  let cursor = [FIELD / 2, FIELD / 2];
  let keyed = false; // whether the cursor is to be seen

  const points = () => pointsOf([...before, stroke ?? []]);
  function start(at: number[]) {
    before = begin();
    if (points() >= most) return full();
    stroke = [...at];
    change([...before, stroke]);
  }
  /** The line's loose end follows the hand; where it is long enough, it becomes a point. */
  function extend(at: number[]) {
    if (!stroke) return;
    const n = stroke.length;
    const [fixedX, fixedY] = n > 2 ? stroke.slice(-4, -2) : stroke;
    const far = Math.max(Math.abs(stroke[n - 2] - fixedX), Math.abs(stroke[n - 1] - fixedY)) >= NEXT;
    if ((n === 2 || far) && points() >= most) return void (end(), full());
    stroke = [...(n === 2 || far ? stroke : stroke.slice(0, -2)), ...at];
    change([...before, stroke]);
  }
  function end() {
    if (!stroke) return;
    stroke = null;
    commit();
  }
  const place = (event: PointerEvent, box: DOMRect) =>
    [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((part) => Math.round(Math.min(1, Math.max(0, part)) * FIELD));

  let box: DOMRect;
  const on = (type: string, act: (event: any) => void) => field.addEventListener(type, act, { signal });
  on("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    field.focus({ preventScroll: true });
    field.setPointerCapture(event.pointerId);
    keyed = false;
    end();
    box = field.getBoundingClientRect();
    start(place(event, box));
  });
  on("pointermove", (event) => {
    if (!stroke || !field.hasPointerCapture(event.pointerId)) return;
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length ? all : [event]) extend(place(one, box));
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
    const to = { ArrowLeft: [x - step, y], ArrowRight: [x + step, y], ArrowUp: [x, y - step], ArrowDown: [x, y + step], Home: [0, y], End: [FIELD, y], PageUp: [x, 0], PageDown: [x, FIELD] }[event.key as string];
    if (to) {
      cursor = to.map((at) => Math.min(FIELD, Math.max(0, at)));
      if (stroke) change([...before, (stroke = [...stroke, ...cursor])]);
      if (stroke && points() >= most) (end(), full());
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
    size(width: number) {
      side = Math.floor(width);
      field.style.width = field.style.height = `${side}px`;
    },
    /** Draw the strokes, or a test image, or the reader's own. */
    draw(strokes: number[][], pen: number, image: Float64Array | null, own: boolean) {
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
      set(field, "aria-label", image ? `${own ? "Your image" : "A test image"}; draw a digit in its place` : `Draw a digit; ${strokes.length} stroke${strokes.length === 1 ? "" : "s"} so far`);
    },
  };
}

function line(context: CanvasRenderingContext2D, stroke: number[], k: number) {
  context.beginPath();
  context.moveTo(stroke[0] * k, stroke[1] * k);
  for (let i = 0; i < stroke.length; i += 2) context.lineTo(stroke[i] * k, stroke[i + 1] * k);
  context.stroke();
}

/** A faint square where a digit of the right size fits. */
function guide(context: CanvasRenderingContext2D, k: number, stroke: string) {
  Object.assign(context, { strokeStyle: stroke, lineWidth: 1 });
  context.setLineDash([4, 4]);
  context.strokeRect(4 * UNITS * k, 4 * UNITS * k, 20 * UNITS * k, 20 * UNITS * k);
  context.setLineDash([]);
}

/** Where the keyboard's pen is: a cross, with a dot in it while the pen is down. */
function cross(context: CanvasRenderingContext2D, x: number, y: number, stroke: string, down: boolean) {
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
