// The browser's verdict on values: reads a file of [kind, value] pairs, and prints whether each value fits.
import { readFileSync } from "node:fs";
import { fits } from "../../../nnlib/widgets/shared/view/schema.ts";

const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify(cases.map(([kind, value]) => fits(value, kind))));
