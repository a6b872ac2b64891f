// The cost as a landscape: a height field that turns, painted from the back to the front, with the path and the marble lying on it.
//
// A painter's algorithm is exact here: seen from above, a cell of the grid is hidden only by cells that lie between it and
// the eye, so painting the columns and rows that are farther from the eye first paints every cell before those in front of it.
import { isolines } from "../shared/core/isolines.ts";
import { extent, hillshade } from "../shared/core/relief.ts";
import { arrow, ball } from "../shared/view/chart.ts";
import { shadesOf } from "../shared/view/contours.ts";
import { canvas2d, html } from "../shared/view/dom.ts";
import { dragged, worked } from "../shared/view/numbers.ts";
import { legs } from "./legs.ts";
import type { Path } from "../shared/core/descent.ts";
import type { Ground } from "./ground.ts";

const TALL = 1.15; // the landscape's height, where it is 2 wide and 2 deep
const FLOOR = -0.28; // the floor that its shadow falls on
const MIDDLE = 0.14; // the height that the eye looks at
const AWAY = 4.3; // from there to the eye
const CORNER = Math.SQRT2; // from the middle to a corner
const [EDGE, SIDE] = [16, 52]; // pixels that are free above and below, and beside for the numbers
const [NARROW, NEAR] = [480, 20]; // a plain one on a phone has no numbers, and the eye comes nearer: so many are free beside it
const LONGEST = 10; // of the path behind the marble, where the map is 2 wide: what is older is not drawn
const CLOSE = 0.03; // steps so near to each other are one leg of the path
const GRIP = 26; // pixels around the marble

type Point = [x: number, y: number, z: number]; // right, up, and towards the reader before it is turned
type Spot = [x: number, y: number]; // on the canvas
type Piece = (pen: CanvasRenderingContext2D) => void; // what lies on a cell
type Scene = { surface: Ground, path: Path, steps: number, rolled: number, turn: number[], ahead: boolean, plain: boolean, colour: (name: string) => string };

/**
 * The view in an element of its own.
 * @param options tilted keeps an elevation in its range; onTurn gets azimuth and elevation when the hand lets go
 */
