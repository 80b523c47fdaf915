import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { PREVIEW_MEASURE } from "#components/onboarding/preview-timing.ts";
import { parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { type BenchRow, ratio, timed } from "./bench-row.ts";
import type { PageStage } from "./page-stage.ts";

const REPEATS = 5;
const ROWS = 10_000;
const HEADER = "Symbol,Quantity,Entry Price Per Share,Entry Date";

/**
 * A file of 10,000 positions, from the moment it is at hand to the frame that shows its lines. Baselines in the same run:
 * the same text by csv-parse alone, and by the rules of the import without a page.
 */
export async function importPreview(stage: PageStage): Promise<BenchRow[]> {
  const text = manyPositions();
  const today = new Date().toISOString().slice(0, 10);
  const preview: number[] = [];
  const rules: number[] = [];
  const alone: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    alone.push(lasting(() => parse(text)));
    rules.push(lasting(() => parsePositions(text, { today })));
    preview.push(await previewed(stage, text));
  }
  return [
    timed(`import preview, ${ROWS} rows`, preview),
    timed("baseline: csv-parse alone", alone),
    timed("baseline: the import's rules alone", rules),
    ratio("import preview to csv-parse alone", preview, alone),
  ];
}

function manyPositions(): string {
  const rows = Array.from({ length: ROWS }, (_, row) => `S${row},${row + 1},${(row % 500) + 1}.25,2024-01-05`);
  return [HEADER, ...rows].join("\n");
}

function lasting(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

/** As the page itself measures it. */
async function previewed({ context, product }: PageStage, text: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(`${product.url}/onboarding`, { waitUntil: "networkidle" });
  const file = { name: "many.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.getByLabel("Choose a file").setInputFiles(file);
  const ms = await measured(page);
  await page.getByRole("rowheader").first().waitFor();
  await page.close();
  return ms;
}

async function measured(page: Page): Promise<number> {
  const found = await page.waitForFunction((name) => performance.getEntriesByName(name)[0]?.duration, PREVIEW_MEASURE);
  return Number(await found.jsonValue());
}
