import { weighScripts } from "#tests/fixtures/first-load.ts";
import type { BenchRow } from "./bench-row.ts";
import { type PageStage, SIGN_IN } from "./page-stage.ts";

const KILO = 1_000;

/** Scripts over the wire, cache empty: those the page's HTML names, and with them what those load by themselves. */
export async function firstLoads(stage: PageStage): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, path] of Object.entries(stage.paths)) {
    const weigh = () => weighed(stage, path);
    const { first, whole } = await (name === SIGN_IN ? stage.signedOut(weigh) : weigh());
    rows.push({ name: `${name}: first-load JS`, unit: "kB", values: [first / KILO] });
    rows.push({ name: `${name}: JS with what is loaded later`, unit: "kB", values: [whole / KILO] });
  }
  return rows;
}

async function weighed({ context, product }: PageStage, path: string) {
  const page = await context.newPage();
  const bytes = await weighScripts(page, `${product.url}${path}`);
  await page.close();
  return bytes;
}
