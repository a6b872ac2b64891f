// The 3-D view of Descent: the cost as a surface that turns, with the map's lines, path and marble lying on it.
import {
  AmbientLight, BufferAttribute, BufferGeometry, CanvasTexture, Color, DirectionalLight, DoubleSide, Group, InstancedMesh, Line,
  LineBasicMaterial, LineSegments, Matrix4, Mesh, MeshBasicMaterial, MeshLambertMaterial, PerspectiveCamera, Raycaster, Scene, SphereGeometry,
  Sprite, SpriteMaterial, Vector2, WebGLRenderer,
} from "three";
import { isolines } from "./core/isolines.js";
import { html } from "./view/dom.js";

const SIDE = 2; // the surface spans -1 to 1 along w and b
const TALL = 1.1;
const FLOOR = -0.3; // the frame lies below the lowest cost
const CORNERS = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
const FRAME = [
  ...CORNERS.flatMap(([x, z], i) => [x, FLOOR, z, CORNERS[(i + 1) % 4][0], FLOOR, CORNERS[(i + 1) % 4][1]]),
  ...[-1, FLOOR, -1, -1, TALL - 0.2, -1], // the cost's axis, at the back
];
const MOST_DOTS = 201; // one for each step that Descent draws

/**
 * Put the view into an element.
 * @param {HTMLElement} element
 * @param {{ signal: AbortSignal, onPlace: (w: number, b: number) => void, onTurn: (turn: number[]) => void, onEnd: () => void }} options
 *   onTurn is told how it is turned, azimuth and elevation, when the hand lets go
 */
