// The 3-D view of Descent: the cost as a surface that turns, with the map's lines, path and marble lying on it.
import {
  AmbientLight, BufferAttribute, BufferGeometry, CanvasTexture, Color, DirectionalLight, DoubleSide, Group, LineBasicMaterial,
  LineSegments, Mesh, MeshLambertMaterial, PerspectiveCamera, Raycaster, Scene, SphereGeometry, Sprite, SpriteMaterial, Vector2, WebGLRenderer,
} from "three";
import { LineMaterial } from "three/addons/lines/LineMaterial.js";
import { LineSegments2 } from "three/addons/lines/LineSegments2.js";
import { LineSegmentsGeometry } from "three/addons/lines/LineSegmentsGeometry.js";
import { isolines } from "../shared/core/isolines.ts";
import { legs } from "./legs.ts";
import { html } from "../shared/view/dom.ts";

const SIDE = 2; // the surface spans -1 to 1 along w and b
const TALL = 1.1;
const FLOOR = -0.3; // the frame lies below the lowest cost
const CORNERS = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
const FRAME = [
  ...CORNERS.flatMap(([x, z], i) => [x, FLOOR, z, CORNERS[(i + 1) % 4][0], FLOOR, CORNERS[(i + 1) % 4][1]]),
  ...[-1, FLOOR, -1, -1, TALL - 0.2, -1], // the cost's axis, at the back
];
const CLOSE = 0.03; // steps so near to each other are one leg of the path
const ABOVE = 0.015; // the path lies so high above the surface,
const LIFT = 0.0003; // and each leg so high above the one before, so that its casing sets them apart
const LOST = "The browser has taken the 3-D picture away, as it does when the graphics card is busy. It comes back as soon as it can. Until then press Map, which shows the same cost.";

/**
 * Put the view into an element.
 * @param options onTurn is told how it is turned, azimuth and elevation, when the hand lets go
 */
