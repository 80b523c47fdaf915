import lighthouse, { desktopConfig, type Result } from "lighthouse";
import { required } from "#lib/assert.ts";
import type { BenchRow } from "./bench-row.ts";
import { type PageStage, SIGN_IN } from "./page-stage.ts";

const REPEATS = 3;

/** Lighthouse as it is set up for desktops, three times a page, cache empty. Baseline: its own measure of the machine. */
export async function lighthouseScores(stage: PageStage): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, path] of Object.entries(stage.paths)) {
    const results: Result[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      const judge = () => judged(stage, path);
      results.push(await (name === SIGN_IN ? stage.signedOut(judge) : judge()));
    }
    rows.push(...rowsOf(name, results));
  }
  return rows;
}

async function judged({ product, debugPort }: PageStage, path: string): Promise<Result> {
  const flags = {
    ...{ port: debugPort, logLevel: "error" as const, onlyCategories: ["performance", "accessibility"] },
    // Who is signed in stays so.
    disableStorageReset: true,
  };
  const { lhr } = required(await lighthouse(`${product.url}${path}`, flags, desktopConfig), "Lighthouse's result");
  if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
  const shown = new URL(lhr.finalDisplayedUrl).pathname;
  if (shown !== path) throw new Error(`${path} led to ${shown}`);
  return lhr;
}

function rowsOf(name: string, results: readonly Result[]): BenchRow[] {
  const score = (category: string) =>
    results.map(({ categories }) => 100 * required(categories[category]?.score, `score of ${category}`));
  const figure = (audit: string) =>
    results.map(({ audits }) => required(audits[audit]?.numericValue, `figure of ${audit}`));
  return [
    { name: `${name}: performance`, unit: "score", values: score("performance") },
    { name: `${name}: accessibility`, unit: "score", values: score("accessibility") },
    { name: `${name}: largest contentful paint`, unit: "ms", values: figure("largest-contentful-paint") },
    { name: `${name}: total blocking time`, unit: "ms", values: figure("total-blocking-time") },
    { name: `${name}: layout shift`, unit: "CLS", values: figure("cumulative-layout-shift") },
    {
      name: `${name}: baseline, machine`,
      unit: "index",
      values: results.map((each) => each.environment.benchmarkIndex),
    },
  ];
}
