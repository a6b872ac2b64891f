// A chart: an SVG with d3 scales and axes that follow its size, and a place inside for what is drawn.
import { scaleLinear, scaleLog } from "d3-scale";
import { axis } from "./axis.ts";
import { canvas2d, html, svg, write } from "./dom.ts";
import { powerOfTen, worked } from "./numbers.ts";

let charts = 0;

/** @param options x and y are the axes' titles; label is what the drawing is called; with logX the ticks are powers of ten; a key stands at the right below the chart. */
export function chart({ x, y, label, logX = false, logY = false, margin = [10, 12, 46, 52], key }: { x: string, y: string, label: string, logX?: boolean, logY?: boolean, margin?: number[], key?: HTMLElement }) {
  const [top, right, bottom, left] = margin;
  const xScale = logX ? scaleLog() : scaleLinear();
  const yScale = logY ? scaleLog() : scaleLinear();
  const clip = `nn-clip-${++charts}-${Math.floor(performance.now())}`;
  const window_ = svg("rect");
  const inside = svg("g", { "clip-path": `url(#${clip})` });
  const over = svg("g"); // handles, which may reach beyond the plot
  const [xAxis, yAxis] = [axis(), axis()];
  const xTitle = svg("text", { class: "nn-axis-title", "text-anchor": key ? "start" : "middle" }, x);
  const yTitle = svg("text", { class: "nn-axis-title", "text-anchor": "middle" }, y);
  const root = svg("svg", { role: "group", "aria-label": label }, svg("defs", {}, svg("clipPath", { id: clip }, window_)), xAxis.element, yAxis.element, xTitle, yTitle, inside, over);
  const element = html("div", { class: "nn-chart" }, root, ...(key ? [key] : []));
  const layer = html("canvas", { class: "nn-layer" });
  let drawn = "";
  let penned = "";
  let context: CanvasRenderingContext2D;
  const bound = ({ width, height }: { width: number, height: number }) => {
    context.save();
    context.beginPath();
    context.rect(left, top, width - left - right, height - top - bottom);
    context.clip();
  };

  return {
    element,
    root,
    inside,
    over,
    x: xScale,
    y: yScale,
    margin: { top, right, bottom, left },
    width: 0,
    height: 0,
    fresh: true, // whether its size or its domains are new: handles must be placed again
    /** Take a new size; answers whether it is another one. */
    size(width: number, height: number) {
      if (this.width === width && this.height === height) return false;
      Object.assign(this, { width, height });
      root.setAttribute("viewBox", `0 0 ${width} ${height}`);
      root.setAttribute("width", String(width));
      root.setAttribute("height", String(height));
      xScale.range([left, width - right]);
      yScale.range([height - bottom, top]);
      for (const [key, value] of Object.entries({ x: left, y: top, width: width - left - right, height: height - top - bottom })) {
        window_.setAttribute(key, String(Math.max(0, value)));
      }
      xTitle.setAttribute("transform", `translate(${key ? left : (left + width - right) / 2},${height - 5})`);
      yTitle.setAttribute("transform", `translate(13,${(top + height - bottom) / 2}) rotate(-90)`);
      drawn = "";
      this.fresh = true;
      return true;
    },
    /** Take new domains; the axes are drawn again only where they differ. */
    domains(xDomain: number[], yDomain: number[]) {
      [xDomain, yDomain] = [logX ? xDomain : wideEnough(xDomain), logY ? yDomain : wideEnough(yDomain)];
      const key = `${xDomain},${yDomain}`;
      if (key === drawn) return;
      drawn = key;
      this.fresh = true;
      xScale.domain(xDomain);
      yScale.domain(yDomain);
      const wide = Math.max(2, Math.round((this.width - left - right) / 70));
      const high = Math.max(2, Math.round((this.height - top - bottom) / 45));
      xAxis.draw(xScale, wide, logX ? power : undefined, { y: this.height - bottom });
      yAxis.draw(yScale, high, logX ? power : logY ? worked : undefined, { x: left });
    },
    /** The scales as multiplications, for what is drawn point by point each frame: x = px(value), y = py(value). */
    pixels() {
      const [x0, x1] = xScale.domain();
      const [y0, y1] = yScale.domain();
      const kx = (this.width - left - right) / (x1 - x0);
      const ky = (this.height - top - bottom) / (y1 - y0);
      const low = this.height - bottom;
      return {
        px: (value: number) => left + (value - x0) * kx,
        py: (value: number) => low - (value - y0) * ky,
      };
    },
    /**
     * A pen on the canvas below the axes' marks: cleared, and clipped to the plot. What moves in each frame is drawn here,
     * because a change in SVG costs the browser four times as much.
     */
    pen() {
      if (!layer.parentNode) element.insertBefore(layer, root);
      const key = `${this.width} ${this.height} ${globalThis.devicePixelRatio}`;
      if (key === penned) {
        context.restore(); // what was drawn beyond the plot is cleared, too
        context.clearRect(0, 0, this.width, this.height);
      } else {
        penned = key;
        context = canvas2d(layer, this.width, this.height);
      }
      bound(this);
      return context;
    },
    /** Draw with the pen beyond the plot, too, so that a ball at its edge is drawn whole. */
    beyond(act: (pen: CanvasRenderingContext2D) => void) {
      context.restore();
      act(context);
      bound(this);
    },
    titles(newX: string, newY: string) {
      write(xTitle, newX);
      write(yTitle, newY);
    },
  };
}

