import { readdir } from "node:fs/promises";
import { join, posix, relative, resolve } from "node:path";
import { findCycles } from "./layers/import-cycles.ts";
import { DEFAULT_EXPORT_FILES, LAYER_RULES, type LayerRule, MOST_LINES, TEST_FILES } from "./layers/rules.ts";
import { readSourceFile, type SourceFile } from "./layers/source-file.ts";

export type Violation = { path: string; line: number; problem: string; instead: string };
export type LayerReport = { files: number; violations: Violation[] };

const FOLDERS = ["app", "components", "lib", "scripts", "server", "tests"];

/** Checks every TypeScript file below `root` against the import directions of the house and its few rules about files. */
export async function checkLayers(root: string): Promise<LayerReport> {
  const paths = await listFiles(root);
  const files = await Promise.all(paths.map((path) => readSourceFile(root, path)));
  const known = new Set(paths);
  const violations = files.flatMap((file) => checkFile(file, known));
  return { files: files.length, violations: [...violations, ...checkCycles(files, known)].sort(byPlace) };
}

async function listFiles(root: string): Promise<string[]> {
  const top = await readdir(root);
  const below = top
    .filter((name) => FOLDERS.includes(name))
    .map((name) => readdir(join(root, name), { recursive: true, withFileTypes: true }));
  const entries = (await Promise.all(below)).flat().filter((entry) => entry.isFile());
  const nested = entries.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  return [...top, ...nested].filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts")).sort();
}

/** What benches measure against are the tests' own stand-ins for the world. */
const isStandIn = (path: string, target: string) =>
  path.startsWith("scripts/bench/") && target.startsWith("tests/fixtures/");

function checkFile(file: SourceFile, known: ReadonlySet<string>): Violation[] {
  const at = (line: number, problem: string, instead: string) => ({ path: file.path, line, problem, instead });
  const isTest = TEST_FILES.test(file.path);
  const found: Violation[] = [];
  if (file.lines > MOST_LINES)
    found.push(at(MOST_LINES, `${file.lines} lines, the most is ${MOST_LINES}`, "split it by what changes together"));
  for (const { line, specifier } of file.imports) {
    const target = resolveImport(file.path, specifier);
    if (isOurs(specifier) && !known.has(target) && /\.tsx?$/.test(target))
      found.push(at(line, `imports ${specifier}, which does not exist`, "correct the path"));
    if (isTest) continue;
    if (specifier.startsWith("../") && areaOf(target) !== areaOf(file.path))
      found.push(at(line, `imports ${specifier}`, `write #${target}`));
    if (TEST_FILES.test(target) && !isStandIn(file.path, target))
      found.push(at(line, `imports ${specifier}, a test's file`, "move what both need out of the tests"));
    for (const instead of brokenRules(file.path, target)) found.push(at(line, `imports ${specifier}`, instead));
  }
  if (isTest) return found;
  const defaults = DEFAULT_EXPORT_FILES.test(file.path) ? [] : file.defaultExports;
  const barrels = /(^|\/)index\.tsx?$/.test(file.path) ? [1] : file.starExports;
  found.push(...defaults.map((line) => at(line, "has a default export", "export it by name")));
  found.push(...barrels.map((line) => at(line, "is a barrel", "import from the file that defines the name")));
  return found;
}

function brokenRules(path: string, target: string): string[] {
  const broken = LAYER_RULES.filter(
    (rule) => isBelow(path, rule.from) && !rule.except?.includes(path) && breaks(rule, target),
  );
  const instead = broken.map((rule) => rule.instead);
  const [own, other] = [phaseOf(path), phaseOf(target)];
  if (own && other && own !== other)
    instead.push("phases meet through results (needs) and ports, never inside each other");
  return instead.slice(0, 1);
}

function breaks(rule: LayerRule, target: string): boolean {
  if (rule.only) return !rule.only.some((allowed) => isBelow(target, allowed));
  return rule.never?.some((forbidden) => isBelow(target, forbidden)) ?? false;
}

function checkCycles(files: SourceFile[], known: ReadonlySet<string>): Violation[] {
  const graph = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.map(({ specifier }) => resolveImport(path, specifier)).filter((target) => known.has(target)),
    ]),
  );
  return findCycles(graph).map((cycle) => {
    const [path = "", next] = cycle;
    const line = files
      .find((file) => file.path === path)
      ?.imports.find(({ specifier }) => resolveImport(path, specifier) === (next ?? path))?.line;
    const problem = `is part of a cycle: ${[...cycle, path].join(" → ")}`;
    return { path, line: line ?? 1, problem, instead: "move what both need into a file of its own" };
  });
}

/** A file's path for our own imports, the specifier itself for packages. */
function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : specifier;
}

function isOurs(specifier: string): boolean {
  return specifier.startsWith("#") || specifier.startsWith(".");
}

function isBelow(path: string, parent: string): boolean {
  return path === parent || path.startsWith(parent.endsWith(":") ? parent : `${parent}/`);
}

/** The part of the house a file belongs to: server/http, lib/analytics, app; `../` may be written inside one only. */
function areaOf(path: string): string {
  const [top = "", next = ""] = path.split("/");
  return top === "app" || !path.includes("/", top.length + 1) ? top : `${top}/${next}`;
}

function phaseOf(path: string): string | undefined {
  return /^server\/phases\/([^/]+)\//.exec(path)?.[1];
}

function byPlace(a: Violation, b: Violation): number {
  return a.path.localeCompare(b.path) || a.line - b.line;
}

if (import.meta.main) {
  const { files, violations } = await checkLayers(resolve(import.meta.dirname, ".."));
  for (const { path, line, problem, instead } of violations)
    console.error(`${path}:${line}  ${problem}\n    instead: ${instead}`);
  console.log(`layers: ${files} files, ${violations.length} violations`);
  // A check that reads nothing finds nothing; that is no pass.
  process.exitCode = files > 0 && violations.length === 0 ? 0 : 1;
}