export function mount(element, { signal, onPlace, onTurn, onEnd }) {
  const renderer = new WebGLRenderer({ antialias: true, alpha: true });
  const canvas = renderer.domElement;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Cost surface in 3-D; arrow keys turn it; drag the marble to move it");
  canvas.className = "nn-turn";
  element.replaceChildren(canvas, html("p", { class: "nn-hint" }, "Drag to turn. Drag the marble to move it."));

  const scene = new Scene();
  const camera = new PerspectiveCamera(36, 1, 0.1, 30);
  const turned = new Group();
  scene.add(turned, new AmbientLight(0xffffff, 2.2));
  const sun = new DirectionalLight(0xffffff, 1.5);
  sun.position.set(-2, 5, 1.5);
  scene.add(sun);

  const ground = new Mesh(new BufferGeometry(), new MeshLambertMaterial({ vertexColors: true, side: DoubleSide }));
  const lines = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ transparent: true, opacity: 0.6 }));
  const rolled = new Line(new BufferGeometry(), new LineBasicMaterial());
  const ahead = new Line(new BufferGeometry(), new LineBasicMaterial({ transparent: true, opacity: 0.5 }));
  const dots = new InstancedMesh(new SphereGeometry(0.019, 10, 8), new MeshBasicMaterial(), MOST_DOTS);
  dots.frustumCulled = false;
  const names = [name("weight w"), name("bias b"), name("cost")];
  names[0].position.set(0.1, -0.42, 1.2);
  names[1].position.set(-1.25, -0.42, 0.1);
  names[2].position.set(-1.2, 0.42, -1);
  const frame = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ transparent: true, opacity: 0.5 }));
  frame.geometry.setAttribute("position", new BufferAttribute(new Float32Array(FRAME), 3));
  const marble = new Mesh(new SphereGeometry(0.055, 24, 16), new MeshLambertMaterial());
  turned.add(ground, lines, rolled, ahead, dots, marble, frame, ...names);

  let [azimuth, elevation] = [-0.65, 0.62];
  /** @type {any} */
  let shown_ = null;
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
    for (const part of [ground, lines, rolled, ahead, dots, marble, frame, ...names]) {
      part.geometry.dispose();
      /** @type {any} */ (part.material).dispose();
    }
    renderer.dispose();
    renderer.forceContextLoss();
  });

  const ray = new Raycaster();
  const under = (/** @type {PointerEvent} */ event, /** @type {any} */ part) => {
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
      elevation = Math.max(0.12, Math.min(1.5, elevation + event.movementY * 0.006));
      return request();
    }
    const hit = under(event, ground);
    if (!hit || !shown_) return;
    const { w, b, n } = shown_.surface;
    const round = (/** @type {number} */ x, /** @type {number} */ span) => Number((Math.round((x / span) * 500) * (span / 500)).toPrecision(6));
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
    elevation = Math.max(0.12, Math.min(1.5, elevation + way[1]));
    tellTurn();
    onEnd();
  }, { signal });
  function tellTurn() {
    const round = (/** @type {number} */ x) => Number(x.toFixed(3));
    onTurn([round(Math.atan2(Math.sin(azimuth), Math.cos(azimuth))), round(elevation)]);
  }

  /** Heights follow the cost, from the lowest to the highest of the grid. */
  const scale = (/** @type {any} */ { C, n, w, b, thresholds }) => {
    let [low, high] = [Infinity, -Infinity];
    for (const c of C) [low, high] = [Math.min(low, c), Math.max(high, c)];
    const at = (/** @type {number} */ wi, /** @type {number} */ bi, /** @type {number} */ c) => [
      ((wi - w[0]) / (w[n - 1] - w[0])) * SIDE - 1,
      ((c - low) / (high - low || 1)) * TALL - 0.2,
      1 - ((bi - b[0]) / (b[n - 1] - b[0])) * SIDE,
    ];
    return { at, low, high, thresholds };
  };

  function drawGround(/** @type {any} */ surface, /** @type {(name: string) => string} */ colour) {
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

  return {
    /** Draw the state; `fresh` where the surface or the colours are new, `ahead` where the path that is to come may be seen. */
    draw(/** @type {any} */ { surface, path, steps, turn, fresh, ahead: further, colour }) {
      if (moving !== "view") [azimuth, elevation] = turn;
      if (fresh || shown_?.surface !== surface) drawGround(surface, colour);
      shown_ = { surface, path, steps };
      const { at } = scale(surface);
      const points = /** @type {number[]} */ ([]);
      for (let step = 0; step <= (further ? path.steps : steps); step++) {
        const [x, y, z] = at(path.theta[2 * step], path.theta[2 * step + 1], path.cost[step]);
        if (Math.abs(x) > 1.02 || Math.abs(z) > 1.02) break; // off the map: the surface ends here
        points.push(x, y + 0.012, z);
      }
      const drawn = points.length / 3;
      const take = (/** @type {number} */ from, /** @type {number} */ to) => new BufferAttribute(new Float32Array(points.slice(3 * from, 3 * to)), 3);
      for (const [part, from, to] of /** @type {[any, number, number][]} */ ([[rolled, 0, steps + 1], [ahead, steps, drawn]])) {
        part.geometry.setAttribute("position", take(from, Math.min(to, drawn)));
        part.geometry.computeBoundingSphere();
      }
      dots.count = drawn;
      const moved = new Matrix4();
      for (let i = 0; i < drawn; i++) dots.setMatrixAt(i, moved.makeTranslation(points[3 * i], points[3 * i + 1], points[3 * i + 2]));
      dots.instanceMatrix.needsUpdate = true;
      const [x, y, z] = at(path.theta[2 * steps], path.theta[2 * steps + 1], path.cost[steps]);
      marble.visible = Math.abs(x) <= 1.02 && Math.abs(z) <= 1.02;
      marble.position.set(x, y + 0.04, z);
      for (const part of [rolled, ahead, dots]) part.material.color.set(colour("ink"));
      lines.material.color.set(colour("muted"));
      marble.material.color.set(colour("output"));
      for (const each of [frame, ...names]) each.material.color.set(colour("muted"));
      request();
    },
  };
}

/** A name that always faces the reader. */
function name(/** @type {string} */ text) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [256, 64];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.font = "36px system-ui, sans-serif";
  context.textAlign = "center";
  context.fillStyle = "white"; // the material's colour tints it
  context.fillText(text, 128, 44);
  const sprite = new Sprite(new SpriteMaterial({ map: new CanvasTexture(canvas), depthTest: false }));
  sprite.scale.set(0.72, 0.18, 1);
  return sprite;
}