/**
 * A domain whose ends differ by enough for ticks and pixels to be computed: not by less than the rounding of its ends,
 * nor by so little, or so much, that a division leaves the computer's range.
 */
function wideEnough(ends: number[]) {
  const [low, high] = ends.map((end) => Math.max(-1e300, Math.min(1e300, end)));
  const least = Math.max(1e-290, 1e-12 * Math.max(Math.abs(low), Math.abs(high)));
  if (high - low >= least) return [low, high];
  const middle = (low + high) / 2;
  return [middle - least / 2, middle + least / 2];
}

/** A tick on a scale of powers of ten. */
const power = (x: number) => powerOfTen(Math.round(Math.log10(x)));

/** A line through points on a canvas; nothing is drawn to where a number is not finite. */
export function trace(context: CanvasRenderingContext2D, count: number, x: (i: number) => number, y: (i: number) => number) {
  context.beginPath();
  for (let i = 0; i < count; i++) {
    const py = y(i);
    if (Number.isFinite(py)) context.lineTo(x(i), Math.max(-1e4, Math.min(1e4, py)));
  }
  context.stroke();
}

/** A small arrow beside the marble, the way in which it is off the map. */
export function arrow(pen: CanvasRenderingContext2D, x: number, y: number, angle: number, colour: string) {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(x + 22 * ux, y + 22 * uy);
  pen.lineTo(x + 15 * ux - 5 * uy, y + 15 * uy + 5 * ux);
  pen.lineTo(x + 15 * ux + 5 * uy, y + 15 * uy - 5 * ux);
  pen.fill();
}

/** A ball with an edge, on a canvas. */
export function ball(pen: CanvasRenderingContext2D, x: number, y: number, r: number, fill: string, edge: string, wide = 2) {
  pen.fillStyle = fill;
  pen.strokeStyle = edge;
  pen.lineWidth = wide;
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  pen.fill();
  pen.stroke();
}

/** An SVG path through points; gaps where a number is not finite. */
export function line(count: number, x: (i: number) => number, y: (i: number) => number) {
  let d = "";
  let pen = "M";
  for (let i = 0; i < count; i++) {
    const [px, py] = [x(i), y(i)];
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      pen = "M";
      continue;
    }
    d += `${pen}${px.toFixed(1)},${Math.max(-1e4, Math.min(1e4, py)).toFixed(1)}`;
    pen = "L";
  }
  return d;
}