export function landscape({ signal, tilted, onPlace, onTurn, onEnd }: { signal: AbortSignal, tilted: (elevation: number) => number, onPlace: (w: number, b: number) => void,
    onTurn: (turn: number[]) => void, onEnd: () => void }) {
  const canvas = html("canvas", { class: "nn-turn", tabindex: 0, role: "application", "aria-label": "Cost surface in 3-D; arrow keys turn it; drag the marble to move it" });
  const element = html("div", { class: "nn-solid", hidden: true }, canvas);
  let [width, height] = [0, 0];
  let [azimuth, elevation] = [0, 0];
  let scene: Scene | null = null;
  let fills: string[] = []; // of the cells, for the surface and the theme that they were mixed for
  let filled: unknown[] = [];
  let order: number[] = []; // the cells, from the back to the front
  let spots: Spot[] = []; // of the grid's places
  let marble: Spot = [0, 0];

  const isNear = () => scene!.plain && width < NARROW;
  /** How a point is seen: as large as the canvas allows however the landscape is turned, so that it keeps its size. */
  const camera = () => {
    const [sa, ca, se, ce] = [Math.sin(azimuth), Math.cos(azimuth), Math.sin(elevation), Math.cos(elevation)];
    /** A point at height y and so far towards the eye: how high it is seen, in units of the canvas, and how near it is. */
    const lift = (y: number, near: number) => {
      const deep = 1 / (AWAY - (near * ce + (y - MIDDLE) * se));
      return { up: deep * ((y - MIDDLE) * ce - near * se), deep };
    };
    const [top, bottom] = [Math.max(lift(TALL, -CORNER).up, lift(TALL, 0).up), lift(FLOOR, CORNER).up];
    const scale = Math.min((height - 2 * EDGE) / (top - bottom), (width / 2 - (isNear() ? NEAR : SIDE)) * (AWAY - 0.5) / CORNER);
    const middle = height / 2 + (scale * (top + bottom)) / 2;
    const seen = ([x, y, z]: Point): Spot => {
      const { up, deep } = lift(y, x * sa + z * ca);
      return [width / 2 + scale * deep * (x * ca - z * sa), middle - scale * up];
    };
    return { seen, eye: [AWAY * ce * sa, AWAY * ce * ca] };
  };

  /** The landscape's own measures: a place of the map and its cost as a point, and back. */
  const measures = ({ C, n, w, b }: Ground) => {
    const [low, high] = extent(C);
    const x = (value: number) => (2 * (value - w[0])) / (w[n - 1] - w[0]) - 1;
    const z = (value: number) => 1 - (2 * (value - b[0])) / (b[n - 1] - b[0]);
    const y = (cost: number) => (TALL * (cost - low)) / (high - low || 1);
    /** The ground's height under a point, between the grid's places. */
    const ground = (px: number, pz: number) => {
      const [column, row] = [((px + 1) / 2) * (n - 1), ((1 - pz) / 2) * (n - 1)];
      const [i, j] = [Math.min(n - 2, Math.floor(column)), Math.min(n - 2, Math.floor(row))];
      const [s, t] = [column - i, row - j];
      const at = (di: number, dj: number) => C[(j + dj) * n + i + di];
      return y((1 - t) * ((1 - s) * at(0, 0) + s * at(1, 0)) + t * ((1 - s) * at(0, 1) + s * at(1, 1)));
    };
    return { x, y, z, ground, low, high };
  };

  function mix({ C, n }: Ground, colour: (name: string) => string) {
    const now = [C, colour("cost-low"), colour("cost-high")];
    if (now.every((part, i) => part === filled[i])) return;
    filled = now;
    const [shades, bright] = [shadesOf(colour), hillshade(C, n)];
    const { low, high } = measures(scene!.surface);
    fills = Array.from({ length: (n - 1) * (n - 1) }, (_, cell) => {
      const at = cell + Math.floor(cell / (n - 1)); // its first corner
      const corners = [at, at + 1, at + n, at + n + 1];
      const mean = (values: Float64Array) => corners.reduce((sum, corner) => sum + values[corner] / 4, 0);
      const shade = shades[(Math.sqrt((mean(C) - low) / (high - low || 1)) * (shades.length - 1)) | 0]; // the first one where a cost is infinite
      return `rgb(${shade.map((part) => Math.min(255, Math.round(part * mean(bright)))).join()})`;
    });
  }

  /** Numbers from 0 to n - 2, those farther from the eye first; `eye` is where it is among them. */
  const fromAfar = (n: number, eye: number) => Array.from({ length: n - 1 }, (_, i) => i).sort((i, j) => Math.abs(j + 0.5 - eye) - Math.abs(i + 0.5 - eye));

  function draw() {
    if (!scene || !width) return;
    const { surface, path, rolled, ahead, plain, colour } = scene;
    const steps = Math.floor(rolled);
    const { C, n, w, b, thresholds, lowest } = surface;
    const pen = canvas2d(canvas, width, height);
    const { seen, eye } = camera();
    const at = measures(surface);
    mix(surface, colour);
    pen.lineJoin = "round";

    const [eyeColumn, eyeRow] = [((eye[0] + 1) / 2) * (n - 1), ((1 - eye[1]) / 2) * (n - 1)];
    const [columns, rows] = [fromAfar(n, eyeColumn), fromAfar(n, eyeRow)];
    order = rows.flatMap((row) => columns.map((column) => row * (n - 1) + column));
    spots = Array.from(C, (c, i) => seen([at.x(w[i % n]), at.y(c), at.z(b[Math.floor(i / n)])]));

    const [ink, paper] = ["ink", "raised"].map(colour);
    // What lies on the ground is painted after the next cell towards the eye, or that cell would cover half of its width.
    const pieces = new Map<number, Piece[]>();
    const towards = (from: number, eye: number) => Math.max(0, Math.min(n - 2, Math.floor(from) + Math.sign(Math.round(eye - from))));
    const lay = (x: number, z: number, piece: Piece) => {
      const [column, row] = [((x + 1) / 2) * (n - 1), ((1 - z) / 2) * (n - 1)];
      const cell = towards(row, eyeRow) * (n - 1) + towards(column, eyeColumn);
      pieces.set(cell, [...(pieces.get(cell) ?? []), piece]);
    };
    const stroke = (from: Spot, to: Spot, colour: string, wide: number, strength: number): Piece => (pen) => {
      pen.lineCap = colour === paper ? "butt" : "round"; // the casing of one piece leaves the ink of the one before it
      pen.globalAlpha = strength;
      pen.strokeStyle = colour;
      pen.lineWidth = wide;
      pen.beginPath();
      pen.moveTo(...from);
      pen.lineTo(...to);
      pen.stroke();
      pen.globalAlpha = 1;
    };

    const inside = (step: number): Point => [at.x(path.theta[2 * step]), at.y(path.cost[step]), at.z(path.theta[2 * step + 1])];
    const near = (one: number, other: number) => {
      const [p, q] = [inside(one), inside(other)];
      return Math.abs(p[0] - q[0]) + Math.abs(p[1] - q[1]) + Math.abs(p[2] - q[2]) < CLOSE;
    };
    for (const [level, line] of isolines(C, n, thresholds).entries()) {
      const high = at.y(thresholds[level]);
      for (let p = 0; p < line.length; p += 4) {
        const [x1, z1, x2, z2] = [0, 1, 2, 3].map((i) => ((i % 2 ? -1 : 1) * (2 * line[p + i])) / (n - 1) + (i % 2 ? 1 : -1));
        lay((x1 + x2) / 2, (z1 + z2) / 2, stroke(seen([x1, high, z1]), seen([x2, high, z2]), ink, 0.7, 0.3));
      }
    }
    /** A line on the ground, in pieces as long as a cell: a casing of paper below ink. */
    const onGround = (from: Point, to: Point, strength: number) => {
      const over = overMap(from, to);
      if (!over) return;
      const [[x1, , z1], [x2, , z2]] = over;
      const many = Math.max(1, Math.ceil((Math.hypot(x2 - x1, z2 - z1) / 2) * (n - 1)));
      const point = (i: number) => {
        const [x, z] = [x1 + (i / many) * (x2 - x1), z1 + (i / many) * (z2 - z1)];
        return { x, z, spot: seen([x, at.ground(x, z), z]) };
      };
      for (const [colour, wide] of [[paper, 4], [ink, 2]] as [string, number][]) {
        for (let i = 0; i < many; i++) {
          const [one, other] = [point(i), point(i + 1)];
          lay((one.x + other.x) / 2, (one.z + other.z) / 2, stroke(one.spot, other.spot, colour, wide, strength));
        }
      }
    };
    /** The legs from the marble to a step, the farthest first. They get fainter with the length of the path, too, because long leaps across a valley would cover each other. */
    const fading = (to: number) => {
      let way = 0; // the length of the path from the marble, on the map
      return legs(steps, to, near).toReversed().map((leg) => {
        const [from, until] = [inside(leg.from), inside(leg.to)];
        const over = overMap(from, until);
        const strength = onMap(from[0], from[2]) || onMap(until[0], until[2]) ? leg.strength * Math.max(0, 1 - way / LONGEST) : 0; // one that only crosses the map would be a loose piece
        if (over) way += Math.hypot(over[1][0] - over[0][0], over[1][2] - over[0][2]);
        return { from, until, strength };
      }).reverse();
    };
    for (const [to, most] of [[ahead ? path.steps : steps, 0.5], [0, 1]]) {
      for (const { from, until, strength } of fading(to)) if (strength) onGround(from, until, most * strength);
    }
    if (lowest) {
      const [x, z] = [at.x(lowest[0]), at.z(lowest[1])];
      onGround([x - 0.05, 0, z], [x + 0.05, 0, z], 1);
      onGround([x, 0, z - 0.05], [x, 0, z + 0.05], 1);
    }
    const [startX, , startZ] = inside(0);
    if (steps > 0 && onMap(startX, startZ)) {
      const spot = seen([startX, at.ground(startX, startZ), startZ]);
      for (const slant of [-6, 6]) lay(startX, startZ, stroke([spot[0] - 6, spot[1] - slant], [spot[0] + 6, spot[1] + slant], colour("output"), 2.5, 1));
    }
    const [x, z] = [0, 2].map((i) => inside(steps)[i] + (rolled - steps) * (inside(Math.min(path.steps, steps + 1))[i] - inside(steps)[i]));
    const there = onMap(x, z);
    marble = there ? seen([x, at.ground(x, z), z]) : [NaN, NaN];
    if (!there) { // it is at the edge, with an arrow the way it went
      const [ex, ez] = [x, z].map((value) => Math.max(-1, Math.min(1, value)));
      const [[sx, sy], [ox, oy]] = [seen([ex, at.ground(ex, ez), ez]), seen([0, at.ground(ex, ez), 0])];
      lay(ex, ez, (pen) => (arrow(pen, sx, sy - 7, Math.atan2(sy - oy, sx - ox), colour("error")), ball(pen, sx, sy - 7, 8.5, colour("output"), paper)));
    }
    const [mx, my] = marble;
    const rolling: Piece = (pen) => (ball(pen, mx, my - 7, 8.5, colour("output"), paper), glint(pen, mx - 3, my - 10));
    if (there) lay(x, z, rolling);

    drawFloor(pen, seen, eye, there ? [x, z] : null, { w, b, low: at.low, high: at.high }, plain, colour);
    for (const cell of order) {
      const first = cell + Math.floor(cell / (n - 1));
      const [a, c, d, e] = [spots[first], spots[first + 1], spots[first + n + 1], spots[first + n]];
      pen.fillStyle = pen.strokeStyle = fills[cell];
      pen.lineWidth = 0.8; // closes the seams between the cells
      pen.beginPath();
      pen.moveTo(...a);
      pen.lineTo(...c);
      pen.lineTo(...d);
      pen.lineTo(...e);
      pen.closePath();
      pen.fill();
      pen.stroke();
      for (const piece of pieces.get(cell) ?? []) piece(pen);
    }
    if (there) { // it shines through a slope in front of it: what is to be dragged can be seen
      pen.globalAlpha = 0.45;
      rolling(pen);
      pen.globalAlpha = 1;
    }
  }

  /** The floor below with its ticks, and the shadows on it; a plain one has words and no numbers. */
  function drawFloor(pen: CanvasRenderingContext2D, seen: (point: Point) => Spot, eye: number[], under: number[] | null,
    { w, b, low, high }: { w: Float64Array, b: Float64Array, low: number, high: number }, plain: boolean, colour: (name: string) => string) {
    const line = (from: Point, to: Point) => {
      pen.beginPath();
      pen.moveTo(...seen(from));
      pen.lineTo(...seen(to));
      pen.stroke();
    };
    const corners = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
    pen.fillStyle = colour("grid");
    pen.globalAlpha = 0.6;
    pen.beginPath();
    for (const [x, z] of corners) pen.lineTo(...seen([x, FLOOR, z]));
    pen.fill();
    pen.globalAlpha = 1;
    if (under) { // the marble's shadow
      const [sx, sy] = seen([under[0], FLOOR, under[1]]);
      pen.fillStyle = colour("muted");
      pen.globalAlpha = 0.5;
      pen.beginPath();
      pen.ellipse(sx, sy, 9, 4, 0, 0, 7);
      pen.fill();
      pen.globalAlpha = 1;
    }
    pen.strokeStyle = pen.fillStyle = colour("muted");
    pen.lineWidth = 1;
    pen.font = `12px ${getComputedStyle(canvas).fontFamily}`;
    pen.textBaseline = "middle";
    const [nearX, nearZ] = [eye[0] < 0 ? -1 : 1, eye[1] < 0 ? -1 : 1]; // the sides that face the eye
    /** A word beside a point, on the side that faces away from the middle. */
    const label = (text: string, from: Point, out: number) => {
      const [[x, y], [cx]] = [seen(from), seen([0, FLOOR, 0])];
      pen.textAlign = Math.abs(x - cx) < 20 ? "center" : x < cx ? "right" : "left";
      const wide = pen.measureText(text).width;
      pen.fillText(text, pen.textAlign === "center" ? x : x < cx ? Math.max(wide, x - out) : Math.min(width - wide, x + out), y + out);
    };
    for (const part of plain ? [] : [-1, 0, 1]) {
      const along = (values: Float64Array, share: number) => worked(values[0] + share * (values[values.length - 1] - values[0]), 3);
      const ticks: [Point, Point, string][] = [
        [[part, FLOOR, nearZ], [part, FLOOR, nearZ * 1.05], along(w, (part + 1) / 2)],
        [[nearX, FLOOR, part], [nearX * 1.05, FLOOR, part], along(b, (1 - part) / 2)],
      ];
      for (const [i, [from, to, text]] of ticks.entries()) {
        line(from, to);
        if (part !== [nearX, nearZ][i]) label(text, to, 8); // at the corner between them the two numbers would collide
      }
    }
    line([-1, FLOOR, nearZ], [1, FLOOR, nearZ]);
    line([nearX, FLOOR, -1], [nearX, FLOOR, 1]);
    label(plain ? "weight" : "weight w", [0.5, FLOOR, nearZ * 1.1], 14);
    label(plain ? "bias" : "bias b", [nearX * 1.1, FLOOR, -0.5], 14);
    // The cost's axis: at the corner that is seen farthest to the left.
    const [x, z] = corners.reduce((left, corner) => (seen([corner[0], 0, corner[1]])[0] < seen([left[0], 0, left[1]])[0] ? corner : left));
    line([x, FLOOR, z], [x, TALL, z]);
    pen.textAlign = "right";
    for (const [cost, y] of plain ? [] : [[low, 0], [high, TALL]]) {
      const [tx, ty] = seen([x, y, z]);
      pen.fillText(worked(cost, 2), tx - 9, ty);
      pen.beginPath();
      pen.moveTo(tx, ty);
      pen.lineTo(tx - 5, ty);
      pen.stroke();
    }
    const [tx, ty] = seen([x, isNear() ? TALL : TALL / 2, z]);
    if (isNear()) pen.textAlign = "center"; // above its axis: there is no room beside it
    pen.fillText("cost", tx - (isNear() ? 0 : 9), ty - (isNear() ? 10 : 0));
  }

  /** The place of the map that is seen at a spot: the cell nearest to the eye that covers it. */
  function placeAt(spot: Spot) {
    const { w, b, n } = scene!.surface;
    for (const cell of order.toReversed()) {
      const first = cell + Math.floor(cell / (n - 1));
      const [column, row] = [cell % (n - 1), Math.floor(cell / (n - 1))];
      const [a, c, d, e] = [spots[first], spots[first + 1], spots[first + n + 1], spots[first + n]];
      const half = shares(spot, a, c, e) ?? shares(spot, d, e, c)?.map((share) => 1 - share); // the cell's two triangles
      if (!half) continue;
      const along = (values: Float64Array, at: number) => values[0] + (at / (n - 1)) * (values[n - 1] - values[0]);
      return [along(w, column + half[0]), along(b, row + half[1])];
    }
    return null;
  }

  let moving = "";
  let grip: Spot = [0, 0]; // where the marble was taken, from its middle
  const spotOf = (event: PointerEvent): Spot => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    const [x, y] = spotOf(event);
    canvas.setPointerCapture(event.pointerId);
    grip = [x - marble[0], y - marble[1]];
    moving = Math.hypot(grip[0], grip[1] + 7) < GRIP ? "marble" : "view";
  }, { signal });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    if (moving === "view") {
      azimuth -= event.movementX * 0.008;
      elevation = tilted(elevation + event.movementY * 0.006);
      return draw();
    }
    const [x, y] = spotOf(event);
    const place = placeAt([x - grip[0], y - grip[1]]);
    const { w, b, n } = scene!.surface;
    if (place) onPlace(dragged(place[0], [w[0], w[n - 1]]), dragged(place[1], [b[0], b[n - 1]]));
  }, { signal });
  canvas.addEventListener("lostpointercapture", () => {
    if (moving === "view") tellTurn();
    if (moving) onEnd();
    moving = "";
  }, { signal });
  canvas.addEventListener("keydown", (event) => {
    const by = event.shiftKey ? 0.4 : 0.08;
    const way = { ArrowLeft: [by, 0], ArrowRight: [-by, 0], ArrowUp: [0, by], ArrowDown: [0, -by] }[event.key];
    if (!way) return;
    event.preventDefault();
    azimuth += way[0];
    elevation = tilted(elevation + way[1]);
    tellTurn();
    onEnd();
  }, { signal });
  function tellTurn() {
    const round = (x: number) => Number(x.toFixed(3));
    onTurn([round(Math.atan2(Math.sin(azimuth), Math.cos(azimuth))), round(elevation)]);
  }

  return {
    element,
    size(wide: number, high: number) {
      [width, height] = [wide, high];
    },
    /** Draw a state; `rolled`: how many steps the marble shows, a fraction on the way; `ahead`: whether the path to come may be seen. */
    draw(next: Scene) {
      scene = next;
      if (moving !== "view") [azimuth, elevation] = next.turn;
      draw();
    },
  };
}

