// Where a network diagram's parts stand: columns of neurons, the connection nearest to a finger, labels that do not overlap.
// Distances in pixels only. An item is [l, j], neuron j of layer l, or [l, j, k], the weight from neuron k of layer l to j of l + 1.

export type Item = number[];
export type Place = { x: number, y: number };
export type Layout = { width: number, height: number, r: number, gap: number, roomy: boolean, text: number, at: Place[][] };
export type Label = { item: Item, wide: number, must: boolean };

const HEAD = 22; // the layers' names
const TEXT = 54; // the width of such a text
const STAGE = 460; // the least height of a drawing that is a widget's stage
const FAR = 200; // but a column of few neurons needs no more than this for each
const LARGE_TEXT = 74; // and there, the width of a text
export const LINE = 15; // a line of small text above or below a neuron
const ALONG = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8]; // where a label may be on its line, the middle first

/** Columns from left to right, each in the middle; those with fewer neurons are spread somewhat wider. As a `stage` it is large; `aside` pixels at the right are left free. */
export function layout(sizes: number[], width: number, named = false, stage = false, aside = 0) {
  const last = sizes.length - 1;
  const most = Math.max(...sizes);
  const room = width - 4 - aside;
  const r = Math.max(14, Math.min(stage ? 36 : 25, (0.25 * room) / (last + 0.5)));
  const gap = (room - 2 * r) / last;
  const row = Math.max(2 * r + (named ? 3 : 2) * LINE + (stage ? 13 : 5), stage ? Math.min(FAR, (STAGE - HEAD) / most) : 0);
  const height = HEAD + most * row;
  const middle = HEAD + (most * row - (named ? LINE : 0)) / 2;
  const at = sizes.map((n, l) => {
    const apart = n === 1 ? 0 : Math.min(1.6 * row, ((most - 1) * row) / (n - 1));
    return Array.from({ length: n }, (_, j) => ({ x: 2 + r + l * gap, y: middle + (j - (n - 1) / 2) * apart }));
  });
  return { width, height, r, gap, roomy: gap >= 62, text: stage ? LARGE_TEXT : TEXT, at };
}

/** A connection's two ends, on the circles' rims. */
export function ends({ at, r }: Layout, [l, j, k]: Item) {
  const [from, to] = [at[l][k], at[l + 1][j]];
  const far = Math.hypot(to.x - from.x, to.y - from.y);
  const [dx, dy] = [((to.x - from.x) * r) / far, ((to.y - from.y) * r) / far];
  return [from.x + dx, from.y + dy, to.x - dx, to.y - dy];
}

/** What lies nearest to a point: a neuron where it is touched, else a connection within a fingertip's reach, else nothing. */
export function nearest(place: Layout, x: number, y: number, reach: number) {
  const { at, r } = place;
  let found: Item | null = null;
  let best = Math.max(r + 2, reach);
  for (const [l, column] of at.entries()) {
    for (const [j, spot] of column.entries()) {
      const away = Math.hypot(x - spot.x, y - spot.y);
      if (away <= best) [best, found] = [away, [l, j]];
    }
  }
  if (found) return found;
  best = reach;
  for (let l = 0; l + 1 < at.length; l++) {
    if (x < at[l][0].x || x > at[l + 1][0].x) continue;
    for (let j = 0; j < at[l + 1].length; j++) {
      for (let k = 0; k < at[l].length; k++) {
        const [x1, y1, x2, y2] = ends(place, [l, j, k]);
        const t = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)));
        const away = Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1));
        if (away < best) [best, found] = [away, [l, j, k]];
      }
    }
  }
  return found;
}

/**
 * Places for labels on connections, so that none covers another, a neuron or its small texts: of the free places along its
 * own line each label takes the one that other lines come least near to. A label for which there is no room is left out,
 * but for those that must stand.
 * @returns in the order of the labels
 */
export function labelPlaces(place: Layout, labels: Label[]): (Place | null)[] {
  const { at, r, text } = place;
  const high = 15;
  const taken: { x: number, y: number, wide: number }[] = [];
  const order = labels.map((_, i) => i).sort((a, b) => Number(labels[b].must) - Number(labels[a].must));
  const found: (Place | null)[] = labels.map(() => null);
  for (const i of order) {
    const { item, wide, must } = labels[i];
    const [l, j, k] = item;
    const [x1, y1, x2, y2] = ends(place, item);
    const tries = ALONG.map((t) => ({ x: x1 + t * (x2 - x1), y: y1 + t * (y2 - y1) }));
    const near = [...at[l], ...at[l + 1]];
    const free = ({ x, y }: Place) =>
      taken.every((box) => Math.abs(box.x - x) > (box.wide + wide) / 2 || Math.abs(box.y - y) > high) &&
      near.every((spot) => Math.abs(spot.x - x) > r + wide / 2 - 2 || Math.abs(spot.y - y) > r + high / 2);
    const clear = (spot: Place) => // of the small texts above and below the neurons, too
      free(spot) && near.every(({ x, y }) => Math.abs(x - spot.x) > (text + wide) / 2 || Math.abs(Math.abs(y - spot.y) - r - 9) > LINE);
    /** How far the nearest other line is above or below; beyond a label's height all places are as good. */
    const away = ({ x, y }: Place) => {
      let least = high;
      for (let to = 0; to < at[l + 1].length; to++) {
        for (let from = 0; from < at[l].length; from++) {
          if (to === j && from === k) continue;
          const [a, b, c, d] = ends(place, [l, to, from]);
          if (x > a && x < c) least = Math.min(least, Math.abs(b + ((x - a) / (c - a)) * (d - b) - y));
        }
      }
      return least;
    };
    const best = (spots: Place[]) => spots.map((spot) => ({ spot, far: away(spot) })).sort((a, b) => b.far - a.far)[0]?.spot;
    const spot = best(tries.filter(clear)) ?? best(tries.filter(free)) ?? (must ? tries[0] : null);
    if (!spot) continue;
    found[i] = spot;
    taken.push({ ...spot, wide });
  }
  return found;
}

/** Where an arrow key leads from an item. `pivot` is the end that a connection was reached from: up and down turn around it. */
export function step({ at }: Layout, item: Item, key: string, pivot: "source" | "target", far = false) {
  const last = at.length - 1;
  const [l, j, k] = item;
  const closest = (layer: number, y: number) =>
    at[layer].reduce((best, spot, i) => (Math.abs(spot.y - y) < Math.abs(at[layer][best].y - y) - 0.5 ? i : best), 0);
  const up = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0;
  const inside = (i: number, layer: number) => Math.max(0, Math.min(at[layer].length - 1, i));
  const here: { item: Item, pivot: "source" | "target" } = { item, pivot };
  if (key === "Home") return { ...here, item: [0, 0] };
  if (key === "End") return { ...here, item: [last, at[last].length - 1] };
  if (item.length === 2) {
    const { y } = at[l][j];
    if (up) return { ...here, item: [l, inside(j + up, l)] };
    if (key === "ArrowRight" && l < last) return far ? { ...here, item: [l + 1, closest(l + 1, y)] } : { item: [l, closest(l + 1, y), j], pivot: "source" as const };
    if (key === "ArrowLeft" && l > 0) return far ? { ...here, item: [l - 1, closest(l - 1, y)] } : { item: [l - 1, j, closest(l - 1, y)], pivot: "target" as const };
    return here;
  }
  if (up) return { ...here, item: pivot === "source" ? [l, inside(j + up, l + 1), k] : [l, j, inside(k + up, l)] };
  return { ...here, item: key === "ArrowRight" ? [l + 1, j] : [l, k] };
}
