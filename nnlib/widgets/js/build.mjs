// The build: one ES module and one style sheet per widget, and the 3-D view, from here into nnlib/widgets/static/.
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

// d3-array calls these of its functions when it is loaded, so that the bundler keeps them; no widget blurs or shuffles.
const unused = {
  name: "unused",
  setup({ onLoad }) {
    onLoad({ filter: /d3-array\.mjs$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/= (Blur2|shuffler)\(/g, "= /* @__PURE__ */ $1("),
    }));
  },
};

const { metafile } = await build({
  entryPoints,
  absWorkingDir: here,
  metafile: true,
  plugins: [numbersOnly, unused],
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

// A widget's style sheet: those in view/ that are named as it or as a module there that it uses, and what all share.
const sheet = (name) => readFileSync(`${here}view/${name}.css`, "utf8");
const shared = ["print", "style", "touch"];
const special = readdirSync(`${here}view`).flatMap((name) => name.match(/^(.+)\.css$/)?.slice(1) ?? []);
for (const { entryPoint, inputs } of Object.values(metafile.outputs)) {
  if (!("view/shell.js" in inputs)) continue; // the 3-D view is a part of a widget
  const own = special.filter((name) => `${name}.js` in inputs || `view/${name}.js` in inputs).sort();
  const text = tokens + [...own, ...shared].map(sheet).join("\n");
  const { code } = await transform(text, { loader: "css", minify: true, charset: "utf8" });
  writeFileSync(`${out}${entryPoint.replace(".js", ".css")}`, code);
}
