// One target of an example moved: after a softmax with cross-entropy the targets are shares, and the others share the rest.

/**
 * The targets Y, rows of n, with target j of one row set to y.
 * @param shares whether the targets of a row are to add up to 1
 */
export function targetMoved(Y: Float64Array, n: number, row: number, j: number, y: number, shares: boolean) {
  const moved = Y.slice();
  const at = row * n;
  moved[at + j] = y;
  if (!shares) return moved;
  let rest = 0;
  for (let i = 0; i < n; i++) if (i !== j) rest += Y[at + i];
  for (let i = 0; i < n; i++) if (i !== j) moved[at + i] = (1 - y) * (rest > 0 ? Y[at + i] / rest : 1 / (n - 1));
  return moved;
}
