// The build of the pages' scripts: classic ones, which pages name, and the modules that Python in the page loads at the first Run.
import { build } from "esbuild";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}static/`;
rmSync(out, { recursive: true, force: true });
mkdirSync(out);

const shared = {
  absWorkingDir: here,
  outdir: out,
  bundle: true,
  metafile: true,
  target: ["es2022"],
  minify: true,
  charset: "utf8",
  legalComments: "eof",
  logLevel: "warning",
};
// Modules are named by content, so that a browser never mixes two editions of the book.
const modules = {};
async function bundled(name, define = {}) {
  const { metafile } = await build({ ...shared, format: "esm", entryPoints: [`${name}.ts`], entryNames: "[name]-[hash]", define });
  modules[name] = Object.keys(metafile.outputs)[0].split("/").at(-1);
}
await bundled("worker");
await bundled("session", { WORKER: JSON.stringify(modules.worker) });
await bundled("editor");
const classic = ["kept.ts", "answers.ts", "quiz.ts", "work.ts", "widget-host.ts", "stage.ts", "live.ts", "live.css"];
await build({ ...shared, format: "iife", entryPoints: classic });
writeFileSync(`${out}modules.json`, JSON.stringify(modules));
