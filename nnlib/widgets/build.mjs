// The build: one ES module and one style sheet per widget, and the colour tokens, from the folders here into static/.
import { build, transform } from "esbuild";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}static/`;
rmSync(out, { recursive: true, force: true });
mkdirSync(out);

// A widget is a folder with an index.ts.
const folders = readdirSync(here).filter((name) => existsSync(`${here}${name}/index.ts`));
const entries = Object.fromEntries(folders.map((name) => [name, `${here}${name}/index.ts`]));

const { metafile } = await build({
  entryPoints: entries,
  absWorkingDir: here,
  metafile: true,
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
const colours = Object.entries(JSON.parse(readFileSync(`${here}../colours.json`, "utf8")));
const block = (theme) => colours.map(([name, value]) => `  --nn-${name.replace("_", "-")}: ${value[theme]};`).join("\n");
// Lessons colour a symbol by its course colour, as in \textcolor{orange}{x}: in a formula that name becomes the token.
const formulas = colours
  .map(([name, { course }]) => `.katex [style*="color:${course}"] { color: var(--nn-${name.replace("_", "-")}) !important; }`)
  .join("\n");
const tokens = `:root {\n${block("light")}\n}
html[data-theme="dark"], body[data-jp-theme-light="false"] {\n${block("dark")}\n}\n${formulas}\n`;
writeFileSync(`${out}tokens.css`, tokens);

// A widget's style sheet: its own style.css, those of the shared modules that it uses, and what all widgets share.
const common = ["print", "style", "touch", "forced"].map((name) => `shared/view/${name}.css`);
for (const { entryPoint, inputs } of Object.values(metafile.outputs)) {
  const name = entryPoint.split("/")[0];
  const used = Object.keys(inputs).filter((path) => path.endsWith(".ts")).map((path) => path.replace(".ts", ".css"));
  const sheets = [`${name}/style.css`, ...used.sort()].filter((path) => existsSync(here + path));
  const text = tokens + [...sheets, ...common].map((path) => readFileSync(here + path, "utf8")).join("\n");
  const { code } = await transform(text, { loader: "css", minify: true, charset: "utf8" });
  writeFileSync(`${out}${name}.css`, code);
}
