import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FailedTest, failedOfPlaywright, failedOfVitest, formatFailures } from "./test/failed-tests.ts";
import { countPlaywright, countVitest, formatResults, judgeStep, type StepResult } from "./test/step-result.ts";

const ROOT = join(import.meta.dirname, "..");

/** A step is an npm script of the same name; a test runner is also asked for a report, by arguments or environment. */
type Step = {
  name: string;
  report?: {
    count: typeof countVitest;
    failed: typeof failedOfVitest;
    args(file: string): string[];
    env(file: string): Record<string, string>;
  };
};

const VITEST = {
  count: countVitest,
  failed: failedOfVitest,
  args: (file: string) => ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
  env: () => ({}),
};
const PLAYWRIGHT = {
  count: countPlaywright,
  failed: failedOfPlaywright,
  args: () => [],
  env: (file: string) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: file }),
};

const STEPS: readonly Step[] = [
  { name: "format" },
  { name: "lint" },
  { name: "types" },
  { name: "layers" },
  { name: "unit", report: VITEST },
  { name: "db", report: VITEST },
  { name: "faults:short", report: VITEST },
  { name: "build" },
  { name: "e2e", report: PLAYWRIGHT },
];

/** Runs one step with its output passing through, and counts what it tested. */
async function runStep({ name, report }: Step, folder: string): Promise<StepResult & { failures: FailedTest[] }> {
  console.log(`\n── ${name} ${"─".repeat(60 - name.length)}`);
  const started = performance.now();
  const file = join(folder, `${name}.json`);
  const exitCode = await npmRun(name, report?.args(file) ?? [], report?.env(file) ?? {});
  const written: unknown = existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : undefined;
  const counts = report && (written ? report.count(written) : { passed: 0, failed: 0, skipped: 0 });
  const failures = report && written ? report.failed(written) : [];
  return { step: name, ...judgeStep(exitCode, counts), seconds: (performance.now() - started) / 1000, failures };
}

async function npmRun(script: string, args: string[], env: Record<string, string>): Promise<number> {
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm?.endsWith(".js") ? [process.execPath, npm] : ["npm"];
  const child = spawn(command, [...first, "run", "--silent", script, ...(args.length > 0 ? ["--", ...args] : [])], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
}

const folder = await mkdtemp(join(tmpdir(), "nonet-tests-"));
const results: Awaited<ReturnType<typeof runStep>>[] = [];
for (const step of STEPS) results.push(await runStep(step, folder));
await rm(folder, { recursive: true });
const failures = formatFailures(results, ROOT);
if (failures) console.log(`\n${failures}`);
console.log(`\n${formatResults(results)}`);
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
