// What the tests of the mathematics share: the golden files, and when numbers agree.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export const golden = (name) => JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), "utf8"));

/** The numbers agree, each within `relative` of its own size and `absolute`. */
export function agree(found, wanted, what, relative = 1e-9, absolute = 0) {
  const [one, other] = [[found].flat(), [wanted].flat(2)];
  assert.equal(one.length, other.length, `${what}: as many numbers`);
  for (const [i, x] of one.entries()) {
    const off = Math.abs(x - other[i]);
    assert.ok(x === other[i] || off <= relative * Math.abs(other[i]) + absolute, `${what}[${i}] is ${x}, nnlib's is ${other[i]}`);
  }
}