const onMap = (x: number, z: number) => Math.abs(x) <= 1 && Math.abs(z) <= 1;

/** The light on the marble. */
function glint(pen: CanvasRenderingContext2D, x: number, y: number) {
  pen.fillStyle = "#fff9";
  pen.beginPath();
  pen.arc(x, y, 2.2, 0, 7);
  pen.fill();
}

/** The shares of the ways from a to b and from a to c that lead to a spot; nothing where it is outside the triangle. */
function shares([x, y]: Spot, a: Spot, b: Spot, c: Spot) {
  const [bx, by, cx, cy] = [b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]];
  const area = bx * cy - by * cx;
  const [s, t] = [((x - a[0]) * cy - (y - a[1]) * cx) / area, (bx * (y - a[1]) - by * (x - a[0])) / area];
  return s >= 0 && t >= 0 && s + t <= 1 ? [s, t] : null;
}

/** The part of a leg that lies over the map, as its two ends; nothing where there is none. */
function overMap(from: Point, to: Point) {
  let [first, last] = [0, 1]; // shares of the leg (Liang and Barsky, 1984)
  for (const i of [0, 2]) {
    const along = to[i] - from[i];
    if (along === 0 && Math.abs(from[i]) > 1) return null;
    if (along === 0) continue;
    const edges = [(-1 - from[i]) / along, (1 - from[i]) / along];
    first = Math.max(first, Math.min(...edges));
    last = Math.min(last, Math.max(...edges));
  }
  return first < last ? [first, last].map((share) => from.map((start, i) => start + share * (to[i] - start)) as Point) : null;
}