export function mount(element: HTMLElement, { signal, tilted, onPlace, onTurn, onEnd }: { signal: AbortSignal, tilted: (elevation: number) => number, onPlace: (w: number, b: number) => void, onTurn: (turn: number[]) => void, onEnd: () => void }) {
  const renderer = new WebGLRenderer({ antialias: true, alpha: true });
  const canvas = renderer.domElement;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Cost surface in 3-D; arrow keys turn it; drag the marble to move it");
  canvas.className = "nn-turn";
  const hint = html("p", { class: "nn-hint" }, "Drag to turn. Drag the marble to move it.");
  const lost = html("p", { class: "nn-lost", role: "alert", hidden: true }, LOST);
  element.replaceChildren(canvas, hint, lost);
  // three.js asks for the picture back, and makes everything anew when it comes; a reader must know why there is none.
  const show = (there: boolean) => (hint.hidden = !(lost.hidden = there));
  canvas.addEventListener("webglcontextlost", () => show(false), { signal });
  canvas.addEventListener("webglcontextrestored", () => (show(true), request()), { signal });

  const scene = new Scene();
  const camera = new PerspectiveCamera(36, 1, 0.1, 30);
  const turned = new Group();
  scene.add(turned, new AmbientLight(0xffffff, 2.2));
  const sun = new DirectionalLight(0xffffff, 1.5);
  sun.position.set(-2, 5, 1.5);
  scene.add(sun);

  const ground = new Mesh(new BufferGeometry(), new MeshLambertMaterial({ vertexColors: true, side: DoubleSide }));
  const lines = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ transparent: true, opacity: 0.6 }));
  // The path and the cross of the lowest place: ink on a casing of paper, as on the map.
  const [casing, ink] = [4, 2].map((linewidth) => new LineSegments2(new LineSegmentsGeometry(), new LineMaterial({ linewidth, vertexColors: true })));
  casing.frustumCulled = ink.frustumCulled = false;
  const names = [name("weight w"), name("bias b"), name("cost")];
  names[0].position.set(0.1, -0.42, 1.2);
  names[1].position.set(-1.25, -0.42, 0.1);
  names[2].position.set(-1.2, 0.42, -1);
  const frame = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ transparent: true, opacity: 0.5 }));
  frame.geometry.setAttribute("position", new BufferAttribute(new Float32Array(FRAME), 3));
  const marble = new Mesh(new SphereGeometry(0.055, 24, 16), new MeshLambertMaterial());
  turned.add(ground, lines, casing, ink, marble, frame, ...names);

  let [azimuth, elevation] = [-0.65, 0.62];
  let shown_: any = null;
  let waiting = 0;
  const request = () => (waiting ||= requestAnimationFrame(() => ((waiting = 0), render())));
  function render() {
    const width = element.clientWidth;
    const height = element.clientHeight;
    if (!width || signal.aborted) return;
    renderer.setPixelRatio(Math.min(2, globalThis.devicePixelRatio || 1));
    renderer.setSize(width, height, false);
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    camera.aspect = width / height;
    const away = 4.3 * Math.max(1, 1.25 / camera.aspect);
    camera.position.set(away * Math.cos(elevation) * Math.sin(azimuth), away * Math.sin(elevation) + 0.3, away * Math.cos(elevation) * Math.cos(azimuth));
    camera.lookAt(0.05, 0.14, 0);
    camera.updateProjectionMatrix();
    renderer.render(scene, camera);
  }

  const size = new ResizeObserver(request);
  size.observe(element);
  addEventListener("beforeprint", render, { signal }); // paper does not wait for a frame
  signal.addEventListener("abort", () => {
    cancelAnimationFrame(waiting);
    size.disconnect();
    for (const part of [ground, lines, casing, ink, marble, frame, ...names]) {
      part.geometry.dispose();
      (part.material as any).dispose();
    }
    renderer.dispose();
    renderer.forceContextLoss();
  });

  const ray = new Raycaster();
  const under = (event: PointerEvent, part: any) => {
    const box = canvas.getBoundingClientRect();
    ray.setFromCamera(new Vector2(((event.clientX - box.left) / box.width) * 2 - 1, 1 - ((event.clientY - box.top) / box.height) * 2), camera);
    return ray.intersectObject(part, false)[0];
  };
  let moving = "";
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    marble.scale.setScalar(2.2); // a finger's width
    marble.updateMatrixWorld();
    moving = under(event, marble) ? "marble" : "view";
    marble.scale.setScalar(1);
  }, { signal });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    if (moving === "view") {
      azimuth -= event.movementX * 0.008;
      elevation = tilted(elevation + event.movementY * 0.006);
      return request();
    }
    const hit = under(event, ground);
    if (!hit || !shown_) return;
    const { w, b, n } = shown_.surface;
    const round = (x: number, span: number) => Number((Math.round((x / span) * 500) * (span / 500)).toPrecision(6));
    const local = turned.worldToLocal(hit.point.clone());
    onPlace(round(w[0] + ((local.x + 1) / SIDE) * (w[n - 1] - w[0]), w[n - 1] - w[0]), round(b[0] + ((1 - local.z) / SIDE) * (b[n - 1] - b[0]), b[n - 1] - b[0]));
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

  /** Heights follow the cost, from the lowest to the highest of the grid. */
  const scale = ({ C, n, w, b, thresholds }: any) => {
    let [low, high] = [Infinity, -Infinity];
    for (const c of C) [low, high] = [Math.min(low, c), Math.max(high, c)];
    const at = (wi: number, bi: number, c: number) => [
      ((wi - w[0]) / (w[n - 1] - w[0])) * SIDE - 1,
      ((c - low) / (high - low || 1)) * TALL - 0.2,
      1 - ((bi - b[0]) / (b[n - 1] - b[0])) * SIDE,
    ];
    return { at, low, high, thresholds };
  };

  function drawGround(surface: any, colour: (name: string) => string) {
    const { C, n, w, b, thresholds } = surface;
    const { at, low, high } = scale(surface);
    const [cool, warm] = [new Color(colour("surface-low")), new Color(colour("surface-high"))];
    const position = new Float32Array(n * n * 3);
    const shade = new Float32Array(n * n * 3);
    const mixed = new Color();
    for (let i = 0; i < n * n; i++) {
      position.set(at(w[i % n], b[Math.floor(i / n)], C[i]), 3 * i);
      mixed.lerpColors(cool, warm, Math.sqrt((C[i] - low) / (high - low || 1)));
      shade.set([mixed.r, mixed.g, mixed.b], 3 * i);
    }
    const faces = [];
    for (let row = 0; row < n - 1; row++) {
      for (let column = 0; column < n - 1; column++) {
        const i = row * n + column;
        faces.push(i, i + 1, i + n, i + 1, i + n + 1, i + n);
      }
    }
    ground.geometry.setAttribute("position", new BufferAttribute(position, 3));
    ground.geometry.setAttribute("color", new BufferAttribute(shade, 3));
    ground.geometry.setIndex(faces);
    ground.geometry.computeVertexNormals();
    ground.geometry.computeBoundingSphere();

    const segments = [];
    for (const [level, line] of isolines(C, n, thresholds).entries()) {
      for (let p = 0; p < line.length; p += 2) {
        const [x, y, z] = at(w[0] + (line[p] / (n - 1)) * (w[n - 1] - w[0]), b[0] + (line[p + 1] / (n - 1)) * (b[n - 1] - b[0]), thresholds[level]);
        segments.push(x, y + 0.006, z);
      }
    }
    lines.geometry.setAttribute("position", new BufferAttribute(new Float32Array(segments), 3));
    lines.geometry.computeBoundingSphere();
  }

  /** The last legs of the path, those ahead, and the cross; what is faint has nearly the surface's own colour. */
  function drawPath(at: (w: number, b: number, c: number) => number[], least: number, path: any, steps: number, further: boolean, lowest: number[] | null, colour: (name: string) => string) {
    const place = (step: number) => at(path.theta[2 * step], path.theta[2 * step + 1], path.cost[step]);
    const near = (one: number, other: number) => {
      const [[x1, y1, z1], [x2, y2, z2]] = [place(one), place(other)];
      return Math.abs(x1 - x2) + Math.abs(y1 - y2) + Math.abs(z1 - z2) < CLOSE;
    };
    const drawn: { ends: number[][], strength: number }[] = [];
    for (const [to, most] of [[further ? path.steps : steps, 0.5], [0, 1]]) {
      for (const leg of legs(steps, to, near)) drawn.push({ ends: [place(leg.from), place(leg.to)], strength: most * leg.strength });
    }
    if (lowest) {
      const [x, y, z] = at(lowest[0], lowest[1], least);
      drawn.push({ ends: [[x - 0.04, y, z], [x + 0.04, y, z]], strength: 1 }, { ends: [[x, y, z - 0.04], [x, y, z + 0.04]], strength: 1 });
    }
    const between = new Color(colour("surface-low")).lerp(new Color(colour("surface-high")), 0.5);
    for (const [part, name, above] of [[casing, "paper", ABOVE], [ink, "ink", ABOVE + LIFT / 2]] as [any, string, number][]) {
      const full = new Color(colour(name));
      const [positions, tones] = [[] as number[], [] as number[]];
      for (const [order, { ends, strength }] of drawn.entries()) {
        const tone = between.clone().lerp(full, strength).toArray();
        const over = overMap(ends[0], ends[1]);
        if (!over) continue;
        for (const [x, y, z] of over) (positions.push(x, Math.min(y, TALL) + above + order * LIFT, z), tones.push(...tone));
      }
      part.visible = positions.length > 0;
      if (!part.visible) continue;
      part.geometry.dispose(); // another number of legs needs other buffers
      part.geometry = new LineSegmentsGeometry().setPositions(positions).setColors(tones);
    }
  }

  return {
    /** Draw the state; `fresh` where the surface or the colours are new, `ahead` where the path that is to come may be seen. */
    draw({ surface, path, steps, turn, fresh, ahead: further, colour }: any) {
      if (moving !== "view") [azimuth, elevation] = turn;
      if (fresh || shown_?.surface !== surface) drawGround(surface, colour);
      shown_ = { surface, path, steps };
      const { at, low } = scale(surface);
      drawPath(at, low, path, steps, further, surface.lowest, colour);
      const [x, y, z] = at(path.theta[2 * steps], path.theta[2 * steps + 1], path.cost[steps]);
      marble.visible = Math.abs(x) <= 1.02 && Math.abs(z) <= 1.02;
      marble.position.set(x, y + 0.04, z);
      lines.material.color.set(colour("muted"));
      marble.material.color.set(colour("output"));
      for (const each of [frame, ...names]) each.material.color.set(colour("muted"));
      request();
    },
  };
}

/** The part of a leg that lies over the map, as its two ends; nothing where there is none. */
function overMap(from: number[], to: number[]) {
  let [first, last] = [0, 1]; // shares of the leg (Liang and Barsky, 1984)
  for (const i of [0, 2]) {
    const along = to[i] - from[i];
    if (along === 0 && Math.abs(from[i]) > 1) return null;
    if (along === 0) continue;
    const edges = [(-1 - from[i]) / along, (1 - from[i]) / along];
    first = Math.max(first, Math.min(...edges));
    last = Math.min(last, Math.max(...edges));
  }
  return first < last ? [first, last].map((share) => from.map((start, i) => start + share * (to[i] - start))) : null;
}

/** A name that always faces the reader. */
function name(text: string) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [256, 64];
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.font = "36px system-ui, sans-serif";
  context.textAlign = "center";
  context.fillStyle = "white"; // the material's colour tints it
  context.fillText(text, 128, 44);
  const sprite = new Sprite(new SpriteMaterial({ map: new CanvasTexture(canvas), depthTest: false }));
  sprite.scale.set(0.72, 0.18, 1);
  return sprite;
}
