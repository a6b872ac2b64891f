// The build: one ES module per widget, the 3-D view, and the style sheets, from here into nnlib/widgets/static/.
import { build, transform } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}../static/`;
mkdirSync(out, { recursive: true });

// Every module at this folder's top is an entry: a new widget needs no line here.
const entryPoints = readdirSync(here)
  .filter((name) => name.endsWith(".js"))
  .map((name) => here + name);

// The scales here map numbers to numbers. d3-scale's own way between two values knows colours, dates and texts as well,
// a quarter of a small widget's program; it is given the way between numbers instead.
const numbersOnly = {
  name: "numbers-only",
  setup({ onResolve }) {
    const between = { path: `${here}view/between.js` };
    onResolve({ filter: /^d3-interpolate$/ }, ({ importer }) => (importer.includes("d3-scale") ? between : undefined));
  },
};

await build({
  entryPoints,
  plugins: [numbersOnly],
  outdir: out,
  bundle: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  charset: "utf8",
  legalComments: "eof", // the libraries' licences ask for their notices
  logLevel: "warning",
});

// The colour tokens have one home, nnlib/colours.json; here they become CSS variables for the pages and the widgets.
const colours = Object.entries(JSON.parse(readFileSync(`${here}../../colours.json`, "utf8")));
const block = (theme) => colours.map(([name, value]) => `  --nn-${name.replace("_", "-")}: ${value[theme]};`).join("\n");
const tokens = `:root {\n${block("light")}\n}
html[data-theme="dark"], body[data-jp-theme-light="false"] {\n${block("dark")}\n}\n`;
writeFileSync(`${out}tokens.css`, tokens);
const styles = readdirSync(`${here}view`).filter((name) => name.endsWith(".css")).sort();
const text = tokens + styles.map((name) => readFileSync(`${here}view/${name}`, "utf8")).join("\n");
writeFileSync(`${out}widgets.css`, (await transform(text, { loader: "css", minify: true, charset: "utf8" })).code);
