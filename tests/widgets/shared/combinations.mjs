// The browser's refusals of traits together: reads a file of widgets as made, by folder, with states, and prints the refusals.
import { readFileSync } from "node:fs";

const refusals = {};
for (const [folder, { made, shapes, states }] of Object.entries(JSON.parse(readFileSync(process.argv[2], "utf8")))) {
  const { refuse } = (await import(`../../../nnlib/widgets/${folder}/index.ts`)).default;
  const get = (name) => (shapes[name] ? { shape: shapes[name], data: new Float64Array(made[name]) } : made[name]);
  refusals[folder] = states.map((state) => refuse({ ...made, ...state }, { get }));
}
console.log(JSON.stringify(refusals));
