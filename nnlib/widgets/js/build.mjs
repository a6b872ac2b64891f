// The build: one ES module per widget, the 3-D view, and the style sheets, from here into nnlib/widgets/static/.
import { build } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}../static/`;
mkdirSync(out, { recursive: true });

// Every module at this folder's top is an entry: a new widget needs no line here.
const entryPoints = readdirSync(here)
  .filter((name) => name.endsWith(".js"))
  .map((name) => here + name);

await build({
  entryPoints,
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
writeFileSync(`${out}widgets.css`, tokens + styles.map((name) => readFileSync(`${here}view/${name}`, "utf8")).join("\n"));
